import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

/// Statements of SQLite's own: those about tables are run, in memory and without rows.
extension StatementCheck {
    func errors(
        of local: LocalStatement,
        _ statement: AnalyzedStatement
    ) throws(QueryError) -> [QueryError] {
        if let write = try statement.write { return try statement.errors(of: write) }
        guard hasEffects else {
            _ = try statement.prepare(statement.sql)
            return []
        }
        switch local.verb {
        case .other("ATTACH") where state.engine.allowsFiles: try attach(statement.run)
        case .other("ATTACH"): _ = try LocalRunner(statement: statement, local: local).run()
        case .createTable, .createIndex, .createTrigger, .dropTable, .alterTable, .start, .detach:
            _ = try LocalRunner(statement: statement, local: local).run()
        case .other(let verb) where Self.transactions.contains(verb):
            _ = try LocalRunner(statement: statement, local: local).run()
        case .other(let verb) where verb.hasPrefix("DROP"):
            _ = try LocalRunner(statement: statement, local: local).run()
        default: _ = try statement.prepare(statement.sql)
        }
        return []
    }

    private static let transactions: Set = [
        "BEGIN", "COMMIT", "END", "RELEASE", "ROLLBACK", "SAVEPOINT",
    ]

    /// Attaches an empty database in place of the file, which is not opened.
    private func attach(_ run: StatementRun) throws(QueryError) {
        guard let name = SQLText.lastName(in: run.text(in: run.statement.range)) else { return }
        try state.execute("ATTACH ':memory:' AS \(name.quotedAsName)")
    }

    /// Compiles the SQL of a NATIVEQUERY, statement by statement; only those without rows are run.
    func checkNative(_ sql: String, _ statement: AnalyzedStatement) throws(QueryError) {
        var rest = sql
        while !state.connection.isEmpty(rest) {
            let open = try statement.prepare(.made(rest))
            rest = open.rest
            if open.columns.isEmpty { _ = try open.allRows() }
        }
    }
}
