import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

/// Runs a statement about a materialized view.
///
/// Such a view is a table with the rows, and the definition that they came from.
struct MaterializedViewRunner {
    let statement: AnalyzedStatement
    let view: ViewStatement

    private var state: SessionState { statement.state }

    func create(_ query: Query) throws(QueryError) -> StatementResult {
        let stored = try state.storedView(named: view.name.text)
        if let found = try state.object(named: view.name.text) {
            if view.isConditional { return StatementResult(message: view.keyword) }
            let isOurs = found.kind == .table && stored?.isMaterialized == true
            guard view.replaces, isOurs else { throw try state.clash(found, with: view) }
        }
        let rows = try Self.rows(of: view, query, statement)
        return try rows.keep { () throws(QueryError) in
            let count = try store(rows, in: view.name.text)
            try state.keep(view, statement.run)
            return StatementResult(message: "\(view.keyword) \(count)")
        }
    }

    /// Fetches the rows again; the old ones stay when that fails.
    func refresh() throws(QueryError) -> StatementResult {
        let stored = try storedView
        let restorer = ViewRestorer(state: state, run: statement.run)
        let rows = try restorer.defined(by: stored) { (definition, query) throws(QueryError) in
            try Self.rows(of: definition.view, query, definition.statement)
        }
        let count = try rows.keep { () throws(QueryError) in
            try store(rows, in: stored.name)
        }
        return StatementResult(message: "\(view.keyword) \(count)")
    }

    func drop() throws(QueryError) -> StatementResult {
        let name = view.name.text
        if view.isConditional, try state.object(named: name) == nil {
            return StatementResult(message: view.keyword)
        }
        let stored = try storedView
        try state.atomically { () throws(QueryError) in
            try state.execute("DROP TABLE IF EXISTS main.\(stored.name.quotedAsName)")
            try state.local { (connection) throws(SQLiteError) in
                try ViewStore(connection: connection).remove(name)
            }
        }
        return StatementResult(message: view.keyword)
    }

    /// The definition of the materialized view that the statement names.
    private var storedView: StoredView {
        get throws(QueryError) {
            let name = view.name
            if let stored = try state.storedView(named: name.text), stored.isMaterialized {
                return stored
            }
            guard let found = try state.object(named: name.text) else {
                throw try state.noSuchView(name, "materialized view")
            }
            throw QueryError(
                .sql,
                "\(found.name) is a \(found.kind.rawValue), not a materialized view",
                range: name.range,
                help: "SHOW VIEWS lists the views"
            )
        }
    }

    private static func rows(
        of view: ViewStatement,
        _ query: Query,
        _ statement: AnalyzedStatement
    ) throws(QueryError) -> FreshRows {
        try statement.checkReadsNoFiles()
        return try FreshRows(of: query, named: view.columns, statement)
    }

    /// Replaces the view's rows with the fetched ones.
    private func store(_ rows: FreshRows, in name: String) throws(QueryError) -> Int {
        let table = "main.\(name.quotedAsName)"
        let old = try state.local { (connection) throws(SQLiteError) in
            try connection.localObjects(named: name).first { $0.schema == "main" }
        }
        if let old, old.sql.hasSuffix(rows.definition) {
            try state.execute("DELETE FROM \(table)")
        } else {
            try state.execute("DROP TABLE IF EXISTS \(table)")
            try state.execute("CREATE TABLE \(table) \(rows.definition)")
        }
        return try rows.move(into: table)
    }
}
