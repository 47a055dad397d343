/// The statement that SQLite is planning or stepping on a connection, for the connection's tables.
///
/// All tables use it, not only those that the statement names: a view or a trigger may name others.
package final class CurrentStatement {
    /// The context that the statement's tables share; nil between statements.
    package private(set) var context: StatementContext?

    /// No statement is running.
    package init() {}

    /// Runs a body on behalf of a statement, to which SQLite's callbacks belong meanwhile.
    package func during<Output: ~Copyable, E: Error>(
        _ context: StatementContext,
        _ body: () throws(E) -> Output
    ) throws(E) -> Output {
        self.context = context
        defer { self.context = nil }
        return try body()
    }
}
