import TuneQLCatalog

/// Finds the paging of a list whose document does not declare it, by the names that services use.
struct PaginationSearch {
    let parameters: [Parameter]
    /// The message of a request's body; nil for none.
    let request: Message?
    /// The message of a page; nil for none.
    let page: Message?
    let isList: Bool
    /// The header fields of a response that the document describes.
    var headers: [String] = []
    var size: Pagination.PageSize?
    /// The number of the first row, where pages are requested by the number of a row.
    var firstRow = 0
    /// Whether a parameter for an offset is known to be one, whatever the page has.
    var trustsOffsets = false
    /// Looks up a message of the document by its name.
    let message: (String) -> Message?

    /// The paging; nil where nothing shows any.
    var pagination: Pagination? { token ?? nextURL ?? pageNumber ?? offset }

    /// The parameter that looks as if it chose a page; nil where none does.
    ///
    /// A list with one, whose paging is not found, may have more than the page that is read.
    var likelyPosition: String? {
        guard isList else { return nil }
        return parameters.first { parameter in
            guard [.query, .body, .header].contains(parameter.location) else { return false }
            return PaginationNames.positions.contains(parameter.name)
                || parameter.type == .integer && PaginationNames.numbers.contains(parameter.name)
        }?.name
    }

    /// The path to the token of the next page under one of its usual names; nil for none.
    static func token(in page: Message, _ message: (String) -> Message?) -> [String]? {
        for names in PaginationNames.tokens.filter(\.isUsual) {
            if let path = names.path(in: page, message) { return path }
        }
        return nil
    }

    private var token: Pagination? {
        guard let page else { return nil }
        for names in PaginationNames.tokens {
            guard let path = names.path(in: page, message), let (name, place) = carrier(of: names)
            else { continue }
            let more = path == ["last_id"] ? PaginationNames.more.first { hasMember([$0]) } : nil
            return .token(
                Pagination.PageToken(
                    parameter: name,
                    place: place,
                    source: .member(path),
                    more: more.map { [$0] },
                    size: size
                )
            )
        }
        return nil
    }

    /// The part of a request that carries a token.
    private func carrier(of names: PaginationNames.Token) -> (String, Pagination.Place)? {
        for name in names.parameters {
            if isSent(name) { return (name, .query) }
            if request?[name] != nil { return (name, .body) }
        }
        return nil
    }

    private var nextURL: Pagination? {
        guard isList else { return nil }
        let found = PaginationNames.urls.first { path in
            guard let type = type(at: path) else { return false }
            if case .string = type { return true }
            return type == .any
        }
        if let found { return .nextURL(.member(found)) }
        return headers.contains { $0.lowercased() == "link" } ? .nextURL(.linkHeader) : nil
    }

    private var pageNumber: Pagination? {
        guard isList, let name = PaginationNames.pages.first(where: isSent) else { return nil }
        let total = PaginationNames.totals.first(where: hasMember)
        guard total != nil || PaginationNames.counts.contains(where: hasMember) else { return nil }
        return .pageNumber(
            Pagination.PageNumber(parameter: name, size: size, totalPages: total)
        )
    }

    /// An offset, where pages repeat it or count all rows.
    private var offset: Pagination? {
        guard isList, let name = PaginationNames.offsets.first(where: isSent) else { return nil }
        let isKnown =
            PaginationNames.sizes.contains(where: isSent)
            && PaginationNames.offsetCounts.contains { hasMember([$0]) }
        guard trustsOffsets || isKnown else { return nil }
        let echo = PaginationNames.offsetEchoes.first { type(at: [$0]) == .integer }
        return .offset(
            Pagination.PageOffset(
                parameter: name,
                first: firstRow,
                echo: echo.map { [$0] },
                size: size
            )
        )
    }

    private func hasMember(_ path: [String]) -> Bool { type(at: path) != nil }

    /// The type at the end of a path through the page; nil where the path leads nowhere.
    private func type(at path: [String]) -> FieldType? {
        var type: FieldType?
        var current = page
        for name in path {
            guard let field = current?[name] else { return nil }
            type = field.type
            current = field.type.ownMessage.flatMap(message)
        }
        return type
    }

    private func isSent(_ name: String) -> Bool {
        parameters.contains { $0.name == name && $0.location == .query }
    }
}
