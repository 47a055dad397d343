import TuneQL
import TuneQLText

/// The value of a variable as it is written in `.param set`.
enum ParameterValue {
    /// A number, true, false, null, or else a text, with or without quotes.
    static func value(of text: String) -> Value {
        if let inner = unquoted(text) { return .text(inner) }
        if let integer = Int64(text) { return .integer(integer) }
        switch text.lowercased() {
        case "null": return .null
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: break
        }
        let isNumber = text.utf8.allSatisfy { "0123456789.eE+-".utf8.contains($0) }
        if isNumber, let number = Double(text), number.isFinite { return .real(number) }
        return .text(text)
    }

    /// The text inside of quotes, in which a doubled quote is one; nil for a text without quotes.
    static func unquoted(_ text: String) -> String? {
        guard let first = text.first, first == "'" || first == "\"", text.count > 1,
            text.last == first
        else { return nil }
        return text.dropFirst().dropLast()
            .split(separator: "\(first)\(first)", omittingEmptySubsequences: false)
            .joined(separator: String(first))
    }

    /// The value as SQL writes it.
    static func literal(_ value: Value) -> String {
        switch value {
        case .null: "NULL"
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .boolean(let isTrue): isTrue ? "1" : "0"
        case .text(let text), .json(let text): text.quotedAsText
        case .blob(let bytes): "x'" + bytes.map { hexadecimal($0) }.joined() + "'"
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
