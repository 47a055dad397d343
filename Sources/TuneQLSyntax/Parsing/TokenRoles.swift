/// The roles of a statement's words, noted while it is parsed.
final class TokenRoles {
    /// The starts of words that are names.
    private(set) var names: Set<Int> = []
    /// The starts of tokens that only SQLite reads, so that their roles are not known.
    private(set) var unread: Set<Int> = []

    func noteName(_ token: Token) { names.insert(token.range.lowerBound) }

    func noteUnread(_ token: Token) { unread.insert(token.range.lowerBound) }
}
