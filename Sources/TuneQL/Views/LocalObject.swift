import TuneQLSQLite

/// A table or view of the session's own databases.
struct LocalObject {
    enum Kind: String {
        case table, view
    }

    /// `temp` or `main`.
    var schema: String
    var name: String
    var kind: Kind
    /// The statement that creates it.
    var sql: String
}

extension Connection {
    /// The tables and views of the session, or those with this name; temporary ones come first.
    func localObjects(named name: String? = nil) throws(SQLiteError) -> [LocalObject] {
        try rows(
            """
            SELECT 'temp', name, type, sql FROM temp.sqlite_schema
            WHERE type IN ('table', 'view') AND (?1 IS NULL OR name = ?1 COLLATE NOCASE)
            UNION ALL
            SELECT 'main', name, type, sql FROM main.sqlite_schema
            WHERE type IN ('table', 'view') AND (?1 IS NULL OR name = ?1 COLLATE NOCASE)
            """,
            [name.map { .text($0) } ?? .null]
        ).compactMap { row in
            guard let kind = row[2].text.flatMap(LocalObject.Kind.init(rawValue:)) else {
                return nil
            }
            return LocalObject(
                schema: row[0].text ?? "",
                name: row[1].text ?? "",
                kind: kind,
                sql: row[3].text ?? ""
            )
        }
    }

    /// All rows of a statement over local tables.
    func rows(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) -> [[SQLiteValue]] {
        var statement = try prepare(sql)
        for (index, value) in values.enumerated() { try statement.bind(value, at: index + 1) }
        var rows: [[SQLiteValue]] = []
        while try statement.step() {
            rows.append((0..<statement.columnCount).map { _ in .null })
            for column in 0..<statement.columnCount {
                rows[rows.count - 1][column] = statement.value(at: column)
            }
        }
        return rows
    }
}
