internal import CSQLite

/// The functions that expressions in a database's own schema may call: those that only compute.
extension Connection {
    /// Bars unsafe functions from views, triggers, constraints, generated columns and indexes.
    ///
    /// SQLite does this for an untrusted schema, but some versions, 3.40 among them, also bar their
    /// own JSON functions. There the schema is trusted, and the other functions that SQLite
    /// considers unsafe are restricted to statements.
    static func limitSchema(of handle: OpaquePointer) {
        unsafe _ = csqlite_db_config(
            handle,
            SQLITE_DBCONFIG_TRUSTED_SCHEMA,
            barsJSON ? 1 : 0
        )
        guard barsJSON else { return }
        for (name, count) in overloaded { unsafe keepToStatements(name, count, on: handle) }
    }

    /// Whether an untrusted schema can't check JSON.
    private static let barsJSON: Bool = {
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open(":memory:", &opened)
        defer { unsafe sqlite3_close_v2(opened) }
        guard code == SQLITE_OK, let handle = unsafe opened else { return false }
        unsafe _ = csqlite_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        let probe = "CREATE TABLE probe (value CHECK (json_valid(value)))"
        return unsafe sqlite3_exec(handle, probe, nil, nil, nil) != SQLITE_OK
    }()

    /// The functions that full-text tables overload, with their numbers of arguments.
    private static let overloaded: [(String, Int32)] = [
        ("bm25", -1), ("highlight", -1), ("match", 2), ("matchinfo", 1), ("matchinfo", 2),
        ("offsets", 1), ("optimize", 1), ("snippet", -1),
    ]

    /// Redefines a function as SQLite does, as a placeholder, but for statements only.
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
