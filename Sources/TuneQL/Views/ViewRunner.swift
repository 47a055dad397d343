import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

/// Runs a statement about a view: a temporary one for SQLite, whose definition the database stores.
struct ViewRunner {
    let statement: AnalyzedStatement
    let view: ViewStatement

    private var state: SessionState { statement.state }

    func run() throws(QueryError) -> StatementResult {
        if let resource = try state.resource(named: view.path) {
            throw QueryError(
                .sql,
                "\(view.keyword) cannot change \(resource.id)",
                range: view.path.wholeRange,
                help: "name a view of your own with one word"
            )
        }
        if isInAttachedDatabase {
            return try state.runToEnd(statement.prepare(statement.sql), message: view.keyword)
        }
        let materialized = MaterializedViewRunner(statement: statement, view: view)
        switch (view.action, view.isMaterialized) {
        case (.create(let query), false): return try create(query)
        case (.create(let query), true): return try materialized.create(query)
        case (.drop, false): return try drop()
        case (.drop, true): return try materialized.drop()
        case (.refresh, _): return try materialized.refresh()
        }
    }

    /// Whether the view is in an attached database, which is left to SQLite.
    private var isInAttachedDatabase: Bool {
        view.path.count == 2 && !view.isMaterialized
            && !["main", "temp"].contains(view.path[0].text.lowercased())
    }

    // MARK: CREATE

    private func create(_ query: Query) throws(QueryError) -> StatementResult {
        let name = view.name
        if let found = try state.object(named: name.text) {
            if view.isConditional { return StatementResult(message: view.keyword) }
            // A temporary view must not replace a stored one.
            let stored = try state.storedView(named: name.text)
            let isKept = view.isLocalToSession && stored != nil
            guard view.replaces, found.kind == .view, !isKept else {
                throw try state.clash(found, with: view)
            }
        }
        if !view.isLocalToSession { try statement.checkReadsNoFiles() }
        try check(query)
        try state.atomically { () throws(QueryError) in
            if view.replaces { try dropView() }
            try define(query)
            try checkColumns()
            guard !view.isLocalToSession else { return }
            try state.keep(view, statement.run)
        }
        state.views.broken[name.text.lowercased()] = nil
        return StatementResult(message: view.keyword)
    }

    /// Creates SQLite's view.
    ///
    /// The query is analyzed again, since a view that it replaces has been dropped.
    func define(_ query: Query) throws(QueryError) {
        let statement = AnalyzedStatement(statement.run, in: state)
        let columns =
            view.columns.isEmpty
            ? "" : " (\(view.columns.map(\.text.quotedAsName).joined(separator: ", ")))"
        let head = "CREATE TEMP VIEW \(view.name.text.quotedAsName)\(columns) AS "
        let sql = try statement.sql(for: query).enclosed(head, "")
        _ = try statement.prepare(sql).allRows()
        state.record(definitionOf: view, query, statement.run)
        state.views.exist = true
    }

    /// Finds mistakes in a view's query; parameters may come from statements that read the view.
    private func check(_ query: Query) throws(QueryError) {
        try checkCompiles(statement, statement.sql(for: query))
    }

    /// Finds mistakes that appear only when the view is read: a wrong number of columns, a cycle.
    private func checkColumns() throws(QueryError) {
        try checkCompiles(
            AnalyzedStatement(statement.run, in: state, uses: []),
            .made("SELECT * FROM temp.\(view.name.text.quotedAsName)")
        )
    }

    private func checkCompiles(
        _ statement: AnalyzedStatement,
        _ sql: RewrittenSQL
    ) throws(QueryError) {
        do throws(QueryError) {
            _ = try statement.prepare(sql)
        } catch {
            guard error.code == .missingParameter else { throw error }
        }
    }

    // MARK: DROP

    private func drop() throws(QueryError) -> StatementResult {
        let found = try state.object(named: view.name.text)
        let stored = try state.storedView(named: view.name.text)
        if let found, found.kind == .table {
            let kind = stored == nil ? "table" : "materialized view"
            throw QueryError(
                .sql,
                "\(found.name) is a \(kind)",
                range: view.name.range,
                help: "DROP \(kind.uppercased()) \(found.name) drops it"
            )
        }
        guard found != nil || stored != nil || view.isConditional else {
            throw try state.noSuchView(view.name, "view")
        }
        try state.atomically { () throws(QueryError) in try dropView() }
        return StatementResult(message: view.keyword)
    }

    private func dropView() throws(QueryError) {
        let name = view.name.text
        if let found = try state.object(named: name), found.kind == .view {
            try state.execute("DROP VIEW \(found.schema).\(found.name.quotedAsName)")
        }
        try state.local { (connection) throws(SQLiteError) in
            try ViewStore(connection: connection).remove(name)
        }
        state.views.broken[name.lowercased()] = nil
    }
}

extension AnalyzedStatement {
    /// Refuses to read files for a stored definition, which may come from another user's database.
    func checkReadsNoFiles() throws(QueryError) {
        guard run.readsFiles else { return }
        throw QueryError(
            .sql,
            "a stored view cannot read files",
            range: run.statement.range,
            help: "CREATE TEMP VIEW, or CREATE TABLE … AS SELECT"
        )
    }
}
