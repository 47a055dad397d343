import TuneQLSQLite

extension SessionState {
    /// Runs a statement that changes local tables, and keeps the rows that it returns.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - message: The message of a statement without rows.
    ///   - countsRows: Whether the message includes the number of changed rows.
    /// - Returns: The rows, or else the message.
    /// - Throws: ``QueryError`` when it fails on the way.
    func runToEnd(
        _ statement: OpenStatement,
        message: String,
        countsRows: Bool = false
    ) throws(QueryError) -> StatementResult {
        let batches = try statement.allRows()
        guard statement.columns.isEmpty else {
            return StatementResult(columns: statement.columns, rows: .known(batches))
        }
        let count = countsRows ? " \(connection.changeCount)" : ""
        return StatementResult(message: message + count)
    }
}
