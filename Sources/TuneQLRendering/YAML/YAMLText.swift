import TuneQLJSON
import TuneQLText

/// Values as YAML, of which every version reads the same.
enum YAMLText {
    /// Words that some reader takes for something else than text.
    private static let reserved: Set<String> = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    ]

    /// A text as a scalar: in double quotes unless it is a word that can only be text.
    static func scalar(_ text: String) -> String {
        guard !isWord(text) else { return text }
        var output: [UInt8] = []
        JSONText.quote(text.utf8.span, to: &output)
        let quoted = String(decoding: output, as: UTF8.self)
        guard quoted.unicodeScalars.contains(where: mustBeEscaped) else { return quoted }
        return quoted.unicodeScalars.map { scalar in
            guard mustBeEscaped(scalar) else { return String(scalar) }
            return "\\u" + Hexadecimal.text(scalar.value, digits: 4)
        }.joined()
    }

    /// A number that readers of version 1.1 take for one, too: it has a point.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? ".nan" : value < 0 ? "-.inf" : ".inf" }
        return number(value.description)
    }

    /// The spelling of a number with a point and a sign where it has an exponent.
    private static func number(_ digits: String) -> String {
        let parts = digits.split(maxSplits: 1) { $0 == "e" || $0 == "E" }
        guard parts.count == 2 else { return digits }
        let sign = ["+", "-"].contains(parts[1].first) ? "" : "+"
        return parts[0] + (parts[0].contains(".") ? "e" : ".0e") + sign + parts[1]
    }

    /// Appends a value after a colon: on the same line, or on lines of its own.
    static func append(_ value: JSONValue, to output: inout [UInt8], level: Int) {
        switch value {
        case .object(let object) where !object.members.isEmpty:
            output.append(UInt8(ascii: "\n"))
            append(members: object, to: &output, level: level + 1, isIndented: true)
        case .array(let elements) where !elements.isEmpty:
            output.append(UInt8(ascii: "\n"))
            for element in elements { append(element: element, to: &output, level: level + 1) }
        default:
            output += " \(text(of: value))\n".utf8
        }
    }

    private static func append(
        members object: JSONObject,
        to output: inout [UInt8],
        level: Int,
        isIndented: Bool
    ) {
        for (index, member) in object.members.enumerated() {
            if index > 0 || isIndented { indent(&output, level) }
            output += "\(scalar(member.name)):".utf8
            append(member.value, to: &output, level: level)
        }
    }

    private static func append(element: JSONValue, to output: inout [UInt8], level: Int) {
        indent(&output, level)
        output.append(UInt8(ascii: "-"))
        switch element {
        case .object(let object) where !object.members.isEmpty:
            output.append(UInt8(ascii: " "))
            append(members: object, to: &output, level: level + 1, isIndented: false)
        default: append(element, to: &output, level: level)
        }
    }

    private static func text(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let isTrue): isTrue ? "true" : "false"
        case .number(let digits): number(digits)
        case .string(let text): scalar(text)
        case .array: "[]"
        case .object: "{}"
        }
    }

    private static func indent(_ output: inout [UInt8], _ level: Int) {
        output += repeatElement(UInt8(ascii: " "), count: 2 * level)
    }

    /// Whether a text is a word of letters, digits and some marks that no reader takes for a number,
    /// a date or a truth value.
    private static func isWord(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first), !reserved.contains(text.lowercased())
        else { return false }
        return text.utf8.allSatisfy {
            isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")]
                    .contains($0)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) && byte >= 0x41
    }

    /// Whether readers refuse a scalar, or take it for a line break or a mark of the encoding.
    private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7F..<0xA0, 0x2028...0x2029, 0xFEFF, 0xFFFE...0xFFFF: true
        default: false
        }
    }
}
