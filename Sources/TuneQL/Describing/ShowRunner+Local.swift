import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

/// The forms of SHOW that are about the session and not about the catalog.
extension ShowRunner {
    func showVersion() throws(QueryError) -> StatementResult {
        var row: [(String, String?)] = [("version", TuneQLVersion.current)]
        if show.isExtended {
            let version = try state.local { (connection) throws(SQLiteError) in
                try connection.rows("SELECT sqlite_version()").first?.first?.text
            }
            row.append(("sqlite", version))
        }
        return try query(Self.known(row.map(\.0), [row.map(\.1)]))
    }

    func showIsolationLevel() throws(QueryError) -> StatementResult {
        try query(Self.known(["transaction_isolation"], [["serializable"]]))
    }

    /// The local tables, without the engine's own.
    func showTables() throws(QueryError) -> StatementResult {
        let views = try storedViews().filter(\.isMaterialized).map { $0.name.lowercased() }
        let rows = try localObjects().filter { $0.kind == .table }.map { object in
            let isView = object.schema == "main" && views.contains(object.name.lowercased())
            let type =
                isView ? "materialized view" : object.schema == "temp" ? "temporary table" : "table"
            return [object.name, type, object.sql]
        }
        return try list(rows)
    }

    func showViews() throws(QueryError) -> StatementResult {
        let stored = try storedViews()
        let names = Set(stored.map { $0.name.lowercased() })
        var rows = stored.map { view in
            [view.name, view.isMaterialized ? "materialized view" : "view", view.definition]
        }
        rows += try localObjects().filter {
            $0.kind == .view && !names.contains($0.name.lowercased())
        }.map { object in
            [object.name, object.schema == "temp" ? "temporary view" : "view", object.sql]
        }
        return try list(rows)
    }

    private func list(_ rows: [[String?]]) throws(QueryError) -> StatementResult {
        let columns = ["name", "type"] + (show.isExtended ? ["definition"] : [])
        let rows = rows.map { Array($0.prefix(columns.count)) }
        return try query(Self.known(columns, rows) + " ORDER BY 1")
    }

    private func storedViews() throws(QueryError) -> [StoredView] {
        try state.local { (connection) throws(SQLiteError) in
            try ViewStore(connection: connection).views()
        }
    }

    private func localObjects() throws(QueryError) -> [LocalObject] {
        try state.local { (connection) throws(SQLiteError) in
            try connection.localObjects().filter { object in
                !["sqlite_", "tuneql_"].contains { object.name.lowercased().hasPrefix($0) }
            }
        }
    }

    /// A query that returns the given rows.
    static func known(_ columns: [String], _ rows: [[String?]]) -> String {
        let names = columns.enumerated().map { index, name in
            "column\(index + 1) AS \(name.quotedAsName)"
        }
        let values = rows.isEmpty ? [columns.map { _ in nil }] : rows
        let tuples = values.map { row in
            "(\(row.map { $0?.quotedAsText ?? "NULL" }.joined(separator: ", ")))"
        }
        return "SELECT \(names.joined(separator: ", ")) FROM (VALUES "
            + "\(tuples.joined(separator: ", ")))" + (rows.isEmpty ? " WHERE 0" : "")
    }
}
