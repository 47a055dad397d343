/// A part of a text that the grammar does not allow.
package struct SyntaxError: Error, Sendable, Equatable {
    /// Byte offsets in the text; empty at the end of a statement without a semicolon.
    package var range: Range<Int>
    /// One sentence without a full stop: what was expected, and what was found.
    package var message: String

    package init(range: Range<Int>, message: String) {
        self.range = range
        self.message = message
    }
}
