package import TuneQLJSON

/// The texts of values as Python, and so Jinja, writes them.
package enum PythonText {
    /// What `str` makes of a value; nothing for an undefined one.
    package static func text(of value: TemplateValue) -> String {
        switch value {
        case .undefined: ""
        case .json(.string(let text)), .word(let text), .sql(let text): text
        case .json(let value): notation(of: value)
        }
    }

    /// What `repr` makes of a value.
    package static func notation(of value: JSONValue) -> String {
        switch value {
        case .null: "None"
        case .bool(let value): value ? "True" : "False"
        case .number(let digits): number(digits)
        case .string(let text): quoted(text)
        case .array(let elements): "[" + elements.map(notation).joined(separator: ", ") + "]"
        case .object(let object):
            "{"
                + object.members.map { "\(quoted($0.name)): \(notation(of: $0.value))" }
                .joined(separator: ", ") + "}"
        }
    }

    private static func number(_ digits: String) -> String {
        let isWhole = digits.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 >= 0x30 && $0 < 0x3A }
        guard !isWhole, let value = Double(digits) else { return digits }
        return value.description
    }

    private static func quoted(_ text: String) -> String {
        let quote: Unicode.Scalar =
            text.contains("'") && !text.contains("\"") ? "\"" : "'"
        var result = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case quote, "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                result += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + String(quote)
    }
}
