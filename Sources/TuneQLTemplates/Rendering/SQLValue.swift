import TuneQLSyntax
import TuneQLText

/// A value that is written into SQL, and what it is called in messages.
struct SQLValue {
    var value: TemplateValue
    /// The placeholder's name, or its expression.
    var name: String
    /// The placeholder with its braces.
    var range: Range<Int>

    /// The SQL outside quotes, after `before`.
    ///
    /// - Throws: ``SyntaxError`` where the value would merge with `before`.
    func literal(after before: UInt8) throws(SyntaxError) -> String {
        try checkText()
        guard !Self.touches(before) && !Self.signs.contains(before) else { throw touching }
        let literal = value.literal
        let isComment = before == UInt8(ascii: "-") && literal.hasPrefix("-")
        return isComment ? " " + literal : literal
    }

    /// The text between quotes, which cannot end them.
    func text(in quote: UInt8) throws(SyntaxError) -> String {
        try checkText()
        guard let text = value.quotedText else { throw error(withoutText) }
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

    private var withoutText: String {
        if case .sql = value {
            return "\(name) is a list of SQL values, which stands outside of quotes"
        }
        return "\(name) is null, which has no text; for NULL, write {{ \(name) }} without quotes"
    }

    private func checkText() throws(SyntaxError) {
        guard value.string?.utf8.contains(0) == true else { return }
        throw error("the value of \(name) contains a NUL character, which SQL does not allow")
    }

    /// The error for a value outside quotes that touches what stands beside it.
    var touching: SyntaxError {
        error(
            "outside quotes {{ \(name) }} is a whole value, which cannot touch a name, a dot"
                + " or quotes; as a part of a name, write \"{{ \(name) }}\""
        )
    }

    /// Whether a byte would merge with a literal beside it.
    static func touches(_ byte: UInt8) -> Bool {
        byte.continuesName || mergingBytes.contains(byte)
    }

    private static let mergingBytes = Array(".'\"`[]{}".utf8)
    /// Characters that turn a number after them into a variable.
    private static let signs = Array("?:@$#".utf8)

    func error(_ message: String) -> SyntaxError {
        SyntaxError(range: range, message: message)
    }
}
