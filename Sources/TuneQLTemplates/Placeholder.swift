import TuneQLSyntax
import TuneQLText

/// A `{{ name }}` and the text around it.
struct Placeholder {
    enum Place: Equatable {
        case code
        /// Between quotes, given by the closing one: `]` for brackets.
        case quotes(UInt8)
    }

    /// Without the leading dot.
    var name: String
    /// With the braces.
    var range: Range<Int>
    var place: Place
    /// The byte before it; a blank at the start of the text.
    var before: UInt8
    /// The byte after it; a blank at the end of the text.
    var after: UInt8

    /// The SQL for `value`, which cannot break out of the quotes or the literal that it fills.
    func filling(_ value: TemplateValue) throws(SyntaxError) -> String {
        if value.text?.utf8.contains(0) == true {
            throw error("the value of \(name) contains a NUL character, which SQL does not allow")
        }
        switch place {
        case .code: return try literal(value)
        case .quotes(let quote): return try spliced(value, quote)
        }
    }

    private func literal(_ value: TemplateValue) throws(SyntaxError) -> String {
        guard !touches(before) && !Self.signs.contains(before) && !touches(after) else {
            throw error(
                "outside quotes {{ \(name) }} is a whole value, which cannot touch a name, a dot"
                    + " or quotes; as a part of a name, write \"{{ \(name) }}\""
            )
        }
        let literal = value.literal
        let isComment = before == UInt8(ascii: "-") && literal.hasPrefix("-")
        return isComment ? " " + literal : literal
    }

    /// Whether a byte would merge with a literal beside it.
    private func touches(_ byte: UInt8) -> Bool {
        byte.continuesName || Self.mergingBytes.contains(byte)
    }

    private static let mergingBytes = Array(".'\"`[]{}".utf8)
    /// Characters that turn a number after them into a variable.
    private static let signs = Array("?:@$#".utf8)

    private func spliced(_ value: TemplateValue, _ quote: UInt8) throws(SyntaxError) -> String {
        guard let text = value.text else {
            throw error(
                "\(name) is null, which has no text; for NULL, write {{ \(name) }} without quotes"
            )
        }
        guard quote == UInt8(ascii: "]") else {
            return text.doubling(Character(Unicode.Scalar(quote)))
        }
        guard !text.utf8.contains(quote) else {
            throw error(
                "the value of \(name) contains a ], which is not allowed inside [ ]; use double "
                    + "quotes"
            )
        }
        return text
    }

    private func error(_ message: String) -> SyntaxError {
        SyntaxError(range: range, message: message)
    }
}
