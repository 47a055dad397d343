internal import CSQLite

/// Decides what statements may do, while SQLite compiles them.
///
/// SQLite's functions and tables only reach memory and the connection's own file. Anything that
/// reaches further is refused here: files of other names, code from libraries, settings of the
/// process.
final class Authorizer {
    /// Whether statements may attach and write files that they name.
    var allowsFiles = true
    /// The reason why the last statement was refused, until ``takeRefusal()``.
    private var refusal: Refusal?
    /// Whether virtual tables of any module may be created.
    var allowsModules = false

    /// The reason of a refusal.
    struct Refusal {
        var reason: String
        /// Whether the statement would have opened a file.
        var isOfFile: Bool
    }

    /// Installs this check on a connection, which has to keep this object alive.
    func install(on handle: OpaquePointer) {
        unsafe _ = sqlite3_set_authorizer(
            handle,
            { address, action, first, second, _, _ in
                guard let address = unsafe address, Authorizer.needsCheck(action) else {
                    return SQLITE_OK
                }
                let authorizer = unsafe Unmanaged<Authorizer>.fromOpaque(address)
                    .takeUnretainedValue()
                if authorizer.allowsModules { return SQLITE_OK }
                return authorizer.decide(
                    action,
                    unsafe first.map { unsafe String(cString: $0) },
                    unsafe second.map { unsafe String(cString: $0) }
                )
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    /// The reason of the last refusal, which is returned once.
    func takeRefusal() -> Refusal? {
        defer { refusal = nil }
        return refusal
    }

    /// Whether an action is checked; most of a statement's actions read columns.
    private static func needsCheck(_ action: Int32) -> Bool {
        switch action {
        case SQLITE_ATTACH, SQLITE_PRAGMA, SQLITE_FUNCTION, SQLITE_CREATE_VTABLE, SQLITE_INSERT,
            SQLITE_UPDATE, SQLITE_DELETE:
            true
        default: false
        }
    }

    private func decide(_ action: Int32, _ first: String?, _ second: String?) -> Int32 {
        let reason = Self.refusal(of: action, first, second, allowsFiles: allowsFiles)
        guard let reason else { return SQLITE_OK }
        refusal = Refusal(reason: reason, isOfFile: action == SQLITE_ATTACH)
        return SQLITE_DENY
    }
}

extension Authorizer {
    /// The reason for refusing an action; nil when it is allowed.
    private static func refusal(
        of action: Int32,
        _ first: String?,
        _ second: String?,
        allowsFiles: Bool
    ) -> String? {
        switch action {
        case SQLITE_ATTACH:
            // VACUUM attaches a database without a name, and VACUUM INTO attaches its file.
            allowsFiles || first.map { ["", ":memory:"].contains($0) } == true
                ? nil : "statements may not open database files here"
        case SQLITE_PRAGMA: refusal(ofPragma: first?.lowercased() ?? "", second)
        case SQLITE_FUNCTION:
            functions.contains(second?.lowercased() ?? "")
                ? "the function \(second ?? "") is not allowed" : nil
        case SQLITE_CREATE_VTABLE:
            modules.contains(second?.lowercased() ?? "")
                ? nil : "a virtual table of the module \(second ?? "") is not allowed"
        default:
            // Writing pages can produce any content, even where SQLite trusts it to be sound.
            first == "sqlite_dbpage" ? "sqlite_dbpage may not be written" : nil
        }
    }

    private static func refusal(ofPragma name: String, _ value: String?) -> String? {
        if settings.contains(name) || value == nil && readings.contains(name) { return nil }
        if readings.contains(name) { return "PRAGMA \(name) is read-only here" }
        return "PRAGMA \(name) is not allowed"
    }

    /// Functions that load code, or take the address of a tokenizer's code.
    private static let functions: Set = ["load_extension", "fts3_tokenizer"]

    /// Modules that keep everything in the database itself.
    private static let modules: Set = [
        "fts3", "fts4", "fts4aux", "fts5", "fts5vocab", "geopoly", "rtree", "rtree_i32",
    ]

    /// Pragmas that report something, or change no more than the session and its database.
    private static let settings: Set = [
        "analysis_limit", "application_id", "auto_vacuum", "automatic_index", "busy_timeout",
        "cache_size", "case_sensitive_like", "checkpoint_fullfsync", "defer_foreign_keys",
        "encoding", "foreign_key_check", "foreign_key_list", "foreign_keys", "fullfsync",
        "incremental_vacuum", "index_info", "index_list", "index_xinfo", "integrity_check",
        "journal_mode", "journal_size_limit", "locking_mode", "max_page_count", "optimize",
        "page_size", "query_only", "quick_check", "recursive_triggers",
        "reverse_unordered_selects", "secure_delete", "synchronous", "table_info", "table_list",
        "table_xinfo", "temp_store", "user_version", "wal_autocheckpoint", "wal_checkpoint",
    ]

    /// Pragmas that may be read but not set.
    private static let readings: Set = [
        "cache_spill", "collation_list", "compile_options", "data_version", "database_list",
        "freelist_count", "function_list", "hard_heap_limit", "mmap_size", "module_list",
        "page_count", "pragma_list", "schema_version", "shrink_memory", "soft_heap_limit",
        "threads", "trusted_schema", "writable_schema",
    ]
}
