import TuneQLSQLite

extension QueryError {
    /// An error of SQLite, in its own words.
    init(_ error: SQLiteError) {
        self.init(.sql, error.message)
        switch error.cause {
        case .noPlan: detail = .noPlan
        case .lockedFile: detail = .lockedDatabase
        case .largeValue: detail = .largeValue
        case .unknownTable, .unknownColumn, .unknownFunction, .forbiddenFunction, nil: break
        }
    }
}
