/// A part of a statement that is probably not meant as it is written; the statement runs all the same.
package struct AnalysisWarning: Sendable, Hashable {
    /// What is odd, in one sentence.
    package var message: String
    /// Where, in bytes of the statement's text.
    package var range: Range<Int>
    /// What may have been meant.
    package var help: String?

    init(_ message: String, range: Range<Int>, help: String? = nil) {
        self.message = message
        self.range = range
        self.help = help
    }
}
