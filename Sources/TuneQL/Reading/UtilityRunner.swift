import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

/// Runs PURGE, SLEEP and NATIVEQUERY, and has REGISTRY run.
struct UtilityRunner {
    /// The statement, which reads no resource by its name.
    let statement: AnalyzedStatement
    let utility: Utility

    private var state: SessionState { statement.state }

    func run() async throws(QueryError) -> StatementResult {
        switch utility {
        case .purge: return try purge()
        case .sleep(let milliseconds): return try await sleep(milliseconds)
        case .nativeQuery(let sql): return try native(sql)
        case .registryList(let provider, let version):
            return try await RegistryRunner(statement: statement).list(provider, version: version)
        case .registryPull(let provider, let version):
            return try await RegistryRunner(statement: statement).pull(provider, version: version)
        }
    }

    /// Empties the caches; local tables stay.
    private func purge() throws(QueryError) -> StatementResult {
        state.cache.forget()
        try state.execute("PRAGMA shrink_memory")
        return StatementResult(message: "Success: the caches are empty")
    }

    private func sleep(_ milliseconds: Int) async throws(QueryError) -> StatementResult {
        let task = Task { try? await Task.sleep(for: .milliseconds(milliseconds)) }
        let registration = statement.run.control.onCancel { task.cancel() }
        defer { registration.remove() }
        await task.value
        if statement.run.control.isCancelled { throw .cancelled }
        return StatementResult(message: "Success: slept for \(milliseconds) milliseconds")
    }

    /// Runs SQL as SQLite reads it: resource names only in double quotes.
    ///
    /// Of several statements, each is compiled after those before it have run; only the last may
    /// return rows.
    private func native(_ sql: String) throws(QueryError) -> StatementResult {
        var rest = sql
        var finished = 0
        while true {
            do throws(QueryError) {
                let open = try statement.prepare(.made(rest))
                rest = open.rest
                guard !state.connection.isEmpty(rest) else {
                    guard open.columns.isEmpty else { return StatementResult(open) }
                    return try state.runToEnd(open, message: "NATIVEQUERY")
                }
                try checkRowless(open)
                _ = try state.runToEnd(open, message: "NATIVEQUERY")
                finished += 1
            } catch {
                throw error.afterStatements(finished)
            }
        }
    }

    /// Refuses a statement with rows before the last one: its rows would be lost.
    private func checkRowless(_ statement: OpenStatement) throws(QueryError) {
        guard !statement.columns.isEmpty else { return }
        throw QueryError(
            .sql,
            "only the last statement of a NATIVEQUERY can return rows",
            help: "write a NATIVEQUERY for each"
        )
    }
}

extension QueryError {
    /// The same error, whose help adds that the statements before the failed one were run.
    fileprivate func afterStatements(_ finished: Int) -> QueryError {
        guard finished > 0 else { return self }
        var error = self
        let statements = finished == 1 ? "the statement" : "the \(finished) statements"
        let addition = "\(statements) before it \(finished == 1 ? "was" : "were") run"
        error.help = error.help.map { "\($0); \(addition)" } ?? addition
        return error
    }
}
