internal import CSQLite

/// A compiled statement; finalized when it goes out of scope.
@safe package struct PreparedStatement: ~Copyable {
    private let handle: OpaquePointer
    private let connection: Connection
    /// The text after the statement.
    package let rest: Substring

    init(_ sql: String, on connection: Connection) throws(SQLiteError) {
        let (code, compiled, rest) = unsafe Self.compiled(sql, on: connection)
        guard code == SQLITE_OK else { throw connection.error(code) }
        guard let handle = unsafe compiled else {
            throw SQLiteError(code: SQLITE_MISUSE, message: "the statement is empty")
        }
        unsafe self.handle = handle
        self.connection = connection
        self.rest = rest
    }

    /// The first statement of a text, and the rest of the text; nil when nothing is compiled.
    private static func compiled(
        _ sql: String,
        on connection: Connection
    ) -> (code: Int32, handle: OpaquePointer?, rest: Substring) {
        var compiled: OpaquePointer?
        var sql = sql
        let (code, restCount) = sql.withUTF8 { text in
            unsafe text.withMemoryRebound(to: CChar.self) { text in
                var tail: UnsafePointer<CChar>?
                let code = unsafe sqlite3_prepare_v3(
                    connection.handle,
                    text.baseAddress,
                    Int32(text.count),
                    0,
                    &compiled,
                    &tail
                )
                let count = unsafe tail.map {
                    unsafe text.count - ($0 - (text.baseAddress ?? $0))
                }
                return (code, count ?? 0)
            }
        }
        let end = sql.utf8.index(sql.endIndex, offsetBy: -restCount)
        return unsafe (code, compiled, sql[end...])
    }

    /// Whether SQLite finds nothing to compile in a text: only whitespace, comments and semicolons.
    static func isEmpty(_ sql: String, on connection: Connection) -> Bool {
        var sql = sql
        while sql.utf8.contains(where: { $0 > 0x20 && $0 != UInt8(ascii: ";") }) {
            let (code, handle, rest) = unsafe compiled(sql, on: connection)
            unsafe sqlite3_finalize(handle)
            guard code == SQLITE_OK, unsafe handle == nil, rest.utf8.count < sql.utf8.count else {
                return false
            }
            sql = String(rest)
        }
        return true
    }

    deinit {
        unsafe sqlite3_finalize(handle)
    }

    /// Advances to the next row; returns false at the end.
    package mutating func step() throws(SQLiteError) -> Bool {
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw connection.error(code)
        }
    }

    /// Makes the statement ready to run again; its parameters keep their values.
    package mutating func reset() {
        unsafe sqlite3_reset(handle)
    }

    /// Whether running it changes no database.
    package var isReadOnly: Bool { unsafe sqlite3_stmt_readonly(handle) != 0 }
}

extension PreparedStatement {
    /// The number of bind parameters: the largest index.
    package var parameterCount: Int { unsafe Int(sqlite3_bind_parameter_count(handle)) }

    /// The parameter as written, with its sigil; nil for a bare `?`.
    package func parameterName(at index: Int) -> String? {
        unsafe sqlite3_bind_parameter_name(handle, Int32(index)).map { unsafe String(cString: $0) }
    }

    /// Sets the value of a parameter.
    ///
    /// - Parameters:
    ///   - value: The value, which is copied.
    ///   - index: The parameter's index, from 1.
    /// - Throws: ``SQLiteError`` when there is no such parameter.
    package mutating func bind(_ value: SQLiteValue, at index: Int) throws(SQLiteError) {
        let index = Int32(index)
        let code =
            switch value {
            case .null: unsafe sqlite3_bind_null(handle, index)
            case .integer(let value): unsafe sqlite3_bind_int64(handle, index, value)
            case .real(let value): unsafe sqlite3_bind_double(handle, index, value)
            case .text(let text): bind(text: text, at: index)
            case .blob(let bytes):
                unsafe bytes.withUnsafeBytes { bytes in
                    unsafe sqlite3_bind_blob64(
                        handle,
                        index,
                        bytes.baseAddress,
                        UInt64(bytes.count),
                        csqlite_transient()
                    )
                }
            }
        guard code == SQLITE_OK else {
            throw unsafe SQLiteError(code: code, connection: connection.handle)
        }
    }

    private func bind(text: String, at index: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
                unsafe sqlite3_bind_text64(
                    handle,
                    index,
                    bytes.baseAddress,
                    UInt64(bytes.count),
                    csqlite_transient(),
                    UInt8(SQLITE_UTF8)
                )
            }
        }
    }
}

extension PreparedStatement {
    /// The kinds of value that a column of the current row can hold.
    package enum Kind: Sendable, Hashable {
        case null, integer, real, text, blob
    }

    package var columnCount: Int { unsafe Int(sqlite3_column_count(handle)) }

    /// The column's name, as given by AS or made by SQLite.
    package func name(at column: Int) -> String {
        unsafe sqlite3_column_name(handle, Int32(column)).map { unsafe String(cString: $0) } ?? ""
    }

    /// The declared type of the table column that this one shows; nil for other expressions.
    package func declaredType(at column: Int) -> String? {
        unsafe sqlite3_column_decltype(handle, Int32(column)).map { unsafe String(cString: $0) }
    }

    package func kind(at column: Int) -> Kind {
        switch unsafe sqlite3_column_type(handle, Int32(column)) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    /// Whether the value came from one of SQLite's JSON functions.
    package func isJSON(at column: Int) -> Bool {
        unsafe sqlite3_value_subtype(sqlite3_column_value(handle, Int32(column))) == 74  // 'J'
    }

    package func integer(at column: Int) -> Int64 {
        unsafe sqlite3_column_int64(handle, Int32(column))
    }

    package func real(at column: Int) -> Double {
        unsafe sqlite3_column_double(handle, Int32(column))
    }

    /// Appends the bytes of a text or blob; returns their number.
    package func appendBytes(at column: Int, to output: inout [UInt8]) -> Int {
        let column = Int32(column)
        let start = unsafe sqlite3_column_blob(handle, column)
        let count = unsafe Int(sqlite3_column_bytes(handle, column))
        unsafe output.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
        return count
    }

    /// A copy of the value.
    package func value(at column: Int) -> SQLiteValue {
        unsafe SQLiteValue(copying: sqlite3_column_value(handle, Int32(column)))
    }
}
