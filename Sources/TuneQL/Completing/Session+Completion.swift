package import TuneQLCompletion
import TuneQLSQLite

extension Session {
    /// The names that a statement of this session may use, as they are now.
    ///
    /// It is a value, so completion waits neither for the session nor for a service.
    package func completionNames() -> SessionNames { state.completionNames }
}

extension SessionState {
    fileprivate var completionNames: SessionNames {
        var names = SessionNames(catalogs: engine.catalogs, provider: settings.provider)
        names.tables = ownTables
        names.functions = functionNames
        names.settings = Dictionary(
            uniqueKeysWithValues: Settings.names.map { ($0, usual(of: $0)) }
        )
        return names
    }

    /// The session's tables and views, without the engine's own.
    private var ownTables: [SessionNames.Table] {
        let objects = (try? connection.localObjects()) ?? []
        return objects.filter { !$0.name.hasPrefix("tuneql_") && !$0.name.hasPrefix("sqlite_") }
            .map { object in
                let rows = try? connection.rows(
                    "SELECT name FROM pragma_table_info(?1, ?2)",
                    [.text(object.name), .text(object.schema)]
                )
                return .init(object.name, columns: rows?.compactMap { $0.first?.text } ?? [])
            }
    }

    /// The names of SQLite's functions and of the engine's own, without operators.
    private var functionNames: [String] {
        let sql = "SELECT DISTINCT name FROM pragma_function_list"
        let names = ((try? connection.rows(sql)) ?? []).compactMap { $0.first?.text }
        return names.filter { name in
            name.first?.isLetter == true && !name.hasPrefix("tuneql_")
        }
    }

    /// The values that a setting usually has; empty where they are the user's own.
    private func usual(of setting: String) -> [String] {
        switch setting {
        case "pushdown", "partial", "unknown_fields": ["on", "off"]
        case "cache.ttl": ["off", "30s", "5m"]
        case "await.timeout": ["none", "90s", "15m", "2h"]
        default: []
        }
    }
}
