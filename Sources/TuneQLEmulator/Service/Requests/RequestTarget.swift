import TuneQLText
import TuneQLTransport

/// Where a request goes: host, path and query, decoded.
struct RequestTarget: Sendable {
    /// The host without port; empty when the URL has none.
    var host: String
    /// The decoded segments of the path.
    var segments: [String]
    /// The text after the last literal colon of the last segment, such as `cancel`.
    var verb: String?
    var query: [(name: String, value: String)]

    /// Takes a request's URL apart; nil when an escape in its path is malformed.
    init?(_ request: HTTPRequest) {
        var rest = request.url[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        host = authority.prefix { $0 != ":" }.lowercased()
        rest = rest.dropFirst(authority.count).prefix { $0 != "#" }
        let path = rest.prefix { $0 != "?" }
        query = Self.query(rest.dropFirst(path.count + 1))
        var raw = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        if let last = raw.last, let colon = last.lastIndex(of: ":") {
            verb = String(last[last.index(after: colon)...])
            raw[raw.endIndex - 1] = last[..<colon]
        }
        segments = []
        for segment in raw {
            guard let text = PercentEncoding.decodeStrictly(segment) else { return nil }
            segments.append(text)
        }
    }

    private static func query(_ text: Substring) -> [(name: String, value: String)] {
        text.split(separator: "&").map { item in
            let name = item.prefix { $0 != "=" }
            return (decoded(name), decoded(item.dropFirst(name.count + 1)))
        }
    }

    private static func decoded(_ text: Substring) -> String {
        let words = String(text.map { $0 == "+" ? " " : $0 })
        return PercentEncoding.decodeStrictly(words) ?? String(text)
    }
}
