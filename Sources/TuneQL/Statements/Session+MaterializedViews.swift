import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

/// Materialized views: a table with the rows, and the definition that they came from.
extension SessionState {
    func createMaterialized(
        _ view: ViewStatement,
        _ query: Query,
        _ run: StatementRun
    ) throws(QueryError) -> StatementResult {
        let stored = try storedView(named: view.name.text)
        if let found = try object(named: view.name.text) {
            if view.isConditional { return StatementResult(message: view.keyword) }
            let isOurs = found.type == "table" && stored?.isMaterialized == true
            guard view.replaces, isOurs else { throw try clash(found, view) }
        }
        let rows = try freshRows(of: view, query, run)
        return try rows.keep { () throws(QueryError) in
            let count = try store(rows, in: view.name.text)
            try keep(view, run)
            return StatementResult(message: "\(view.keyword) \(count)")
        }
    }

    /// Fetches the rows anew; whatever fails leaves the old ones.
    func refresh(_ view: ViewStatement, _ run: StatementRun) throws(QueryError) -> StatementResult {
        let stored = try materialized(view)
        let rows = try defined(by: stored, run) { (view, query, definition) throws(QueryError) in
            try freshRows(of: view, query, definition)
        }
        let count = try rows.keep { () throws(QueryError) in
            try store(rows, in: stored.name)
        }
        return StatementResult(message: "\(view.keyword) \(count)")
    }

    func dropMaterialized(_ view: ViewStatement) throws(QueryError) -> StatementResult {
        let name = view.name.text
        if view.isConditional, try object(named: name) == nil {
            return StatementResult(message: view.keyword)
        }
        let stored = try materialized(view)
        try atomically { () throws(QueryError) in
            try execute("DROP TABLE IF EXISTS main.\(stored.name.quotedAsName)")
            try local { (connection) throws(SQLiteError) in
                try ViewStore(connection: connection).remove(name)
            }
        }
        return StatementResult(message: view.keyword)
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

    private func freshRows(
        of view: ViewStatement,
        _ query: Query,
        _ run: StatementRun
    ) throws(QueryError) -> FreshRows {
        try checkFiles(run)
        return try FreshRows(of: query, named: view.columns, AnalyzedStatement(run, in: self))
    }

    /// Puts the fetched rows in the place of those that the view had.
    private func store(_ rows: FreshRows, in name: String) throws(QueryError) -> Int {
        let table = "main.\(name.quotedAsName)"
        let old = try local { (connection) throws(SQLiteError) in
            try connection.localObjects(named: name).first { $0.schema == "main" }
        }
        if let old, old.sql.hasSuffix(rows.definition) {
            try execute("DELETE FROM \(table)")
        } else {
            try execute("DROP TABLE IF EXISTS \(table)")
            try execute("CREATE TABLE \(table) \(rows.definition)")
        }
        return try rows.move(into: table)
    }
}
