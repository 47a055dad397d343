/// Something in a statement that is probably not meant as it is written; it runs all the same.
public struct QueryWarning: Sendable, Hashable {
    /// One sentence.
    public var message: String
    /// The place in the statement's text, in bytes.
    public var range: Range<Int>
    /// What may have been meant.
    public var help: String?

    init(_ message: String, range: Range<Int>, help: String? = nil) {
        self.message = message
        self.range = range
        self.help = help
    }
}
