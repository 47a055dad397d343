import TuneQLCatalog
import TuneQLJSON

/// Reads the pagination of a list.
package struct PaginationReader {
    /// The `config`s that apply, nearest first.
    let configurations: [JSONValue?]
    let parameters: [Parameter]
    /// The message of a request's body.
    let request: Message?
    let response: ResponseShape
    let types: TypeReader
    let position: DocumentPosition

    private static let sizeKey = "x-tuneql-pageSize"

    /// The nearest `pagination`; without one, the paging that the names of the page's members show.
    ///
    /// - Parameter size: The document's `x-tuneql-pageSize`.
    /// - Returns: Nil when the method is not paged.
    /// - Throws: ``DocumentError`` for unsupported pagination.
    func pagination(size: JSONValue?) throws(DocumentError) -> Pagination? {
        let size = try pageSize(size)
        guard let declared = configurations.lazy.compactMap({ $0?["pagination"] }).first else {
            return search(size).pagination
        }
        return try pagination(declared, size: size)
    }

    private func search(_ size: Pagination.PageSize?) -> PaginationSearch {
        PaginationSearch(
            parameters: parameters,
            request: request,
            page: response.message.flatMap { types[$0] },
            isList: response.rows.isList,
            headers: response.headers,
            size: size,
            message: { types[$0] }
        )
    }

    /// The parameter that looks as if it chose a page; nil where none does.
    var likelyPosition: String? { search(nil).likelyPosition }

    private func pagination(
        _ declared: JSONValue,
        size: Pagination.PageSize?
    ) throws(DocumentError) -> Pagination? {
        let position = position.inside("pagination")
        let request = declared["requestToken"] ?? .null
        let source = try self.source(declared["responseToken"] ?? .null, at: position)
        let key = try position.inside("requestToken").text("key", of: request)
        let algorithms = [declared, request, declared["responseToken"] ?? .null]
            .compactMap { $0["algorithm"]?.string }.filter { !$0.isEmpty }
        if algorithms == ["page_number"] {
            return pageNumber(key, declared["responseTerminator"], size)
        }
        if request["location"]?.string == "request" || key.isEmpty { return nextURL(source) }
        if let algorithm = algorithms.first {
            throw position.error(.unsupported(.paging("the algorithm '\(algorithm)'")))
        }
        guard let place = Pagination.Place(rawValue: request["location"]?.string ?? "query") else {
            let location = request["location"]?.spelling ?? ""
            throw position.error(.unsupported(.paging("'\(key)' in the \(location)")))
        }
        return token(Self.path(of: key).joined(separator: "."), place, source, size)
    }

    /// A token, where both the request and the page have it.
    private func token(
        _ key: String,
        _ place: Pagination.Place,
        _ source: Pagination.Source,
        _ size: Pagination.PageSize?
    ) -> Pagination? {
        let isSent =
            switch place {
            case .query: parameters.contains { $0.name == key && $0.location == .query }
            case .header: parameters.contains { $0.name == key && $0.location == .header }
            case .body: request.map { $0[key] != nil } ?? false
            }
        var more: [String]?
        if case .member(let path) = source {
            guard types.hasField(at: path, of: response.message) else { return nil }
            let names = ["has_more", "hasMore", "more", "IsTruncated", "isTruncated"]
            let found = names.first { name in
                types.field(at: path.dropLast() + [name], of: response.message)?.type == .boolean
            }
            more = found.map { path.dropLast() + [$0] }
        }
        guard isSent else { return nil }
        return .token(
            Pagination.PageToken(
                parameter: key,
                place: place,
                source: source,
                more: more,
                size: size
            )
        )
    }

    private func nextURL(_ source: Pagination.Source) -> Pagination? {
        guard response.rows.isList else { return nil }
        switch source {
        case .header: return .nextURL(.linkHeader)
        case .member(let path):
            guard types.hasField(at: path, of: response.message) else { return nil }
            return .nextURL(.member(path))
        }
    }

    private func pageNumber(
        _ key: String,
        _ end: JSONValue?,
        _ size: Pagination.PageSize?
    ) -> Pagination? {
        guard response.rows.isList,
            parameters.contains(where: { $0.name == key && $0.location == .query })
        else { return nil }
        let total = end?["key"]?.string.map { Self.path(of: $0) }
        return .pageNumber(Pagination.PageNumber(parameter: key, size: size, totalPages: total))
    }
}

extension PaginationReader {
    /// The part of a page that `responseToken` names.
    private func source(
        _ tree: JSONValue,
        at position: DocumentPosition
    ) throws(DocumentError) -> Pagination.Source {
        let position = position.inside("responseToken")
        let key = try position.text("key", of: tree)
        let location = tree["location"]?.string ?? "body"
        if location == "header" { return .header(key) }
        let path = Self.path(of: key)
        guard location == "body", !path.contains(where: { $0.isEmpty || $0.contains("[") }) else {
            throw position.error(.unsupported(.paging("'\(key)' in the \(location)")))
        }
        return .member(path)
    }

    /// The names in `$.a.b`; a single name may hold dots after `@`, as in `@odata.nextLink`.
    private static func path(of key: String) -> [String] {
        let text = key.hasPrefix("$.") ? String(key.dropFirst(2)) : key
        if text.hasPrefix("@") { return [text] }
        return text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    private func pageSize(_ tree: JSONValue?) throws(DocumentError) -> Pagination.PageSize? {
        guard let tree else { return declaredSize }
        let position = position.inside(Self.sizeKey)
        let parameter = try position.text("parameter", of: tree)
        let isSent = parameters.contains { $0.name == parameter }
        guard isSent || request?[parameter] != nil else { return nil }
        guard let maximum = tree["maximum"]?.integer, maximum > 0 else {
            throw position.error(.expected("a positive number", for: "maximum"))
        }
        return Pagination.PageSize(
            parameter: parameter,
            maximum: maximum,
            place: isSent ? .query : .body
        )
    }

    /// The page size that `queryParamPushdown` names for LIMIT.
    private var declaredSize: Pagination.PageSize? {
        let declared = configurations.lazy.compactMap { $0?["queryParamPushdown"]?["top"] }.first
        guard let declared, let parameter = declared["paramName"]?.string,
            let maximum = declared["maxValue"]?.integer, maximum > 0,
            parameters.contains(where: { $0.name == parameter && $0.location == .query })
        else { return nil }
        return Pagination.PageSize(parameter: parameter, maximum: maximum)
    }
}

extension TypeReader {
    /// The field at the end of a path through messages; nil where the path leads nowhere.
    fileprivate func field(at path: [String], of message: String?) -> Field? {
        var message = message
        var found: Field?
        for name in path {
            guard let current = message, let field = self[current]?[name] else { return nil }
            found = field
            message = field.type.ownMessage
        }
        return found
    }

    /// Whether there is a field at the end of a path.
    fileprivate func hasField(at path: [String], of message: String?) -> Bool {
        field(at: path, of: message) != nil
    }
}
