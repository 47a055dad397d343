import TuneQLSQLite

/// The definitions of views, in a table of the session's main database.
///
/// SQLite stores views itself, but a view in a file may not read the resources' tables; see
/// docs/decisions.
struct ViewStore {
    static let table = "tuneql_views"

    let connection: Connection

    private static let columns = "name, kind, definition, provider"

    /// The views, or those with this name.
    func views(named name: String? = nil) throws(SQLiteError) -> [StoredView] {
        guard try exists else { return [] }
        return try connection.rows(
            """
            SELECT \(Self.columns) FROM main.\(Self.table)
            WHERE ?1 IS NULL OR name = ?1 ORDER BY name
            """,
            [name.map { .text($0) } ?? .null]
        ).map { row in
            StoredView(
                name: row[0].text ?? "",
                isMaterialized: row[1].text == "materialized view",
                definition: row[2].text ?? "",
                provider: row[3].text
            )
        }
    }

    func keep(_ view: StoredView) throws(SQLiteError) {
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS main.\(Self.table) (
                name TEXT PRIMARY KEY COLLATE NOCASE, kind TEXT NOT NULL,
                definition TEXT NOT NULL, provider TEXT
            )
            """
        )
        _ = try connection.rows(
            "INSERT OR REPLACE INTO main.\(Self.table) (\(Self.columns)) VALUES (?, ?, ?, ?)",
            [
                .text(view.name), .text(view.isMaterialized ? "materialized view" : "view"),
                .text(view.definition), view.provider.map { .text($0) } ?? .null,
            ]
        )
    }

    func remove(_ name: String) throws(SQLiteError) {
        guard try exists else { return }
        _ = try connection.rows(
            "DELETE FROM main.\(Self.table) WHERE name = ?",
            [.text(name)]
        )
    }

    private var exists: Bool {
        get throws(SQLiteError) {
            try connection.localObjects(named: Self.table).contains { $0.schema == "main" }
        }
    }
}
