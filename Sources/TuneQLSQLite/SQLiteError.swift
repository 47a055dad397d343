internal import CSQLite

/// An error of SQLite.
package struct SQLiteError: Error, Sendable, Hashable {
    /// The primary result code, such as 1 for `SQLITE_ERROR` and 9 for `SQLITE_INTERRUPT`.
    package var code: Int32
    /// SQLite's own message.
    package var message: String
    /// The position in the SQL text, in bytes, when SQLite knows it.
    package var offset: Int?
    /// Whether the statement was refused because it would open a file.
    package var isRefusalOfFile = false

    package init(code: Int32, message: String, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    /// Whether the statement ended because it was interrupted.
    package var isInterrupt: Bool { code == SQLITE_INTERRUPT }

    /// Whether another connection holds a lock that the statement needs.
    package var isBusy: Bool { code == SQLITE_BUSY }

    /// Whether the statement does something that the connection does not allow.
    package var isRefusal: Bool { code == SQLITE_AUTH }

    init(code: Int32, connection: OpaquePointer?) {
        let offset = unsafe sqlite3_error_offset(connection)
        self.init(
            code: code & 0xFF,
            message: unsafe String(cString: sqlite3_errmsg(connection)),
            offset: offset < 0 ? nil : Int(offset)
        )
    }
}
