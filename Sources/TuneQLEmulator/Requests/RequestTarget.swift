import TuneQLHTTP

/// Where a request goes: host, path and query, decoded.
struct RequestTarget: Sendable {
    /// The host without port; empty when the URL has none.
    var host: String
    /// The decoded segments of the path.
    var segments: [String]
    /// What follows the last literal colon of the last segment, such as `cancel`.
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
            guard let text = segment.percentDecoded else { return nil }
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
        String(text.map { $0 == "+" ? " " : $0 }).percentDecoded ?? String(text)
    }
}

extension StringProtocol {
    /// The text that percent escapes stand for; nil when one is malformed or it is not UTF-8.
    var percentDecoded: String? {
        guard contains("%") else { return String(self) }
        var bytes: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16) else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
