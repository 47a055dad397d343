import TuneQLSyntax

/// What a template is written to, part by part.
protocol TemplateOutput {
    /// The text whose parts are written: the template's, or that of a file in it.
    var source: TemplateSource { get set }

    /// The number of bytes that were written.
    var count: Int { get }

    /// Writes a part of the source.
    mutating func write(_ range: Range<Int>) throws(SyntaxError)

    /// Writes the value of an expression.
    ///
    /// - Returns: Whether the value could be written; undefined ones may not be.
    mutating func write(_ value: SQLValue) throws(SyntaxError) -> Bool

    /// The whole text.
    mutating func finish() throws(SyntaxError) -> RewrittenSQL
}

/// A text that parts are copied from.
struct TemplateSource {
    var bytes: [UInt8]
    /// For the text of an included file: the place of the tag that includes it.
    var tag: Range<Int>?

    /// Adds a part to the result.
    func copy(_ range: Range<Int>, to result: inout RewrittenSQL) {
        if let tag {
            result.write(String(decoding: bytes[range], as: UTF8.self), for: tag)
        } else {
            result.copy(range, of: bytes)
        }
    }
}
