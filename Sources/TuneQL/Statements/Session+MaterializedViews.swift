import TuneQLSQLite
import TuneQLSyntax

/// Materialized views: a table with the rows, and the definition that they came from.
extension Session {
    func createMaterialized(
        _ view: ViewStatement,
        _ query: Query,
        _ run: StatementRun
    ) throws(QueryError) -> ResultSet {
        let stored = try storedView(named: view.name.text)
        if let found = try object(named: view.name.text) {
            if view.isConditional { return ResultSet(message: view.keyword) }
            let isOurs = found.type == "table" && stored?.isMaterialized == true
            guard view.replaces, isOurs else { throw try clash(found, view) }
        }
        let rows = try fetch(view, query, run)
        return try atomically { () throws(QueryError) in
            let count = try store(rows, in: view.name.text)
            try keep(view, run)
            return ResultSet(message: "\(view.keyword) \(count)")
        }
    }

    /// Fetches the rows anew; whatever fails leaves the old ones.
    func refresh(_ view: ViewStatement, _ run: StatementRun) throws(QueryError) -> ResultSet {
        let stored = try materialized(view)
        let rows = try defined(by: stored, run) { (view, query, definition) throws(QueryError) in
            try fetch(view, query, definition)
        }
        let count = try atomically { () throws(QueryError) in
            try store(rows, in: stored.name)
        }
        return ResultSet(message: "\(view.keyword) \(count)")
    }

    func dropMaterialized(_ view: ViewStatement) throws(QueryError) -> ResultSet {
        let name = view.name.text
        if view.isConditional, try object(named: name) == nil {
            return ResultSet(message: view.keyword)
        }
        let stored = try materialized(view)
        try atomically { () throws(QueryError) in
            try execute("DROP TABLE IF EXISTS main.\(stored.name.quotedAsName)")
            try local { (connection) throws(SQLiteError) in
                try ViewStore(connection: connection).remove(name)
            }
        }
        return ResultSet(message: view.keyword)
    }

    private func materialized(_ view: ViewStatement) throws(QueryError) -> StoredView {
        let name = view.name
        if let stored = try storedView(named: name.text), stored.isMaterialized { return stored }
        guard let found = try object(named: name.text) else {
            throw try noSuchView(name, "materialized view")
        }
        throw QueryError(
            .sql,
            "\(found.name) is a \(found.type), not a materialized view",
            range: name.range,
            help: "SHOW VIEWS lists what there is"
        )
    }

    // MARK: Rows

    /// The rows of a view before they take the place of the old ones.
    private struct FreshRows {
        /// A temporary table.
        var table: String
        /// The declarations of its columns.
        var columns: [String]
    }

    /// Reads the rows of a view into a temporary table.
    private func fetch(
        _ view: ViewStatement,
        _ query: Query,
        _ run: StatementRun
    ) throws(QueryError) -> FreshRows {
        let uses = try resourceUses(in: run.statement)
        var sql = try sql(for: query, run, uses)
        if !view.columns.isEmpty {
            let names = view.columns.map(\.text.quotedAsName).joined(separator: ", ")
            sql = sql.enclosed("WITH tuneql_rows (\(names)) AS (", ") SELECT * FROM tuneql_rows")
        }
        let statement = try prepare(sql, run, uses)
        statement.note(jsonColumns: query.jsonResults)
        freshTables += 1
        let table = "tuneql_fresh_\(freshTables)"
        let copy = sql.enclosed("CREATE TEMP TABLE \(table) AS ", "")
        _ = try runToEnd(try prepare(copy, run, uses), keyword: view.keyword)
        let copied = try local { (connection) throws(SQLiteError) in
            try connection.rows("SELECT name, type FROM pragma_table_info('\(table)', 'temp')")
        }
        let columns = zip(copied, statement.columns).map { copy, column in
            let type = column.kind == .any ? copy[1].text ?? "" : DeclaredType.of(column.kind)
            return "\((copy[0].text ?? "").quotedAsName) \(type)"
        }
        return FreshRows(table: table, columns: columns)
    }

    /// Puts the fetched rows in the place of those that the view had.
    private func store(_ rows: FreshRows, in name: String) throws(QueryError) -> Int {
        let table = "main.\(name.quotedAsName)"
        let definition = "(\(rows.columns.joined(separator: ", ")))"
        let old = try local { (connection) throws(SQLiteError) in
            try connection.localObjects(named: name).first { $0.schema == "main" }
        }
        if let old, old.sql.hasSuffix(definition) {
            try execute("DELETE FROM \(table)")
        } else {
            try execute("DROP TABLE IF EXISTS \(table)")
            try execute("CREATE TABLE \(table) \(definition)")
        }
        try execute("INSERT INTO \(table) SELECT * FROM temp.\(rows.table)")
        let count = connection.changeCount
        try forget(rows)
        return count
    }

    /// SQLite drops no table while rows of another are being read; then it is emptied.
    private func forget(_ rows: FreshRows) throws(QueryError) {
        do throws(QueryError) {
            try execute("DROP TABLE temp.\(rows.table)")
        } catch {
            try execute("DELETE FROM temp.\(rows.table)")
        }
    }
}
