import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

/// Views: temporary ones for SQLite, whose definitions the database keeps.
extension SessionState {
    func run(_ view: ViewStatement, _ run: StatementRun) throws(QueryError) -> StatementResult {
        if let resource = try resource(named: view.path) {
            throw QueryError(
                .sql,
                "\(view.keyword) cannot change \(resource.id)",
                range: range(of: view.path),
                help: "name a view of your own with one word"
            )
        }
        if let elsewhere = try runElsewhere(view, run) { return elsewhere }
        switch (view.action, view.isMaterialized) {
        case (.create(let query), false): return try create(view, query, run)
        case (.create(let query), true): return try createMaterialized(view, query, run)
        case (.drop, false): return try drop(view)
        case (.drop, true): return try dropMaterialized(view)
        case (.refresh, _): return try refresh(view, run)
        }
    }

    /// Leaves a view of an attached database to SQLite.
    private func runElsewhere(
        _ view: ViewStatement,
        _ run: StatementRun
    ) throws(QueryError) -> StatementResult? {
        guard view.path.count == 2, !view.isMaterialized,
            !["main", "temp"].contains(view.path[0].text.lowercased())
        else { return nil }
        let uses = try resourceUses(in: run)
        let sql = SQLWriter(run.source).sql(
            with: try rewriting(of: run, uses),
            in: run.statement.range
        )
        return try runToEnd(try prepare(sql, run, uses), keyword: view.keyword)
    }

    // MARK: CREATE and DROP

    private func create(
        _ view: ViewStatement,
        _ query: Query,
        _ run: StatementRun
    ) throws(QueryError) -> StatementResult {
        let name = view.name
        if let found = try object(named: name.text) {
            if view.isConditional { return StatementResult(message: view.keyword) }
            // A temporary view must not take a kept one away.
            let stored = try storedView(named: name.text)
            let isKept = view.isLocalToSession && stored != nil
            guard view.replaces, found.type == "view", !isKept else {
                throw try clash(found, view)
            }
        }
        if !view.isLocalToSession { try checkFiles(run) }
        try checkQuery(query, run)
        try atomically { () throws(QueryError) in
            if view.replaces { try dropView(name.text) }
            try define(view, query, run)
            try checkColumns(of: view, run)
            guard !view.isLocalToSession else { return }
            try keep(view, run)
        }
        brokenViews[name.text.lowercased()] = nil
        return StatementResult(message: view.keyword)
    }

    /// Makes SQLite's view.
    func define(
        _ view: ViewStatement,
        _ query: Query,
        _ run: StatementRun
    ) throws(QueryError) {
        let uses = try resourceUses(in: run)
        let sql = try sql(for: query, run, uses)
        let columns =
            view.columns.isEmpty
            ? "" : " (\(view.columns.map(\.text.quotedAsName).joined(separator: ", ")))"
        let head = "CREATE TEMP VIEW \(view.name.text.quotedAsName)\(columns) AS "
        _ = try runToEnd(try prepare(sql.enclosed(head, ""), run, uses), keyword: view.keyword)
        note(definitionOf: view, query, run)
        hasViews = true
    }

    /// Finds mistakes in a view's query; parameters may come from whoever reads the view.
    private func checkQuery(_ query: Query, _ run: StatementRun) throws(QueryError) {
        let uses = try resourceUses(in: run)
        let sql = try sql(for: query, run, uses)
        do throws(QueryError) {
            _ = try prepare(sql, run, uses)
        } catch {
            guard error.code == .missingParameter else { throw error }
        }
    }

    /// Finds what shows only where the view is read: a wrong number of columns, a circle.
    private func checkColumns(of view: ViewStatement, _ run: StatementRun) throws(QueryError) {
        do throws(QueryError) {
            _ = try prepare(.made("SELECT * FROM temp.\(view.name.text.quotedAsName)"), run, [])
        } catch {
            guard error.code == .missingParameter else { throw error }
        }
    }

    /// Refuses to read files for a definition that may have come with somebody else's database.
    func checkFiles(_ run: StatementRun) throws(QueryError) {
        guard run.mentionsFiles else { return }
        throw QueryError(
            .sql,
            "a view that is kept cannot read files",
            range: run.statement.range,
            help: "CREATE TEMP VIEW, or CREATE TABLE … AS SELECT"
        )
    }

    private func drop(_ view: ViewStatement) throws(QueryError) -> StatementResult {
        let name = view.name.text
        let found = try object(named: name)
        let stored = try storedView(named: name)
        if let found, found.type == "table" {
            let kind = stored == nil ? "table" : "materialized view"
            throw QueryError(
                .sql,
                "\(found.name) is a \(kind)",
                range: view.name.range,
                help: "DROP \(kind.uppercased()) \(found.name) drops it"
            )
        }
        guard found != nil || stored != nil || view.isConditional else {
            throw try noSuchView(view.name, "view")
        }
        try atomically { () throws(QueryError) in try dropView(name) }
        return StatementResult(message: view.keyword)
    }

    private func dropView(_ name: String) throws(QueryError) {
        if let found = try object(named: name), found.type == "view" {
            try execute("DROP VIEW \(found.schema).\(found.name.quotedAsName)")
        }
        try local { (connection) throws(SQLiteError) in
            try ViewStore(connection: connection).remove(name)
        }
        brokenViews[name.lowercased()] = nil
    }
}

// MARK: - Names

extension SessionState {
    /// The table or view that a name of one part means.
    func object(named name: String) throws(QueryError) -> LocalObject? {
        try local { (connection) throws(SQLiteError) in
            try connection.localObjects(named: name).first
        }
    }

    func storedView(named name: String) throws(QueryError) -> StoredView? {
        try local { (connection) throws(SQLiteError) in
            try ViewStore(connection: connection).views(named: name).first
        }
    }

    /// Keeps the definition in the database.
    func keep(_ view: ViewStatement, _ run: StatementRun) throws(QueryError) {
        let stored = StoredView(
            name: view.name.text,
            isMaterialized: view.isMaterialized,
            definition: run.text(in: run.statement.range),
            provider: settings.provider
        )
        try local { (connection) throws(SQLiteError) in
            try ViewStore(connection: connection).keep(stored)
        }
    }

    /// The error about a name that is taken.
    func clash(_ found: LocalObject, _ view: ViewStatement) throws(QueryError) -> QueryError {
        let isMaterialized = try storedView(named: found.name)?.isMaterialized ?? false
        let kind = isMaterialized && found.type == "table" ? "materialized view" : found.type
        let isSameKind =
            (kind == "view") == !view.isMaterialized && kind != "table" && !view.replaces
        return QueryError(
            .sql,
            "there is a \(kind) \(found.name) already",
            range: view.name.range,
            help: isSameKind
                ? "CREATE OR REPLACE takes its place"
                : "DROP \(kind.uppercased()) \(found.name) first, or take another name"
        )
    }

    func noSuchView(_ name: Identifier, _ kind: String) throws(QueryError) -> QueryError {
        let objects = try local { (connection) throws(SQLiteError) in
            try connection.localObjects().map(\.name)
        }
        return QueryError(
            .unknownName,
            "there is no \(kind) \(name.text)",
            range: name.range,
            help: Suggestion.nearest(to: name.text, among: objects).map { "did you mean \($0)?" }
                ?? "SHOW VIEWS lists them"
        )
    }
}

extension ViewStatement {
    /// The view's own name, without that of its database.
    var name: Identifier { path.last ?? Identifier(text: "", range: 0..<0) }

    /// Whether it ends with the session, whatever the database is.
    var isLocalToSession: Bool {
        isTemporary || (path.count == 2 && path[0].text.lowercased() == "temp")
    }
}
