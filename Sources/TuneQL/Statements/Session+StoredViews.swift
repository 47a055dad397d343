import TuneQLSQLite
import TuneQLSyntax

/// Views that come with the session's database.
extension SessionState {
    /// Makes the views of the database anew, before the session's first statement.
    ///
    /// One that cannot be made, since the catalog has changed, fails where it is used.
    func restoreViews(_ run: StatementRun) throws(QueryError) {
        guard !hasRestoredViews else { return }
        let stored = try local { (connection) throws(SQLiteError) in
            try ViewStore(connection: connection).views()
        }
        hasRestoredViews = true
        for view in stored where !view.isMaterialized {
            do throws(QueryError) {
                try restore(view, run)
            } catch {
                brokenViews[view.name.lowercased()] = error
            }
        }
    }

    private func restore(_ stored: StoredView, _ run: StatementRun) throws(QueryError) {
        try defined(by: stored, run) { (view, query, definition) throws(QueryError) in
            try checkFiles(definition)
            try define(view, query, definition)
        }
    }

    /// Does something with a kept definition, as it was meant where it was written.
    func defined<Answer>(
        by stored: StoredView,
        _ run: StatementRun,
        _ body: (ViewStatement, Query, StatementRun) throws(QueryError) -> Answer
    ) throws(QueryError) -> Answer {
        let provider = settings.provider
        settings.provider = stored.provider
        defer { settings.provider = provider }
        var reader = StatementReader(stored.definition)
        do {
            guard let statement = try reader.next(), case .view(let view) = statement.kind,
                case .create(let query) = view.action
            else { throw QueryError(.sql, "its definition is not a view's") }
            let definition = StatementRun(
                statement,
                of: stored.definition,
                .none,
                token: run.token
            )
            return try body(view, query, definition)
        } catch let error as SyntaxError {
            throw QueryError(.sql, error.message)
        } catch let error as QueryError {
            var error = error
            // Places in the definition are none in the statement.
            error.range = nil
            throw error
        } catch {
            preconditionFailure("a definition threw \(error)")
        }
    }

    /// Refuses statements over a view that could not be made.
    func checkBrokenViews(_ run: StatementRun) throws(QueryError) {
        guard !brokenViews.isEmpty else { return }
        try run.statement.forEachTable { (table, scope) throws(QueryError) in
            guard table.path.count == 1, !scope.isCommonTable(table),
                var error = brokenViews[table.path[0].text.lowercased()]
            else { return }
            error.message = "the view \(table.path[0].text) cannot be used: \(error.message)"
            error.range = table.range
            throw error
        }
    }
}
