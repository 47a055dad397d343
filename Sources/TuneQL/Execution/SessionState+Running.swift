import TuneQLSQLite

extension SessionState {
    /// Runs a statement that changes local tables; rows that it answers are kept.
    func runToEnd(
        _ statement: OpenStatement,
        keyword: String
    ) throws(QueryError) -> StatementResult {
        let batches = try statement.allRows()
        guard statement.columns.isEmpty else {
            return StatementResult(columns: statement.columns, rows: .known(batches))
        }
        let isChange = ["INSERT", "UPDATE", "DELETE", "REPLACE"].contains(keyword)
        let message = isChange ? "\(keyword) \(connection.changeCount)" : keyword
        return StatementResult(message: message)
    }
}
