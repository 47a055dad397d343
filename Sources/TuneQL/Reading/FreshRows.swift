import TuneQLAnalysis
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// The rows of a query, held before they are moved into the table that keeps them.
///
/// They are held in a temporary table. The target table declares the types that SQLite would lose.
struct FreshRows {
    /// The declarations of the columns of a copy, in parentheses.
    let definition: String
    /// The temporary table.
    private let table: String
    private let state: SessionState

    /// Reads the rows of a query.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - names: The columns' names; if empty, the query's own.
    ///   - statement: The statement that the query is a part of.
    /// - Throws: ``QueryError`` when the query fails; no table is made then.
    init(
        of query: Query,
        named names: [Identifier] = [],
        _ statement: AnalyzedStatement
    ) throws(QueryError) {
        state = statement.state
        let typed = try statement.typed
        var sql = try statement.sql(for: query)
        if !names.isEmpty {
            let list = names.map(\.text.quotedAsName).joined(separator: ", ")
            sql = sql.enclosed("WITH tuneql_rows (\(list)) AS (", ") SELECT * FROM tuneql_rows")
        }
        // Only the columns are wanted then, whatever it takes to compute the rows.
        if state.isChecking { sql = sql.enclosed("SELECT * FROM (", ") LIMIT 0") }
        let open = try statement.prepare(sql)
        open.set(kinds: typed.kinds(of: query))
        table = "tuneql_fresh_\(state.tables.nextNumber())"
        let copy = try statement.prepare(sql.enclosed("CREATE TEMP TABLE \(table) AS ", ""))
        _ = try copy.allRows()
        definition = try Self.definition(of: table, open.columns, query, typed, state)
    }

    /// The columns of a temporary table, declared with the types of the query.
    private static func definition(
        of table: String,
        _ columns: [ResultColumn],
        _ query: Query,
        _ typed: TypedSQL,
        _ state: SessionState
    ) throws(QueryError) -> String {
        let copied = try state.local { (connection) throws(SQLiteError) in
            try connection.rows("SELECT name, type FROM pragma_table_info('\(table)', 'temp')")
        }
        let shapes = typed.shapes(of: query)
        let mixedTimes = typed.mixedTimes(of: query)
        let declarations = zip(copied, columns).enumerated().map { place, column in
            let (copy, kind) = (column.0, column.1.kind)
            let known = kind == .any ? copy[1].text ?? "" : DeclaredType.of(kind)
            let type = mixedTimes.contains(place) ? DeclaredType.mixedTimestamp : known
            let shape = shapes[place].map { " CONSTRAINT \($0.text.quotedAsName)" } ?? ""
            return "\((copy[0].text ?? "").quotedAsName) \(type)\(shape)"
        }
        return "(\(declarations.joined(separator: ", ")))"
    }

    /// Moves the rows into a table.
    ///
    /// - Returns: The number of rows moved.
    func move(into other: String) throws(QueryError) -> Int {
        try state.execute("INSERT INTO \(other) SELECT * FROM temp.\(table)")
        let count = state.connection.changeCount
        try drop()
        return count
    }

    /// Runs `body`, which keeps the rows, atomically; discards the rows when it fails.
    func keep<Output>(_ body: () throws(QueryError) -> Output) throws(QueryError) -> Output {
        do throws(QueryError) {
            return try state.atomically(body)
        } catch {
            try? drop()
            throw error
        }
    }

    /// Drops the temporary table, or empties it while open reads keep SQLite from dropping tables.
    private func drop() throws(QueryError) {
        do throws(QueryError) {
            try state.execute("DROP TABLE temp.\(table)")
        } catch {
            try state.execute("DELETE FROM temp.\(table)")
        }
    }
}
