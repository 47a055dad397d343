internal import CSQLite

/// What the expressions of a database's own schema may call: functions that only compute.
extension Connection {
    /// Keeps functions that reach further out of views, triggers, constraints, generated columns
    /// and indexes.
    ///
    /// SQLite does so for an untrusted schema, but some versions, 3.40 among them, count their own
    /// JSON functions to those that reach further. There the schema is trusted, and what else is
    /// known to SQLite as unsafe is marked for statements alone.
    static func limitSchema(of handle: OpaquePointer) {
        unsafe _ = csqlite_db_config(
            handle,
            SQLITE_DBCONFIG_TRUSTED_SCHEMA,
            mistrustsJSON ? 1 : 0
        )
        guard mistrustsJSON else { return }
        for (name, count) in overloaded { unsafe keepToStatements(name, count, on: handle) }
    }

    /// Whether an untrusted schema cannot check JSON.
    private static let mistrustsJSON: Bool = {
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open(":memory:", &opened)
        defer { unsafe sqlite3_close_v2(opened) }
        guard code == SQLITE_OK, let handle = unsafe opened else { return false }
        unsafe _ = csqlite_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        let probe = "CREATE TABLE probe (value CHECK (json_valid(value)))"
        return unsafe sqlite3_exec(handle, probe, nil, nil, nil) != SQLITE_OK
    }()

    /// The functions that full-text tables give their meaning, with their numbers of arguments.
    private static let overloaded: [(String, Int32)] = [
        ("bm25", -1), ("highlight", -1), ("match", 2), ("matchinfo", 1), ("matchinfo", 2),
        ("offsets", 1), ("optimize", 1), ("snippet", -1),
    ]

    /// Defines a function anew as SQLite does, without a meaning of its own, but for statements
    /// alone.
    private static func keepToStatements(
        _ name: String,
        _ argumentCount: Int32,
        on handle: OpaquePointer
    ) {
        unsafe _ = sqlite3_create_function_v2(
            handle,
            name,
            argumentCount,
            SQLITE_UTF8 | SQLITE_DIRECTONLY,
            nil,
            { context, _, _ in
                let message = "this function needs a full-text table"
                unsafe sqlite3_result_error(context, message, -1)
            },
            nil,
            nil,
            nil
        )
    }
}
