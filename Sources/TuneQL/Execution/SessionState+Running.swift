import TuneQLSQLite

extension SessionState {
    /// Runs a statement that changes local tables; rows that it answers are kept.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - message: What a statement without rows says it has done.
    ///   - countsRows: Whether it says how many rows it has changed.
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
