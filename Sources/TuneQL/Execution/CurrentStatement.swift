/// The statement that a session is planning or stepping, where its tables find it.
///
/// All tables of a session look here, not only those that a statement names: a view or a trigger
/// names others.
final class CurrentStatement {
    private(set) var context: StatementContext?

    /// Does something for a statement; what SQLite calls meanwhile is for it.
    func during<Answer: ~Copyable, E: Error>(
        _ context: StatementContext,
        _ body: () throws(E) -> Answer
    ) throws(E) -> Answer {
        self.context = context
        defer { self.context = nil }
        return try body()
    }
}
