import TuneQLJSON
import TuneQLText

extension TemplateValue {
    /// The text for a placeholder in quotes; nil for what has none.
    var quotedText: String? {
        switch self {
        case .json(.string(let text)), .word(let text), .json(.number(let text)): text
        case .json(.bool(let value)): value ? "true" : "false"
        case .json(let value): value == .null ? nil : value.text
        case .sql, .undefined: nil
        }
    }

    /// The SQL for a placeholder outside quotes.
    var literal: String {
        switch self {
        case .json(.string(let text)): text.quotedAsText
        case .json(.number(let digits)):
            digits.isNumber && digits.isExact ? digits : digits.quotedAsText
        case .json(.bool(let value)): value ? "true" : "false"
        case .json(.null), .undefined: "null"
        case .json(let value): value.text.quotedAsText
        case .word(let text): text.isPlainNumber ? text : text.quotedAsText
        case .sql(let text): text
        }
    }
}
