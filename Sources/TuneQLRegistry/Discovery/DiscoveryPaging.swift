import TuneQLCatalog
import TuneQLJSON

/// The paging of a list, from the names in its parameters, its body and its response.
struct DiscoveryPaging {
    let method: DiscoveryMethod
    let parameters: [Parameter]
    /// The message of a page.
    let response: Message
    /// The message of the request's body; nil for none.
    let request: Message?
    let types: DiscoveryTypes

    /// The size of pages where a method takes a size and gives no maximum.
    private static let usualSize = 100
    /// No larger pages are requested.
    private static let largestSize = 1000

    /// Whether a page of a method has a token of the next one.
    static func hasToken(
        _ page: Message,
        of method: DiscoveryMethod,
        _ types: DiscoveryTypes
    ) -> Bool {
        PaginationSearch.token(in: page) { types[$0] } != nil
            || page["pageToken"] != nil && method.parameter("pageToken") != nil
    }

    /// The search for the paging of a list.
    var search: PaginationSearch {
        PaginationSearch(
            parameters: parameters,
            request: request,
            page: response,
            isList: true,
            size: size,
            firstRow: firstRow,
            trustsOffsets: true,
            message: { types[$0] }
        )
    }

    /// The number of the first row: most services count from 0, and others say so.
    private var firstRow: Int {
        let tree = PaginationNames.offsets.lazy.compactMap(method.parameter).first
        guard tree?["minimum"]?.integer != 1, tree?["default"]?.integer != 1 else { return 1 }
        let description = tree?["description"]?.string?.lowercased() ?? ""
        return description.contains("1-based") || description.contains("one-based") ? 1 : 0
    }

    /// The parameter for the size of a page, and the largest size.
    ///
    /// Only `pageSize` may be sent without a documented maximum: services lower it by themselves.
    /// Of other names no more is asked for than the default.
    private var size: Pagination.PageSize? {
        for name in PaginationNames.sizes where isSent(name) {
            let parameter = method.parameter(name)
            let documented = parameter?["maximum"]?.integer ?? parameter?["default"]?.integer
            guard let maximum = documented ?? (name == "pageSize" ? Self.usualSize : nil),
                maximum > 0
            else { return nil }
            return Pagination.PageSize(
                parameter: name,
                maximum: min(maximum, Self.largestSize)
            )
        }
        guard request?["pageSize"] != nil, !isSent("pageToken") else { return nil }
        return Pagination.PageSize(parameter: "pageSize", maximum: Self.usualSize, place: .body)
    }

    private func isSent(_ name: String) -> Bool {
        method.parameter(name)?["location"]?.string == "query"
    }
}
