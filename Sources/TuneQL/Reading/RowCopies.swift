import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

/// The rows of a query before they go into the table that keeps them.
struct FreshRows {
    /// A temporary table.
    var table: String
    /// The declarations of its columns, in parentheses.
    var definition: String
}

/// Local copies of rows, whose columns keep the types that SQLite would forget.
extension SessionState {
    /// Reads the rows of a query into a temporary table.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - names: The names of the columns; without any they have the query's.
    ///   - run: The statement that the query is a part of.
    ///   - uses: The resources that it reads.
    ///   - typed: The types of its expressions.
    /// - Returns: The table, and the columns that a copy of it declares.
    /// - Throws: ``QueryError`` when the query fails; then there is no table.
    func fetch(
        _ query: Query,
        named names: [Identifier] = [],
        _ run: StatementRun,
        _ uses: [ResourceUse],
        _ typed: TypedSQL
    ) throws(QueryError) -> FreshRows {
        var sql = sql(for: query, run, uses, typed)
        if !names.isEmpty {
            let list = names.map(\.text.quotedAsName).joined(separator: ", ")
            sql = sql.enclosed("WITH tuneql_rows (\(list)) AS (", ") SELECT * FROM tuneql_rows")
        }
        let statement = try prepare(sql, run, uses, types: typed.types)
        statement.note(kinds: typed.kinds(of: query))
        freshTables += 1
        let table = "tuneql_fresh_\(freshTables)"
        let copy = sql.enclosed("CREATE TEMP TABLE \(table) AS ", "")
        _ = try runToEnd(
            try prepare(copy, run, uses, types: typed.types),
            keyword: "CREATE TABLE"
        )
        let copied = try local { (connection) throws(SQLiteError) in
            try connection.rows("SELECT name, type FROM pragma_table_info('\(table)', 'temp')")
        }
        let shapes = typed.shapes(of: query)
        let mixedTimes = typed.mixedTimes(of: query)
        let columns = zip(copied, statement.columns).enumerated().map { place, column in
            let (copy, kind) = (column.0, column.1.kind)
            let known = kind == .any ? copy[1].text ?? "" : DeclaredType.of(kind)
            let type = mixedTimes.contains(place) ? DeclaredType.mixedTimestamp : known
            let shape = shapes[place].map { " CONSTRAINT \($0.text.quotedAsName)" } ?? ""
            return "\((copy[0].text ?? "").quotedAsName) \(type)\(shape)"
        }
        return FreshRows(table: table, definition: "(\(columns.joined(separator: ", ")))")
    }

    /// Moves the fetched rows into a table.
    ///
    /// - Returns: How many they are.
    func move(_ rows: FreshRows, into table: String) throws(QueryError) -> Int {
        try execute("INSERT INTO \(table) SELECT * FROM temp.\(rows.table)")
        let count = connection.changeCount
        try forget(rows)
        return count
    }

    /// Does what keeps the fetched rows, all of it or nothing; when it fails they are given up.
    func keep<Answer>(
        _ rows: FreshRows,
        _ body: () throws(QueryError) -> Answer
    ) throws(QueryError) -> Answer {
        do throws(QueryError) {
            return try atomically(body)
        } catch {
            try? forget(rows)
            throw error
        }
    }

    /// SQLite drops no table while rows of another are being read; then it is emptied.
    private func forget(_ rows: FreshRows) throws(QueryError) {
        do throws(QueryError) {
            try execute("DROP TABLE temp.\(rows.table)")
        } catch {
            try execute("DELETE FROM temp.\(rows.table)")
        }
    }

    /// `CREATE TABLE name AS query`; nil for other statements, for a table that there is already, and
    /// for rows whose types SQLite keeps by itself.
    func copy(_ statement: LocalStatement, _ run: StatementRun) throws(QueryError)
        -> StatementResult?
    {
        guard statement.keyword == "CREATE TABLE", let table = statement.tables.first,
            let query = statement.queries.last, statement.queries.count == 1,
            query.range.upperBound == run.statement.range.upperBound,
            let name = table.path.last?.text
        else { return nil }
        let head = run.text(in: run.statement.range.lowerBound..<table.range.upperBound)
        let schema = schema(of: table, createdBy: head)
        guard !isTaken(name, in: schema) else { return nil }
        let uses = try resourceUses(in: run)
        let typed = try typed(run, uses)
        guard typed.keepsTypes(of: query) else { return nil }
        let rows = try fetch(query, run, uses, typed)
        try keep(rows) { () throws(QueryError) in
            try execute("\(head) \(rows.definition)")
            _ = try move(rows, into: "\(schema.quotedAsName).\(name.quotedAsName)")
        }
        return StatementResult(message: statement.keyword)
    }

    /// Whether the database that `CREATE TEMP TABLE name` or `CREATE TABLE schema.name` means has
    /// something of the name.
    private func isTaken(_ name: String, in schema: String) -> Bool {
        let found = try? connection.rows(
            "SELECT 1 FROM \(schema.quotedAsName).sqlite_schema WHERE name = ?1 COLLATE NOCASE",
            [.text(name)]
        )
        // What cannot be asked is left to SQLite's own message.
        return found?.isEmpty != true
    }

    /// The database of the table that a CREATE TABLE names.
    private func schema(of table: TableReference, createdBy head: String) -> String {
        if table.path.count > 1 { return table.path[0].text }
        let words = head.lowercased().split { !$0.isLetter }
        return words.count > 1 && words[1].hasPrefix("temp") ? "temp" : "main"
    }
}
