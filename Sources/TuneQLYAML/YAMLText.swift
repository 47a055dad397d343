package import TuneQLJSON

/// Writes a tree as YAML in block style.
package enum YAMLText {
    /// The text of a mapping.
    package static func text(of tree: JSONValue) -> String {
        var text = ""
        write(tree, indent: 0, to: &text)
        return text
    }

    private static func write(_ tree: JSONValue, indent: Int, to text: inout String) {
        let blanks = String(repeating: " ", count: indent)
        switch tree {
        case .object(let object):
            for (index, member) in object.members.enumerated() {
                if index > 0 { text += blanks }
                text += scalar(member.name) + ":"
                write(below: member.value, indent: indent + 2, to: &text)
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                if index > 0 { text += blanks }
                text += "- "
                if element.isBlock {
                    write(element, indent: indent + 2, to: &text)
                } else {
                    text += flat(element) + "\n"
                }
            }
        default: text += flat(tree) + "\n"
        }
    }

    /// Writes the value of a key: on its line, or below it.
    private static func write(below tree: JSONValue, indent: Int, to text: inout String) {
        guard tree.isBlock else {
            text += " \(flat(tree))\n"
            return
        }
        text += "\n" + String(repeating: " ", count: indent)
        write(tree, indent: indent, to: &text)
    }

    private static func flat(_ tree: JSONValue) -> String {
        switch tree {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let digits): digits
        case .string(let text): scalar(text)
        case .array: "[]"
        case .object: "{}"
        }
    }

    /// The words that are no text for some readers of YAML.
    private static let words: Set<String> = [
        "true", "false", "null", "yes", "no", "on", "off", "y", "n",
    ]

    /// A text, in quotes where it could be taken for something else.
    private static func scalar(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 >= 0x20 }) else { return JSONValue.string(text).text }
        guard let first = bytes.first, let last = bytes.last,
            isLetter(first) || "/$".utf8.contains(first),
            last != UInt8(ascii: " "), last != UInt8(ascii: ":"),
            !words.contains(text.lowercased()), bytes.allSatisfy(isPlain),
            !text.contains(": "), !text.contains(" #")
        else { return "'\(text.replacing("'", with: "''"))'" }
        return text
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte & 0xDF)
    }

    private static let marks = Set(" /{}:._-,;()'+#~$".utf8)

    private static func isPlain(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte > 0x7F || marks.contains(byte)
    }
}

extension JSONValue {
    /// Whether this is written over several lines.
    fileprivate var isBlock: Bool {
        switch self {
        case .object(let object): !object.members.isEmpty
        case .array(let elements): !elements.isEmpty
        default: false
        }
    }
}
