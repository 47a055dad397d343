/// How much a statement may hold, so that none takes memory without measure.
package struct StatementLimits: Sendable {
    /// From its first token to its last.
    package var bytes: Int
    package var tokens: Int

    package init(bytes: Int, tokens: Int) {
        self.bytes = bytes
        self.tokens = tokens
    }

    /// SQLite is told the same size.
    package static let standard = StatementLimits(bytes: 64 << 20, tokens: 5_000_000)
}
