import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

extension Session {
    /// A state for checks, with the session's settings, and its tables and views without rows.
    func scratchState() throws(QueryError) -> SessionState { try state.scratch() }
}

extension SessionState {
    fileprivate func scratch() throws(QueryError) -> SessionState {
        let scratch = try SessionState(
            engine: engine,
            database: nil,
            policy: policy,
            executor: executor,
            isChecking: true
        )
        scratch.settings = settings
        guard let statement = try? Self.anyStatement() else { return scratch }
        var run = StatementRun(statement, of: "", .none, control: StatementControl())
        run.leavesVariablesOpen = true
        try ViewRestorer(state: self, run: run).restore()
        try copyTables(to: scratch)
        try copyViews(to: scratch, run)
        return scratch
    }

    private static func anyStatement() throws(SyntaxError) -> Statement? {
        var reader = StatementReader("PURGE")
        return try reader.next()
    }

    /// Creates the tables and indexes of all databases; what cannot be created there is left out.
    private func copyTables(to scratch: SessionState) throws(QueryError) {
        let databases = try databases().subtracting(["catalog"]).sorted()
        for database in databases {
            if !["main", "temp"].contains(database) {
                try scratch.execute("ATTACH ':memory:' AS \(database.quotedAsName)")
            }
            let objects = try local { (connection) throws(SQLiteError) in
                try connection.rows(
                    """
                    SELECT type, sql FROM \(database.quotedAsName).sqlite_schema
                    WHERE type IN ('table', 'index') AND sql NOTNULL AND name NOT LIKE 'tuneql!_%'
                        ESCAPE '!'
                    ORDER BY type DESC
                    """
                )
            }
            for object in objects {
                guard let sql = object[1].text?.creating(in: database) else { continue }
                try? scratch.execute(sql)
            }
        }
    }

    /// Defines the views, those of the database first.
    private func copyViews(to scratch: SessionState, _ run: StatementRun) throws(QueryError) {
        let stored = try local { (connection) throws(SQLiteError) in
            try ViewStore(connection: connection).views()
        }
        for view in stored {
            try scratch.local { (connection) throws(SQLiteError) in
                try ViewStore(connection: connection).keep(view)
            }
        }
        try ViewRestorer(state: scratch, run: run).restore()
        for definition in views.definitions.values {
            guard case .view(let view) = definition.run.statement.kind,
                try scratch.object(named: view.name.text) == nil
            else { continue }
            let provider = scratch.settings.provider
            scratch.settings.provider = definition.provider
            let statement = AnalyzedStatement(definition.run, in: scratch)
            try? ViewRunner(statement: statement, view: view).define(definition.query)
            scratch.settings.provider = provider
        }
    }
}

extension String {
    /// A stored `CREATE TABLE name …` or `CREATE INDEX name …` for another database.
    fileprivate func creating(in database: String) -> String? {
        guard database != "main" else { return self }
        for head in ["CREATE TABLE ", "CREATE UNIQUE INDEX ", "CREATE INDEX "] where hasPrefix(head)
        {
            return head + database.quotedAsName + "." + dropFirst(head.utf8.count)
        }
        return nil
    }
}
