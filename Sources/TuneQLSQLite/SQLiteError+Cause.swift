internal import CSQLite

/// The cause of an error, read from SQLite's message.
///
/// SQLite has one result code, `SQLITE_ERROR`, for all mistakes in SQL, and no extended code or
/// other call divides it. Its English messages are read here and nowhere else; a test compares
/// them with those of the SQLite that runs.
extension SQLiteError {
    /// The causes of errors that are reported otherwise than in SQLite's words.
    package enum Cause: Sendable, Hashable {
        /// A table that does not exist, by its name as SQLite writes it: without quotes.
        case unknownTable(String)
        /// A column that does not exist.
        case unknownColumn(String)
        /// A function that does not exist.
        case unknownFunction(String)
        /// No order of the tables gives every virtual table what it requires.
        case noPlan
        /// The authorizer does not allow a function.
        case forbiddenFunction
        /// Another connection holds a lock on the database file.
        case lockedFile
        /// A text, blob or row is larger than the connection allows.
        case largeValue
    }

    /// The cause; nil for all others.
    package var cause: Cause? {
        switch code {
        case SQLITE_ERROR: causeInMessage
        // The same codes, with messages of their own, are those of a COMMIT while a statement
        // runs, and of a statement that is too long.
        case SQLITE_BUSY where hasGeneralMessage: .lockedFile
        case SQLITE_TOOBIG where hasGeneralMessage: .largeValue
        default: nil
        }
    }

    private var causeInMessage: Cause? {
        if message == "no query solution" { return .noPlan }
        if message.contains("not authorized") { return .forbiddenFunction }
        if let name = rest(after: "no such table: ") { return .unknownTable(name) }
        if let name = rest(after: "no such column: ") { return .unknownColumn(name) }
        return rest(after: "no such function: ").map { .unknownFunction($0) }
    }

    private func rest(after prefix: String) -> String? {
        message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : nil
    }

    /// Whether the message is the one that SQLite has for the code itself.
    private var hasGeneralMessage: Bool {
        unsafe sqlite3_errstr(code).map { unsafe String(cString: $0) } == message
    }
}
