import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

/// EXPLAIN of statements over local tables and views: only their queries call anything.
extension SessionState {
    func localSteps(
        _ statement: LocalStatement,
        _ run: StatementRun
    ) throws(QueryError) -> [ExplainedStep] {
        switch statement.keyword {
        case "CREATE TABLE":
            var steps: [ExplainedStep] = []
            for query in statement.queries { steps += try readingSteps(query, run) }
            return steps
        case "UPDATE", "DELETE", "REPLACE":
            let uses = try resourceUses(in: run)
            let rewriting = try rewriting(of: run, uses)
            let sql = SQLWriter(run.source).sql(with: rewriting, in: run.statement.range)
            return try undone { () throws(QueryError) in
                try readingSteps(sql, nil, run, uses)
            }
        default: return []
        }
    }

    func viewSteps(_ view: ViewStatement, _ run: StatementRun) throws(QueryError) -> [ExplainedStep]
    {
        switch view.action {
        case .create(let query) where view.isMaterialized: return try readingSteps(query, run)
        case .refresh:
            guard let stored = try storedView(named: view.name.text), stored.isMaterialized else {
                throw try noSuchView(view.name, "materialized view")
            }
            let restorer = ViewRestorer(state: self, run: run)
            return try restorer.defined(by: stored) { (definition, query) throws(QueryError) in
                try readingSteps(query, definition.statement.run)
            }
        case .create, .drop: return []
        }
    }

    /// What `body` answers; what it changes in local tables is taken back.
    private func undone<Answer>(
        _ body: () throws(QueryError) -> Answer
    ) throws(QueryError) -> Answer {
        try execute("SAVEPOINT tuneql_explain")
        defer {
            try? execute("ROLLBACK TO tuneql_explain")
            try? execute("RELEASE tuneql_explain")
        }
        return try body()
    }
}
