import TuneQLText
import TuneQLTransport

/// The target of a service's calls: an origin, and the path before the service's own paths.
struct Endpoint: Hashable {
    var origin: Origin
    /// Empty, or a gateway's `/path` without a slash at the end.
    var path = ""
}

extension Endpoint {
    /// Reads `https://host` or `https://host/path`.
    ///
    /// - Throws: ``RequestError`` for a query, a fragment, a user, or a path that its server could
    ///   take for another one.
    init(url: String) throws(RequestError) {
        let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let slash = url[start...].firstIndex(of: "/") ?? url.endIndex
        let path = url[slash...].hasSuffix("/") ? url[slash...].dropLast() : url[slash...]
        guard path.isEmpty || Self.isPlain(path.dropFirst()) else { throw Origin.malformed(url) }
        self.init(origin: try Origin(String(url[..<slash])), path: String(path))
    }

    /// Whether all segments are literal: none is empty, leads back or is escaped.
    private static func isPlain(_ path: Substring) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { segment in
            !["", ".", ".."].contains(segment)
                && segment.utf8.allSatisfy { PercentEncoding.isUnreserved($0) }
        }
    }
}
