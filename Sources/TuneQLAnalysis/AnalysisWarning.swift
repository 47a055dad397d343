/// A part of a statement that is probably a mistake; the statement runs all the same.
package struct AnalysisWarning: Sendable, Hashable {
    /// The problem, in one sentence.
    package var message: String
    /// The range in the statement's text, in bytes.
    package var range: Range<Int>
    /// A hint at the intended meaning.
    package var help: String?

    init(_ message: String, range: Range<Int>, help: String? = nil) {
        self.message = message
        self.range = range
        self.help = help
    }
}
