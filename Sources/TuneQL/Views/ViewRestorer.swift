import TuneQLSQLite
import TuneQLSyntax

/// Recreates the views stored in the session's database.
struct ViewRestorer {
    let state: SessionState
    /// The statement that needs them.
    let run: StatementRun

    /// Recreates the views before the session's first statement.
    ///
    /// A view that cannot be recreated, since the catalog has changed, fails where it is used.
    func restore() throws(QueryError) {
        guard !state.views.areRestored else { return }
        let stored = try state.local { (connection) throws(SQLiteError) in
            try ViewStore(connection: connection).views()
        }
        state.views.areRestored = true
        for view in stored where !view.isMaterialized {
            do throws(QueryError) {
                try restore(view)
            } catch {
                state.views.broken[view.name.lowercased()] = error
            }
        }
    }

    private func restore(_ stored: StoredView) throws(QueryError) {
        try defined(by: stored) { (definition, query) throws(QueryError) in
            try definition.statement.checkReadsNoFiles()
            try definition.define(query)
        }
    }

    /// Runs `body` with a stored definition, under the provider that was set when it was written.
    func defined<Output>(
        by stored: StoredView,
        _ body: (ViewRunner, Query) throws(QueryError) -> Output
    ) throws(QueryError) -> Output {
        let provider = state.settings.provider
        state.settings.provider = stored.provider
        defer { state.settings.provider = provider }
        var reader = StatementReader(stored.definition)
        do {
            guard let statement = try reader.next(), case .view(let view) = statement.kind,
                case .create(let query) = view.action
            else { throw QueryError(.sql, "its definition is not a view's") }
            let definition = StatementRun(
                statement,
                of: stored.definition,
                .none,
                control: run.control
            )
            let analyzed = AnalyzedStatement(definition, in: state)
            return try body(ViewRunner(statement: analyzed, view: view), query)
        } catch let error as SyntaxError {
            throw QueryError(.sql, error.message)
        } catch let error as QueryError {
            var error = error
            // Ranges in the definition are not ranges in the statement.
            error.range = nil
            throw error
        } catch {
            preconditionFailure("a definition threw \(error)")
        }
    }

    /// Refuses statements over a view that could not be recreated.
    func checkBrokenViews() throws(QueryError) {
        guard !state.views.broken.isEmpty else { return }
        try run.statement.forEachTable { (table, scope) throws(QueryError) in
            guard table.path.count == 1, !scope.isCommonTable(table),
                var error = state.views.broken[table.path[0].text.lowercased()]
            else { return }
            error.message = "the view \(table.path[0].text) cannot be used: \(error.message)"
            error.range = table.range
            throw error
        }
    }
}
