import TuneQLJSON

/// JSON as Python's module writes it: with blanks, and in ASCII.
enum PythonJSON {
    /// The text of a value; `isHTML` sorts members and escapes what HTML reads, as Jinja does.
    static func text(of value: JSONValue, isHTML: Bool) -> String {
        switch value {
        case .null, .bool: value.text
        case .number: PythonText.notation(of: value)
        case .string(let text): quoted(text, isHTML)
        case .array(let elements):
            "[" + elements.map { Self.text(of: $0, isHTML: isHTML) }.joined(separator: ", ") + "]"
        case .object(let object):
            "{"
                + members(object, isHTML).map {
                    quoted($0.name, isHTML) + ": " + Self.text(of: $0.value, isHTML: isHTML)
                }.joined(separator: ", ") + "}"
        }
    }

    private static func members(_ object: JSONObject, _ isHTML: Bool) -> [JSONMember] {
        isHTML ? object.members.sorted { $0.name < $1.name } : object.members
    }

    private static func quoted(_ text: String, _ isHTML: Bool) -> String {
        var result = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: result += "\\\""
            case 0x5C: result += "\\\\"
            case 0x08: result += "\\b"
            case 0x09: result += "\\t"
            case 0x0A: result += "\\n"
            case 0x0C: result += "\\f"
            case 0x0D: result += "\\r"
            case 0x26 where isHTML, 0x27 where isHTML, 0x3C where isHTML, 0x3E where isHTML,
                0..<0x20, 0x80...:
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: unit)))
            }
        }
        return result + "\""
    }
}
