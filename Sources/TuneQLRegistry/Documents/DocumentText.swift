package import TuneQLJSON
import TuneQLYAML

extension JSONValue {
    /// Reads a provider document, which is YAML or JSON.
    package init(document bytes: [UInt8], named name: String) throws(DocumentError) {
        if bytes.first(where: { !JSONText.isBlank($0) }) == UInt8(ascii: "{"),
            let value = try? JSONValue(parsing: bytes)
        {
            self = value
            return
        }
        do {
            try self.init(yaml: bytes)
        } catch {
            throw DocumentError(
                .syntax(line: error.line, error.reason.description),
                document: name
            )
        }
    }

    /// The text of a scalar, as it is spelled.
    var spelling: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }

    /// The `$ref`, without the blanks that folding put into it.
    var reference: String? {
        guard let text = self["$ref"]?.string else { return nil }
        guard text.utf8.contains(where: { JSONText.isBlank($0) }) else { return text }
        return text.filter { !$0.isWhitespace }
    }
}
