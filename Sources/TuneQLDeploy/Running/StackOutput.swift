import TuneQLJSON

/// The text of an output file, as stackql-deploy writes it.
enum StackOutput {
    /// A value of the file: text that is JSON is unpacked, and what is protected is masked.
    static func unpacked(_ value: JSONValue, _ mask: StackMask) -> JSONValue {
        guard case .string(let text) = value else { return value }
        let masked = mask.masked(text)
        guard text.hasPrefix("[") || text.hasPrefix("{"), let tree = try? JSONValue(parsing: masked)
        else { return .string(masked) }
        return tree
    }

    /// A duration as hours, minutes, seconds and millionths.
    static func clock(_ elapsed: Duration) -> String {
        let (seconds, attoseconds) = elapsed.components
        let micros = attoseconds / 1_000_000_000_000
        return "\(seconds / 3600):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
            + ".\(padded(micros, 6))"
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }

    /// JSON in ASCII, indented by two blanks.
    static func text(_ value: JSONValue, indent: Int) -> String {
        let blanks = String(repeating: " ", count: indent + 2)
        let end = "\n" + String(repeating: " ", count: indent)
        switch value {
        case .object(let object) where !object.members.isEmpty:
            let lines = object.members.map { member in
                blanks + ascii(JSONValue.string(member.name).text) + ": "
                    + text(member.value, indent: indent + 2)
            }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        case .array(let elements) where !elements.isEmpty:
            let lines = elements.map { blanks + text($0, indent: indent + 2) }
            return "[\n" + lines.joined(separator: ",\n") + end + "]"
        default: return ascii(value.text)
        }
    }

    private static func ascii(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 > 0x7F }) else { return text }
        return text.utf16.reduce(into: "") { result, unit in
            if unit < 0x80 {
                result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            } else {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
    }
}
