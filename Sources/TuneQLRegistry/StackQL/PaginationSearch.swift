import TuneQLCatalog

/// Finds the paging of a list whose document is silent, by the names that services use.
struct PaginationSearch {
    let parameters: [Parameter]
    let response: ResponseShape
    let types: TypeReader
    let size: Pagination.PageSize?

    /// The members of a page with a token, and the parameters that carry it.
    private static let tokens: [(members: [[String]], parameters: [String])] = [
        ([["nextPageToken"]], ["pageToken"]),
        ([["next_page_token"]], ["page_token"]),
        ([["nextToken"]], ["nextToken"]),
        ([["next_token"]], ["next_token"]),
        ([["NextToken"]], ["NextToken"]),
        (
            [
                ["nextCursor"], ["next_cursor"], ["cursor"], ["meta", "next_cursor"],
                ["result_info", "cursors", "after"], ["result_info", "cursor"],
                ["pagination", "next_cursor"], ["pagination", "nextCursor"],
                ["data", "next_cursor"],
            ], ["cursor", "pageCursor", "page_cursor"]
        ),
        ([["continuationToken"], ["continuation_token"]], ["continuationToken"]),
        ([["metadata", "continue"]], ["continue"]),
        ([["next"]], ["token"]),
        ([["last_id"]], ["after_id", "after"]),
    ]

    /// The members that are false on the last page, where pages end with a last id.
    private static let more = ["has_more", "hasMore"]

    /// The members of a page with the URL of the next one.
    private static let urls: [[String]] = [
        ["nextLink"], ["@odata.nextLink"], ["odata.nextLink"], ["links", "next"],
        ["links", "pages", "next"], ["_links", "next", "href"], ["links", "next", "href"],
        ["metadata", "next"], ["pagination", "next"],
        ["next_page_url"], ["nextPageUrl"], ["next_url"], ["nextUrl"],
    ]

    /// The members with the number of pages.
    private static let totals: [[String]] = [
        ["result_info", "total_pages"], ["meta", "total_pages"], ["pagination", "total_pages"],
        ["total_pages"], ["totalPages"],
    ]

    /// The members that only lists by page numbers have.
    private static let counts: [[String]] = [
        ["result_info", "total_count"], ["result_info", "count"], ["result_info", "page"],
    ]

    /// The paging; nil where nothing shows any.
    var pagination: Pagination? {
        token ?? nextURL ?? pageNumber ?? offset
    }

    private var token: Pagination? {
        for (members, names) in Self.tokens {
            guard let name = names.first(where: isSent),
                let member = members.first(where: hasMember)
            else { continue }
            let end = member == ["last_id"] ? Self.more.first { hasMember([$0]) } : nil
            return .token(
                Pagination.PageToken(
                    parameter: name,
                    source: .member(member),
                    more: end.map { [$0] },
                    size: size
                )
            )
        }
        return nil
    }

    private var nextURL: Pagination? {
        guard response.rows.isList else { return nil }
        let found = Self.urls.first { path in
            guard let field = types.field(at: path, of: response.message) else { return false }
            if case .string = field.type { return true }
            return field.type == .any
        }
        if let found { return .nextURL(.member(found)) }
        return response.headers.contains { $0.lowercased() == "link" } ? .nextURL(.linkHeader) : nil
    }

    private var pageNumber: Pagination? {
        guard response.rows.isList,
            let name = ["page", "pageNumber", "page_number"].first(where: isSent)
        else { return nil }
        let total = Self.totals.first(where: hasMember)
        guard total != nil || Self.counts.contains(where: hasMember) else { return nil }
        return .pageNumber(Pagination.PageNumber(parameter: name, size: size, totalPages: total))
    }

    /// An offset, where pages repeat it.
    private var offset: Pagination? {
        guard response.rows.isList, isSent("offset"), isSent("limit"), hasMember(["offset"]) else {
            return nil
        }
        return .offset(Pagination.PageOffset(parameter: "offset", size: size))
    }

    private func hasMember(_ path: [String]) -> Bool {
        types.hasField(at: path, of: response.message)
    }

    private func isSent(_ name: String) -> Bool {
        parameters.contains { $0.name == name && $0.location == .query }
    }
}

extension TypeReader {
    /// The field at the end of a path through messages; nil where the path leads nowhere.
    func field(at path: [String], of message: String?) -> Field? {
        var message = message
        var found: Field?
        for name in path {
            guard let current = message, let field = self[current]?[name] else { return nil }
            found = field
            message = nil
            if case .message(let next) = field.type { message = next }
        }
        return found
    }

    /// Whether there is a field at the end of a path.
    func hasField(at path: [String], of message: String?) -> Bool {
        field(at: path, of: message) != nil
    }
}
