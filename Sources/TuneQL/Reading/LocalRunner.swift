import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

/// Statements over local tables that need more than SQLite.
extension SessionState {
    /// Runs a statement of SQLite's own, after what SQLite does not know was checked.
    func runLocal(_ statement: LocalStatement, _ run: StatementRun) throws(QueryError)
        -> StatementResult
    {
        if statement.keyword == "START" {
            try execute("BEGIN")
            return StatementResult(message: "BEGIN")
        }
        if let table = statement.tables.first, table.path.count == 1 {
            try checkViews(statement, table.path[0], run)
        }
        if let copied = try copy(statement, run) { return copied }
        return try runLocally(statement, run)
    }

    /// Refuses to create a table behind a view, and to take a materialized view's table away.
    private func checkViews(
        _ statement: LocalStatement,
        _ name: Identifier,
        _ run: StatementRun
    ) throws(QueryError) {
        switch statement.keyword {
        case "CREATE TABLE":
            let found = try object(named: name.text)
            guard found?.type == "view" else { return }
            let words = run.text(in: run.statement.range).lowercased().split { !$0.isLetter }
            guard words.count < 2 || !words[1].hasPrefix("temp") else { return }
            throw QueryError(
                .sql,
                "there is a view \(name.text) already",
                range: name.range,
                help: "DROP VIEW \(name.text) first, or take another name"
            )
        case "DROP TABLE", "ALTER TABLE":
            guard let view = try storedView(named: name.text), view.isMaterialized else { return }
            throw QueryError(
                .sql,
                "\(view.name) is a materialized view",
                range: name.range,
                help: "DROP MATERIALIZED VIEW \(view.name) drops it"
            )
        default: return
        }
    }
}
