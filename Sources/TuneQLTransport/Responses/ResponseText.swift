import TuneQLJSON

/// The message in a response that is not the expected one.
package enum ResponseText {
    private static let maximumLength = 200
    /// The members in which gateways and frameworks put their message.
    private static let members = [
        "message", "Message", "error_description", "detail", "title", "error", "fault",
    ]

    /// The message on one line, or else the body itself, redacted and shortened.
    package static func text(of body: [UInt8]) -> String {
        sentence(in: body) ?? cut(String(decoding: body.prefix(64 << 10), as: UTF8.self))
    }

    /// The error message in a JSON body; nil when there is none.
    package static func sentence(in body: [UInt8]) -> String? {
        guard body.count <= APIErrorBody.maximumSize, let tree = try? JSONValue(parsing: body)
        else { return nil }
        return sentence(in: tree, depth: 0).map(cut)
    }

    /// The line of text, or the title of a web page, in a body that is not JSON.
    package static func plainText(of body: [UInt8]) -> String? {
        let text = String(decoding: body.prefix(64 << 10), as: UTF8.self)
        switch text.first(where: { !$0.isWhitespace }) {
        case nil, "{", "[", "\"": return nil
        case "<": return PlainErrorBody.title(of: Redactor.shared.redact(text))
        default: return cut(text)
        }
    }

    private static func sentence(in tree: JSONValue, depth: Int) -> String? {
        if let text = tree.string { return depth == 0 || text.isEmpty ? nil : text }
        guard depth < 4 else { return nil }
        if let first = tree.array?.first { return sentence(in: first, depth: depth) }
        guard tree.object != nil else { return nil }
        let nested = (members + ["errors"]).lazy.compactMap { name in
            tree[name].flatMap { sentence(in: $0, depth: depth + 1) }
        }
        return nested.first
    }

    private static func cut(_ text: String) -> String {
        // A truncated secret would not be recognised.
        let line = ReadableText.line(Redactor.shared.redact(text))
        return line.count > maximumLength ? "\(line.prefix(maximumLength))…" : line
    }
}
