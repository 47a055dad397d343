import TuneQLAnalysis
import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

/// Runs `CREATE TABLE name AS query` where the columns have types that SQLite would not keep.
struct TableCopyRunner {
    let statement: AnalyzedStatement
    let local: LocalStatement

    private var state: SessionState { statement.state }

    /// - Returns: Nil for other statements, for a table that already exists, and for rows whose
    ///   types SQLite itself keeps.
    func run() throws(QueryError) -> StatementResult? {
        let whole = statement.run.statement.range
        guard local.verb == .createTable, let table = local.tables.first,
            let query = local.queries.last, local.queries.count == 1,
            query.range.upperBound == whole.upperBound,
            let name = table.path.last?.text
        else { return nil }
        let head = statement.run.text(in: whole.lowerBound..<table.range.upperBound)
        let schema = schema(of: table)
        guard !isTaken(name, in: schema) else { return nil }
        if !state.isChecking, try !statement.typed.keepsTypes(of: query) { return nil }
        let rows = try FreshRows(of: query, statement)
        try rows.keep { () throws(QueryError) in
            try state.execute("\(head) \(rows.definition)")
            _ = try rows.move(into: "\(schema.quotedAsName).\(name.quotedAsName)")
        }
        return StatementResult(message: local.verb.text)
    }

    /// Whether the target database already has an object of this name.
    private func isTaken(_ name: String, in schema: String) -> Bool {
        let found = try? state.connection.rows(
            "SELECT 1 FROM \(schema.quotedAsName).sqlite_schema WHERE name = ?1 COLLATE NOCASE",
            [.text(name)]
        )
        // If the schema cannot be read, SQLite's own message reports it.
        return found?.isEmpty != true
    }

    /// The database of the table that a CREATE TABLE names.
    private func schema(of table: TableReference) -> String {
        if table.path.count > 1 { return table.path[0].text }
        return local.isTemporary ? "temp" : "main"
    }
}
