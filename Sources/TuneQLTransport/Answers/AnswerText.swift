import TuneQLJSON

/// What an answer says that is not the one that was asked for.
package enum AnswerText {
    private static let maximumLength = 200
    /// Where the answers of gateways and frameworks keep their sentence.
    private static let members = [
        "message", "Message", "error_description", "detail", "title", "error", "fault",
    ]

    /// Its sentence on a line, or else the answer itself, cut where it is long; no secrets.
    package static func text(of body: [UInt8]) -> String {
        sentence(in: body) ?? cut(String(decoding: body.prefix(64 << 10), as: UTF8.self))
    }

    /// The sentence by which an answer says what went wrong; nil for any other answer.
    package static func sentence(in body: [UInt8]) -> String? {
        guard body.count <= APIErrorBody.maximumSize, let tree = try? JSONValue(parsing: body)
        else { return nil }
        return sentence(in: tree, depth: 0).map(cut)
    }

    /// What a body says that was never meant to be JSON: its line, or the title of a web page.
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
        // Half a secret would not be known again.
        let line = ReadableText.line(Redactor.shared.redact(text))
        return line.count > maximumLength ? "\(line.prefix(maximumLength))…" : line
    }
}
