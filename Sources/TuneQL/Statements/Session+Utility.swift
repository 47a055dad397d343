import TuneQLSQLite
import TuneQLSyntax

/// PURGE, SLEEP, NATIVEQUERY and REGISTRY LIST.
extension Session {
    func run(_ utility: Utility, _ run: StatementRun) async throws(QueryError) -> ResultSet {
        switch utility {
        case .purge: return try purge()
        case .sleep(let milliseconds): return try await sleep(milliseconds, run)
        case .nativeQuery(let sql): return try native(sql, run)
        case .registryList(let provider): return try registryList(provider, run)
        }
    }

    /// Forgets what is kept to save work; local tables stay.
    private func purge() throws(QueryError) -> ResultSet {
        cache.forget()
        try execute("PRAGMA shrink_memory")
        return ResultSet(message: "Success: the caches are empty")
    }

    private func sleep(_ milliseconds: Int, _ run: StatementRun) async throws(QueryError)
        -> ResultSet
    {
        let task = Task { try? await Task.sleep(for: .milliseconds(milliseconds)) }
        let registration = run.token.onCancel { task.cancel() }
        defer { registration.remove() }
        await task.value
        if run.token.isCancelled { throw .cancelled }
        return ResultSet(message: "Success: slept for \(milliseconds) milliseconds")
    }

    /// Runs SQL as SQLite reads it: no names of resources but in double quotes.
    private func native(_ sql: String, _ run: StatementRun) throws(QueryError) -> ResultSet {
        let statement = try prepare(.made(sql), run, [])
        guard statement.columns.isEmpty else { return open(statement) }
        return try runToEnd(statement, keyword: "NATIVEQUERY")
    }

    private func registryList(
        _ provider: Identifier?,
        _ run: StatementRun
    ) throws(QueryError) -> ResultSet {
        try attachCatalog()
        guard let provider else {
            let sql = "SELECT name AS provider, version FROM catalog.providers ORDER BY name"
            return open(try prepare(.made(sql), run, []))
        }
        try checkProvider(provider)
        let sql = """
            SELECT name AS provider, version AS versions FROM catalog.providers
            WHERE name = \(provider.text.quotedAsText) COLLATE NOCASE
            """
        return open(try prepare(.made(sql), run, []))
    }
}
