/// A probable mistake in a statement, which still runs.
public struct QueryWarning: Sendable, Hashable {
    /// The warning, in one sentence.
    public var message: String
    /// The range in the statement's text, in UTF-8 bytes.
    public var range: Range<Int>
    /// A suggested correction.
    public var help: String?

    init(_ message: String, range: Range<Int>, help: String? = nil) {
        self.message = message
        self.range = range
        self.help = help
    }
}
