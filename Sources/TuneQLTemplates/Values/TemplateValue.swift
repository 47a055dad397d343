package import TuneQLJSON

/// A value that expressions of templates read and make.
package enum TemplateValue: Sendable, Hashable {
    case json(JSONValue)
    /// Text without a type, as from a command line: outside quotes it is a number if SQL reads it
    /// as one, and otherwise a string.
    case word(String)
    /// SQL that a filter wrote, such as a list of literals.
    case sql(String)
    /// What a name without a value stands for, by that name.
    case undefined(String)
}

extension TemplateValue {
    package static let null = TemplateValue.json(.null)
    package static func string(_ text: String) -> Self { .json(.string(text)) }
    package static func number(_ digits: String) -> Self { .json(.number(digits)) }
    package static func boolean(_ value: Bool) -> Self { .json(.bool(value)) }
    static func integer(_ value: Int) -> Self { .json(.number(String(value))) }

    /// The value as JSON; what is undefined is null.
    package var json: JSONValue {
        switch self {
        case .json(let value): value
        case .word(let text), .sql(let text): .string(text)
        case .undefined: .null
        }
    }

    var isUndefined: Bool {
        guard case .undefined = self else { return false }
        return true
    }

    var isNull: Bool { self == .json(.null) }

    /// The text, when the value is one.
    var string: String? {
        switch self {
        case .word(let text), .sql(let text), .json(.string(let text)): text
        default: nil
        }
    }

    /// Whether a condition takes the value for true, as Python does.
    ///
    /// What is empty, zero, null or undefined is false. A word is also false when it spells `false` or zero.
    var isTrue: Bool {
        switch self {
        case .undefined, .json(.null): false
        case .json(.bool(let value)): value
        case .json(.number(let digits)): Double(digits) != 0
        case .json(.string(let text)), .sql(let text): !text.isEmpty
        case .json(.array(let elements)): !elements.isEmpty
        case .json(.object(let object)): !object.members.isEmpty
        case .word(let text):
            !text.isEmpty && text.lowercased() != "false"
                && !(text.isPlainNumber && Double(text) == 0)
        }
    }

    /// The number, for one and for a truth value; also for a word that spells one.
    var number: TemplateNumber? {
        switch self {
        case .json(.number(let digits)): TemplateNumber(digits)
        case .json(.bool(let value)): .integer(value ? 1 : 0)
        case .word(let text) where text.isPlainNumber: TemplateNumber(text)
        default: nil
        }
    }
}
