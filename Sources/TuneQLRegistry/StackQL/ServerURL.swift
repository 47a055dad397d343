/// The URL of a server, whose placeholders have no patterns any more.
///
/// `{protocol}://{cluster:^[a-z]+$}/api` has the origin `{protocol}://{cluster}`.
struct ServerURL {
    /// The scheme and the host, with `{name}` placeholders.
    var origin: String
    /// Without a slash at its end.
    var path: String
    /// The placeholders, in their order.
    var names: [String] = []

    /// Reads an absolute URL; nil for any other, or for a scheme other than http and https.
    init?(_ url: String) {
        guard let (text, names) = Self.plain(url), let scheme = text.firstRange(of: "://"),
            ["https", "http"].contains(text[..<scheme.lowerBound]) || text.hasPrefix("{"),
            !text.contains(where: { "?#\\".contains($0) || $0.isWhitespace })
        else { return nil }
        let rest = text[scheme.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard slash > rest.startIndex, !rest[..<slash].contains("@") else { return nil }
        origin = String(text[..<slash])
        path = String(rest[slash...])
        while path.hasSuffix("/") { path.removeLast() }
        self.names = names
    }

    /// The URL with the names of its placeholders alone, and these names; nil for open braces.
    private static func plain(_ url: String) -> (text: String, names: [String])? {
        var text = ""
        var names: [String] = []
        var rest = Substring(url)
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            guard let close = end(of: rest[open...]) else { return nil }
            let inner = rest[rest.index(after: open)..<close]
            let name = inner.prefix { $0 != ":" }
            guard !name.isEmpty else { return nil }
            if !names.contains(String(name)) { names.append(String(name)) }
            text += "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return (text + rest, names)
    }

    /// The brace that closes the first one, since patterns may have braces of their own.
    private static func end(of text: Substring) -> String.Index? {
        var depth = 0
        for index in text.indices {
            if text[index] == "{" { depth += 1 }
            if text[index] == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }
}
