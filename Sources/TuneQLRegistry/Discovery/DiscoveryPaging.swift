import TuneQLCatalog
import TuneQLJSON

/// The paging scheme of a list, from the names in its parameters, its body and its response.
struct DiscoveryPaging {
    let method: DiscoveryMethod
    /// The message of a page.
    let response: Message
    /// The message of the request's body; nil for none.
    let request: Message?
    let types: DiscoveryTypes

    private static let tokenNames = ["nextPageToken", "next_page_token"]
    /// The parameters that carry a token of these names.
    private static let tokenParameters = [
        "pageToken", "page_token", "_page_token", "token", "nextPageToken", "continue",
    ]
    private static let sizeParameters = [
        "pageSize", "maxResults", "page_size", "limit", "max-results", "_count",
    ]
    private static let offsetParameters = ["startIndex", "offset"]
    /// The size of pages where a method takes a size and gives no maximum.
    private static let usualSize = 100
    /// No larger pages are requested.
    private static let largestSize = 1000

    /// Whether a message has a token of the next page.
    static func hasToken(_ message: Message, _ types: DiscoveryTypes) -> Bool {
        token(in: message, types) != nil
    }

    /// The path to the member with the token of the next page.
    private static func token(in message: Message, _ types: DiscoveryTypes) -> [String]? {
        if let name = tokenNames.first(where: { message[$0] != nil }) { return [name] }
        for field in message.fields {
            guard case .message(let inner) = field.type, let inner = types[inner] else { continue }
            if let name = tokenNames.first(where: { inner[$0] != nil }) {
                return [field.name, name]
            }
        }
        return nil
    }

    /// The scheme; nil when there is only one page, as far as the document says.
    var pagination: Pagination? {
        tokens ?? urls ?? offsets
    }

    private var tokens: Pagination? {
        if has("continue"), case .message(let name)? = response["metadata"]?.type,
            types[name]?["continue"] != nil
        {
            return scheme("continue", .query, ["metadata", "continue"])
        }
        if let path = Self.token(in: response, types) {
            for name in Self.tokenParameters {
                if has(name) { return scheme(name, .query, path) }
                if request?[name] != nil { return scheme(name, .body, path) }
            }
        }
        guard response["pageToken"] != nil else { return nil }
        if has("pageToken") { return scheme("pageToken", .query, ["pageToken"]) }
        return nil
    }

    private func scheme(_ name: String, _ place: Pagination.Place, _ path: [String]) -> Pagination {
        .token(
            Pagination.PageToken(parameter: name, place: place, source: .member(path), size: size)
        )
    }

    private var urls: Pagination? {
        guard response["nextLink"] != nil else { return nil }
        return .nextURL(.member(["nextLink"]))
    }

    private var offsets: Pagination? {
        guard let name = Self.offsetParameters.first(where: has) else { return nil }
        return .offset(Pagination.PageOffset(parameter: name, size: size))
    }

    private func has(_ name: String) -> Bool {
        method.parameter(name)?["location"]?.string == "query"
    }

    /// The parameter for the size of a page, and the largest size.
    ///
    /// Only `pageSize` may be sent without a documented maximum: services lower it by themselves.
    private var size: Pagination.PageSize? {
        for name in Self.sizeParameters where has(name) {
            let documented = method.parameter(name)?["maximum"]?.integer
            guard let maximum = documented ?? (name == "pageSize" ? Self.usualSize : nil),
                maximum > 0
            else { return nil }
            return Pagination.PageSize(
                parameter: name,
                maximum: min(maximum, Self.largestSize)
            )
        }
        guard request?["pageSize"] != nil, !has("pageToken") else { return nil }
        return Pagination.PageSize(parameter: "pageSize", maximum: Self.usualSize, place: .body)
    }
}
