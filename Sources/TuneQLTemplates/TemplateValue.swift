import TuneQLText

/// A value for a placeholder.
package indirect enum TemplateValue: Sendable, Equatable {
    case string(String)
    /// Text without a type, as from a command line: outside quotes it is a number if SQL reads it
    /// as one, and otherwise a string.
    case word(String)
    /// A number as written in JSON.
    case number(String)
    case boolean(Bool)
    case null
    /// The JSON text of an array, or of an object whose members are not needed.
    case json(String)
    /// An object: dotted names refer to its members, its own name to its JSON text.
    case object([String: TemplateValue], json: String)

    /// The text for a placeholder in quotes; nil for null, which has none.
    var text: String? {
        switch self {
        case .string(let text), .word(let text), .number(let text), .json(let text),
            .object(_, let text):
            text
        case .boolean(let value): value ? "true" : "false"
        case .null: nil
        }
    }

    /// The SQL for a placeholder outside quotes.
    var literal: String {
        switch self {
        case .string(let text), .json(let text), .object(_, let text): text.quotedAsText
        case .number(let text): text.isNumber && text.isExact ? text : text.quotedAsText
        case .word(let text): text.isPlainNumber ? text : text.quotedAsText
        case .boolean(let value): value ? "true" : "false"
        case .null: "null"
        }
    }
}

extension String {
    /// Whether SQL reads it as a number and it is probably not meant as text, unlike `007`.
    fileprivate var isPlainNumber: Bool {
        let digits = utf8.drop { $0 == UInt8(ascii: "-") }
        let isPadded =
            digits.first == UInt8(ascii: "0") && digits.dropFirst().first?.isDigit == true
        if digits.starts(with: "0x".utf8) || digits.starts(with: "0X".utf8) {
            return UInt64(String(digits.dropFirst(2)) ?? "", radix: 16) != nil
        }
        return withWholeFraction.isNumber && isExact && !isPadded
    }

    /// The number with a 0 where a digit is omitted before or after the point, as SQL allows.
    private var withWholeFraction: String {
        if hasPrefix(".") { return "0" + self }
        if hasPrefix("-.") { return "-0" + dropFirst() }
        return hasSuffix(".") ? self + "0" : self
    }

    /// Whether it has a fraction or an exponent, or is an integer that SQL does not round.
    fileprivate var isExact: Bool {
        Int64(self) != nil || utf8.contains { !$0.isDigit && $0 != UInt8(ascii: "-") }
    }

    /// Whether it is a number in JSON, and therefore also in SQL.
    fileprivate var isNumber: Bool {
        var rest = utf8[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        guard rest.removeDigits() else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard rest.removeDigits() else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
                rest.removeFirst()
            }
            guard rest.removeDigits() else { return false }
        }
        return rest.isEmpty
    }
}

extension Substring.UTF8View {
    /// Removes the leading digits and returns whether there were any.
    fileprivate mutating func removeDigits() -> Bool {
        let before = count
        self = drop { $0.isDigit }
        return count < before
    }
}
