import TuneQLText

internal import CSQLite

/// A connection to a SQLite database; it and its statements belong to one thread at a time.
@safe package final class Connection {
    let handle: OpaquePointer
    /// The errors thrown by virtual tables and functions, until ``takeCallbackError()``.
    let callbackErrors = CallbackErrors()
    /// Whether a running statement has to stop; called repeatedly while it is stepped.
    ///
    /// True makes the step fail with `SQLITE_INTERRUPT`, but not the connection's other statements.
    package var shouldStop: () -> Bool {
        get { stopCheck.shouldStop }
        set { stopCheck.shouldStop = newValue }
    }
    private let stopCheck = StopCheck()
    /// Whether to retry for a lock that another connection holds.
    ///
    /// It receives the number of tries so far, and has to do the waiting itself.
    package var shouldRetryLock: (Int) -> Bool {
        get { busyCheck.shouldRetry }
        set { busyCheck.shouldRetry = newValue }
    }
    private let busyCheck = BusyCheck()
    /// The largest text, blob or row, in bytes.
    package var maximumValueSize: Int {
        get { unsafe Int(sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, -1)) }
        set { unsafe _ = sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Int32(clamping: newValue)) }
    }
    /// Whether statements may attach and write database files that they name.
    package var allowsFiles: Bool {
        get { authorizer.allowsFiles }
        set { authorizer.allowsFiles = newValue }
    }
    let authorizer = Authorizer()

    /// Opens a database.
    ///
    /// - Parameters:
    ///   - path: A file, or `:memory:`.
    ///   - readOnly: Whether writing is refused.
    /// - Throws: ``SQLiteError`` when the file cannot be opened.
    package convenience init(
        path: String = ":memory:",
        readOnly: Bool = false
    ) throws(SQLiteError) {
        let access = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        try self.init(path, access, fileSystem: nil)
    }

    /// Opens a file that does not change while it is open: without locks, journals and writes.
    package convenience init(immutable path: String) throws(SQLiteError) {
        let uri = "file:\(PercentEncoding.encode(path))?mode=ro&immutable=1"
        try self.init(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, fileSystem: nil)
    }

    /// Opens a database in memory for reading, without a copy of it.
    package convenience init(_ pages: DatabasePages) throws(SQLiteError) {
        let name = PageFiles.add(pages)
        defer { _ = PageFiles.take(name) }
        try self.init(name, SQLITE_OPEN_READONLY, fileSystem: PageFiles.name)
    }

    private init(
        _ name: String,
        _ access: Int32,
        fileSystem: String?
    ) throws(SQLiteError) {
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open_v2(name, &opened, access | SQLITE_OPEN_NOMUTEX, fileSystem)
        guard let handle = unsafe opened else {
            throw SQLiteError(code: code, message: "no memory for a connection")
        }
        guard code == SQLITE_OK else {
            let error = unsafe SQLiteError(code: code, connection: handle)
            unsafe sqlite3_close_v2(handle)
            throw error
        }
        unsafe self.handle = handle
        unsafe _ = csqlite_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
        unsafe Self.limitSchema(of: handle)
        unsafe _ = csqlite_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)
        unsafe _ = csqlite_db_config(handle, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0)
        // A misspelt name in double quotes must not become a string.
        unsafe _ = csqlite_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0)
        unsafe _ = csqlite_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
        unsafe csqlite_disable_optimizations(handle, Self.bloomFilter)
        for (limit, value) in Self.limits { unsafe _ = sqlite3_limit(handle, limit, value) }
        unsafe stopCheck.install(on: handle)
        unsafe busyCheck.install(on: handle)
        unsafe authorizer.install(on: handle)
    }

    deinit {
        unsafe sqlite3_close_v2(handle)
    }

    /// Runs statements that return no rows.
    package func execute(_ sql: String) throws(SQLiteError) {
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// SQLite's error for the code just returned, or our reason for refusing the statement.
    func error(_ code: Int32) -> SQLiteError {
        var error = unsafe SQLiteError(code: code, connection: handle)
        let refusal = authorizer.takeRefusal()
        if let refusal, error.isRefusal || error.cause == .forbiddenFunction {
            error.code = SQLITE_AUTH
            error.message = refusal.reason
            error.isRefusalOfFile = refusal.isOfFile
        }
        return error
    }

    /// The filter before the index of a join, `SQLITE_BloomFilter` in SQLite's source.
    ///
    /// In SQLite 3.38 to 3.40 it hashes a text by its length, so texts of different lengths do not
    /// join even when a collation makes them equal.
    private static let bloomFilter: Int32 = 0x80000

    /// Limits below SQLite's own, where those far exceed anything written by hand.
    private static let limits: [(Int32, Int32)] = [
        (SQLITE_LIMIT_SQL_LENGTH, 64 << 20), (SQLITE_LIMIT_EXPR_DEPTH, 1000),
        (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 10_000), (SQLITE_LIMIT_TRIGGER_DEPTH, 100),
        (SQLITE_LIMIT_ATTACHED, 10), (SQLITE_LIMIT_WORKER_THREADS, 0),
    ]

    /// Compiles the first statement of `sql`.
    package func prepare(_ sql: String) throws(SQLiteError) -> PreparedStatement {
        try PreparedStatement(sql, on: self)
    }

    /// Whether a text holds no statement: only whitespace, comments and semicolons.
    package func isEmpty(_ sql: String) -> Bool { PreparedStatement.isEmpty(sql, on: self) }

    /// The number of rows that the last INSERT, UPDATE or DELETE changed.
    package var changeCount: Int { unsafe Int(sqlite3_changes64(handle)) }

    /// Whether a transaction started by BEGIN is open.
    package var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

    /// Returns the last error of a virtual table or function, as it was thrown, and clears it.
    package func takeCallbackError() -> (any Error)? {
        callbackErrors.take()
    }
}

/// Holds the error of a callback: SQLite passes on only its text.
final class CallbackErrors {
    private var error: (any Error)?

    func record(_ error: any Error) {
        self.error = error
    }

    func take() -> (any Error)? {
        defer { error = nil }
        return error
    }
}
