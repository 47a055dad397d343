import TuneQLSyntax

/// Runs an INSERT or a REPLACE; one into a local table is left to SQLite.
struct InsertRunner {
    let statement: AnalyzedStatement
    let insert: Insert

    func run() async throws(QueryError) -> StatementResult {
        if let write = try statement.write {
            return try await WriteRunner(statement: statement, write: write).run()
        }
        let typed = try statement.typed
        let open = try statement.prepare(statement.sql)
        open.set(kinds: typed.returningKinds)
        return try statement.state.runToEnd(open, message: insert.keyword, countsRows: true)
    }
}
