import TuneQLText

/// What a placeholder can stand for.
package indirect enum TemplateValue: Sendable, Equatable {
    case string(String)
    /// A text that says nothing of its type, as on a command line: outside quotes a number, if it is
    /// one in SQL, or else a string.
    case word(String)
    /// As JSON spells it.
    case number(String)
    case boolean(Bool)
    case null
    /// An array, or an object whose members are of no interest: its JSON text.
    case json(String)
    /// An object: placeholders can look into it by dots, or stand for its JSON text.
    case object([String: TemplateValue], json: String)

    /// The text that goes between quotes; nil for null, which has none.
    var text: String? {
        switch self {
        case .string(let text), .word(let text), .number(let text), .json(let text),
            .object(_, let text):
            text
        case .boolean(let value): value ? "true" : "false"
        case .null: nil
        }
    }

    /// As SQL, where no quotes are around it.
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
    /// Whether SQL reads it as a number and nobody means a text by it: `007` is no number.
    fileprivate var isPlainNumber: Bool {
        let digits = utf8.drop { $0 == UInt8(ascii: "-") }
        let isPadded =
            digits.first == UInt8(ascii: "0") && digits.dropFirst().first?.isDigit == true
        if digits.starts(with: "0x".utf8) || digits.starts(with: "0X".utf8) {
            return UInt64(String(digits.dropFirst(2)) ?? "", radix: 16) != nil
        }
        return withWholeFraction.isNumber && isExact && !isPadded
    }

    /// The number with the digit that SQL lets one leave out before or after the point.
    private var withWholeFraction: String {
        if hasPrefix(".") { return "0" + self }
        if hasPrefix("-.") { return "-0" + dropFirst() }
        return hasSuffix(".") ? self + "0" : self
    }

    /// Whether it has a fraction or an exponent, or is an integer that SQL does not round.
    fileprivate var isExact: Bool {
        Int64(self) != nil || utf8.contains { !$0.isDigit && $0 != UInt8(ascii: "-") }
    }

    /// Whether it is a number as JSON spells it, and thereby one in SQL too.
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
    /// Whether there were any.
    fileprivate mutating func removeDigits() -> Bool {
        let before = count
        self = drop { $0.isDigit }
        return count < before
    }
}
