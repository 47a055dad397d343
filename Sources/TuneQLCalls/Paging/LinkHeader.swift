import TuneQLTransport

/// Reads the `Link` header field of RFC 8288.
enum LinkHeader {
    /// The target of the first link whose relation is `next`, as it is written.
    static func next(in headers: [HTTPField]) -> String? {
        for field in headers where field.name.lowercased() == "link" {
            var rest = field.value[...]
            while let link = nextLink(in: &rest) {
                let relations = link.relations?.lowercased().split(whereSeparator: \.isWhitespace)
                if !link.isAnchored, relations?.contains("next") ?? false, !link.target.isEmpty {
                    return link.target
                }
            }
        }
        return nil
    }

    private struct Link {
        var target: String
        var relations: String?
        /// Whether the link belongs to another document than the response.
        var isAnchored = false
    }

    /// Reads up to the end of a link; nil when there is no further one.
    private static func nextLink(in rest: inout Substring) -> Link? {
        guard let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">")
        else { return nil }
        var link = Link(target: String(rest[rest.index(after: start)..<end]))
        rest = rest[rest.index(after: end)...]
        while let (name, value) = nextParameter(in: &rest) {
            if name == "rel", link.relations == nil { link.relations = value }
            if name == "anchor" { link.isAnchored = true }
        }
        return link
    }

    /// Reads `; name=value`; nil at the end of the link.
    private static func nextParameter(in rest: inout Substring) -> (name: String, value: String)? {
        rest = rest.drop(while: \.isWhitespace)
        guard rest.first == ";" else { return nil }
        rest = rest.dropFirst().drop(while: \.isWhitespace)
        let name = rest.prefix { !"=;,".contains($0) }
        rest = rest.dropFirst(name.count)
        guard rest.first == "=" else { return (Self.plain(name), "") }
        rest = rest.dropFirst().drop(while: \.isWhitespace)
        guard rest.first == "\"" else {
            let value = rest.prefix { !";,".contains($0) }
            rest = rest.dropFirst(value.count)
            return (Self.plain(name), Self.trimmed(value))
        }
        return (Self.plain(name), quotedText(in: &rest))
    }

    /// Reads a text in quotes, in which a backslash escapes the next character.
    private static func quotedText(in rest: inout Substring) -> String {
        rest = rest.dropFirst()
        var text = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let escaped = rest.popFirst() {
                text.append(escaped)
            } else {
                text.append(character)
            }
        }
        return text
    }

    private static func plain(_ name: Substring) -> String { trimmed(name).lowercased() }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace ?? false { text = text.dropLast() }
        return String(text)
    }
}
