/// The result of a statement inside its session: rows, or a message.
struct StatementResult {
    enum Rows {
        /// Rows that are known already, and the error that follows them.
        case known([RowBatch], failure: QueryError? = nil)
        /// Rows that SQLite computes as they are read.
        case open(OpenStatement)
    }

    /// The columns; empty when there is a message alone.
    let columns: [ResultColumn]
    let rows: Rows
    /// The message of a statement that does something instead of returning rows.
    let message: String?

    init(columns: [ResultColumn], rows: Rows, message: String? = nil) {
        self.columns = columns
        self.rows = rows
        self.message = message
    }

    /// The rows of a statement, computed as the caller reads them.
    init(_ statement: OpenStatement) {
        self.init(columns: statement.columns, rows: .open(statement))
    }

    init(message: String) {
        self.init(columns: [], rows: .known([]), message: message)
    }

    /// Rows that are known already.
    init(columns: [ResultColumn], rows: [[Value]], message: String? = nil) {
        var batch = RowBatch(columnCount: columns.count)
        for row in rows { batch.append(row: row) }
        self.init(columns: columns, rows: .known([batch]), message: message)
    }
}
