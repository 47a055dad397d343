import TuneQLText
import TuneQLTransport

/// The URL of a page that a response gives.
enum PageURL {
    /// Resolves a URL, which may be relative to the request's.
    ///
    /// - Parameters:
    ///   - text: The URL as the response gives it.
    ///   - address: The URL of the request, without its query.
    ///   - origin: The origin of the request.
    /// - Returns: A URL that begins with the request's origin.
    /// - Throws: ``RequestError`` when it leads to another origin, or is malformed.
    static func resolved(
        _ text: String,
        from address: String,
        of origin: Origin
    ) throws(RequestError) -> String {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw malformed(text)
        }
        let plain = String(text.prefix { $0 != "#" })
        let rest = try self.rest(of: plain, from: address, of: origin)
        let separator = rest.hasPrefix("/") ? "" : "/"
        return origin.text + separator + ascii(rest)
    }

    /// The part after the origin.
    private static func rest(
        of text: String,
        from address: String,
        of origin: Origin
    ) throws(RequestError) -> Substring {
        let path = address.dropFirst(origin.text.count)
        if text.isEmpty { return path }
        var absolute = text
        if text.hasPrefix("//") {
            absolute = String(origin.text.prefix { $0 != "/" }) + text
        } else if !hasScheme(text) {
            if text.hasPrefix("/") { return text[...] }
            if text.hasPrefix("?") { return path + text }
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
            return folder + text
        }
        guard let other = try? Origin.ofURL(absolute), other.isSame(as: origin) else {
            throw RequestError(
                "the next page is at \(RedactedURL.text(ReadableText.line(text))), which is not "
                    + "at \(origin.text): it gets no credentials",
                help: "if it is the right server, name it with --endpoint"
            )
        }
        return absolute[...].dropFirst(other.text.count)
    }

    /// Whether a URL begins with a scheme, such as `https:`.
    private static func hasScheme(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":") else { return false }
        return !text[..<colon].contains { "/?".contains($0) }
    }

    /// The text with all bytes beyond ASCII escaped.
    private static func ascii(_ text: Substring) -> String {
        text.unicodeScalars.map { $0.isASCII ? String($0) : PercentEncoding.encode(String($0)) }
            .joined()
    }

    private static func malformed(_ text: String) -> RequestError {
        RequestError("the next page is at '\(ReadableText.line(text))', which is no URL")
    }
}

extension Origin {
    /// Whether both are the same host, scheme and port, however they are spelt.
    fileprivate func isSame(as other: Origin) -> Bool { comparable == other.comparable }

    private var comparable: String {
        let text = text.lowercased()
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")]
        where text.hasPrefix(scheme) && text.hasSuffix(port) {
            return String(text.dropLast(port.count))
        }
        return text
    }
}
