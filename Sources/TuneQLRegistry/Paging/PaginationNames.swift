import TuneQLCatalog

/// The names by which services page their lists.
enum PaginationNames {
    /// The members of a page that may hold a token, and the parameters that may carry it.
    struct Token {
        let members: [[String]]
        let parameters: [String]
        /// Whether only paged responses have the members.
        var isUsual = false

        /// The path to the token in a page; `*` stands for any object in it.
        func path(in page: Message, _ message: (String) -> Message?) -> [String]? {
            for member in members {
                if let path = Self.path(member[...], in: page, message) { return path }
            }
            return nil
        }

        private static func path(
            _ names: ArraySlice<String>,
            in message: Message,
            _ find: (String) -> Message?
        ) -> [String]? {
            guard let name = names.first else { return [] }
            let fields = name == "*" ? message.fields : [message[name]].compactMap(\.self)
            for field in fields {
                if names.count == 1 { return [field.name] }
                guard let inner = field.type.ownMessage.flatMap(find),
                    let rest = path(names.dropFirst(), in: inner, find)
                else { continue }
                return [field.name] + rest
            }
            return nil
        }
    }

    static let tokens = [
        Token(members: [["metadata", "continue"]], parameters: ["continue"]),
        Token(
            members: [
                ["nextPageToken"], ["next_page_token"], ["*", "nextPageToken"],
                ["*", "next_page_token"],
            ],
            parameters: ["pageToken", "page_token", "_page_token", "token", "nextPageToken"],
            isUsual: true
        ),
        Token(members: [["pageToken"]], parameters: ["pageToken"]),
        Token(members: [["nextToken"]], parameters: ["nextToken"]),
        Token(members: [["next_token"]], parameters: ["next_token"]),
        Token(members: [["NextToken"]], parameters: ["NextToken"]),
        Token(
            members: [
                ["nextCursor"], ["next_cursor"], ["cursor"], ["meta", "next_cursor"],
                ["result_info", "cursors", "after"], ["result_info", "cursor"],
                ["pagination", "next_cursor"], ["pagination", "nextCursor"],
                ["data", "next_cursor"],
            ],
            parameters: ["cursor", "pageCursor", "page_cursor"]
        ),
        Token(
            members: [["continuationToken"], ["continuation_token"]],
            parameters: ["continuationToken"]
        ),
        Token(members: [["next_page"]], parameters: ["page"]),
        Token(members: [["nextStartKey"]], parameters: ["startKey"]),
        Token(members: [["next"]], parameters: ["token"]),
        Token(members: [["last_id"]], parameters: ["after_id", "after"]),
    ]

    /// The members that are false on the last page, where pages end with a last id.
    static let more = ["has_more", "hasMore"]

    /// The members of a page with the URL of the next one.
    static let urls: [[String]] = [
        ["nextLink"], ["@odata.nextLink"], ["odata.nextLink"], ["links", "next"],
        ["links", "pages", "next"], ["_links", "next", "href"], ["links", "next", "href"],
        ["metadata", "next"], ["pagination", "next"],
        ["next_page_url"], ["nextPageUrl"], ["next_url"], ["nextUrl"],
    ]

    /// The parameters for the number of a page.
    static let pages = ["page", "pageNumber", "page_number"]

    /// The members with the number of pages.
    static let totals: [[String]] = [
        ["result_info", "total_pages"], ["meta", "total_pages"], ["pagination", "total_pages"],
        ["total_pages"], ["totalPages"],
    ]

    /// The members that only lists by page numbers have.
    static let counts: [[String]] = [
        ["result_info", "total_count"], ["result_info", "count"], ["result_info", "page"],
    ]

    /// The parameters for the number of rows before a page.
    static let offsets = ["offset", "startIndex", "start-index", "start_index"]

    /// The parameters for the number of rows of a page.
    static let sizes = [
        "limit", "pageSize", "maxResults", "page_size", "max-results", "count", "_count",
    ]

    /// The members that repeat the offset of a page.
    static let offsetEchoes = ["offset", "startIndex", "start_index"]

    /// The members that lists by offsets have: the offset, or the number of all rows.
    static let offsetCounts = offsetEchoes + ["totalResults", "totalItems"]

    /// The parameters that choose a page, if a service has them.
    static let positions: Set<String> = Set(tokens.flatMap(\.parameters) + offsets)
        .subtracting(["token", "after", "after_id", "page"])
        .union(["startKey", "start_cursor", "pageCursor", "marker", "Marker"])

    /// The parameters that choose a page where they are numbers.
    static let numbers: Set<String> = Set(pages + ["start", "skip"])
}
