import TuneQLSQLite
import TuneQLScan

/// The session's own database.
extension SessionState {
    /// Opens the main database: a file, or memory.
    static func connection(_ path: String?) throws(QueryError) -> Connection {
        guard let path else {
            do {
                return try Connection()
            } catch {
                throw QueryError(error)
            }
        }
        do throws(SQLiteError) {
            FileAccess.makePrivate(path)
            let connection = try Connection(path: path)
            try checkIsDatabase(connection)
            return connection
        } catch {
            throw QueryError(
                .sql,
                "the database \(path) cannot be opened: \(error.message)",
                help: "name an SQLite database, or a file that does not exist yet"
            )
        }
    }

    /// Reads the schema, which fails for a file that is not a database.
    ///
    /// A locked one is left to the first statement, which may wait for the lock.
    private static func checkIsDatabase(_ connection: Connection) throws(SQLiteError) {
        do throws(SQLiteError) {
            _ = try connection.localObjects()
        } catch  where error.isBusy {
            return
        }
    }

    /// The result of `body` for the session's own database.
    func local<Output>(
        _ body: (Connection) throws(SQLiteError) -> Output
    ) throws(QueryError) -> Output {
        do throws(SQLiteError) {
            return try body(connection)
        } catch {
            throw QueryError(error)
        }
    }

    func execute(_ sql: String) throws(QueryError) {
        try local { (connection) throws(SQLiteError) in try connection.execute(sql) }
    }

    /// Makes several changes, all of them or none.
    func atomically<Output>(
        _ body: () throws(QueryError) -> Output
    ) throws(QueryError) -> Output {
        try execute("SAVEPOINT tuneql_change")
        do throws(QueryError) {
            let output = try body()
            try execute("RELEASE tuneql_change")
            return output
        } catch {
            try? execute("ROLLBACK TO tuneql_change")
            try? execute("RELEASE tuneql_change")
            throw error
        }
    }

    /// Runs `body` and rolls back its changes to local tables.
    func rollingBack<Output>(_ body: () throws(QueryError) -> Output) throws(QueryError) -> Output {
        try execute("SAVEPOINT tuneql_explain")
        defer {
            try? execute("ROLLBACK TO tuneql_explain")
            try? execute("RELEASE tuneql_explain")
        }
        return try body()
    }
}
