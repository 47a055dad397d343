/// Limits on the size of a statement, which bound the memory that it takes.
package struct StatementLimits: Sendable {
    /// The bytes from the first token to the last.
    package var bytes: Int
    package var tokens: Int

    package init(bytes: Int, tokens: Int) {
        self.bytes = bytes
        self.tokens = tokens
    }

    /// The usual limits; SQLite is given the same limit of bytes.
    package static let standard = StatementLimits(bytes: 64 << 20, tokens: 5_000_000)
}
