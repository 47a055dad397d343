import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

extension Session {
    func select(_ query: Query, _ run: StatementRun) throws(QueryError) -> ResultSet {
        let uses = try resourceUses(in: run.statement)
        let sql = SQLWriter(run.source).sql(for: query) { naming($0, uses) }
        let statement = try prepare(sql, run, uses)
        statement.note(jsonColumns: query.jsonResults)
        return open(statement)
    }

    /// Runs a statement of SQLite's own; queries inside it may read resources.
    func runLocally(_ statement: LocalStatement, _ run: StatementRun) throws(QueryError)
        -> ResultSet
    {
        for table in statement.tables {
            guard let resource = try resource(named: table.path) else { continue }
            throw QueryError(
                .sql,
                "\(statement.keyword) cannot change \(resource.id)",
                range: table.range,
                help: "SHOW METHODS IN \(resource.id) lists what it offers"
            )
        }
        let uses = try resourceUses(in: run.statement)
        let sql = SQLWriter(run.source).sql(for: run.statement) { naming($0, uses) }
        return try runToEnd(try prepare(sql, run, uses), keyword: statement.keyword)
    }

    /// Runs a statement that changes local tables; rows that it answers are kept.
    func runToEnd(_ statement: OpenStatement, keyword: String) throws(QueryError) -> ResultSet {
        var batches: [RowBatch] = []
        while let batch = try statement.nextBatch() { batches.append(batch) }
        guard statement.columns.isEmpty else {
            return ResultSet(columns: statement.columns, source: .batches(batches))
        }
        let isChange = ["INSERT", "UPDATE", "DELETE", "REPLACE"].contains(keyword)
        return ResultSet(message: isChange ? "\(keyword) \(connection.changeCount)" : keyword)
    }

    /// The name under which SQLite knows a table; nil when it is not one of ours.
    func naming(_ reference: TableReference, _ uses: [ResourceUse]) -> String? {
        uses.first { $0.reference.range == reference.range }.map { $0.resource.id }
    }

    /// Compiles SQL over resources and binds its variables.
    func prepare(
        _ sql: RewrittenSQL,
        _ run: StatementRun,
        _ uses: [ResourceUse],
        mode: StatementContext.Mode = .run
    ) throws(QueryError) -> OpenStatement {
        let context = StatementContext(
            client: engine.client,
            executor: executor,
            token: run.token,
            mode: mode,
            traits: StatementContext.Traits(of: run, tableCount: uses.count, settings)
        )
        let report = ErrorReport(run: run, sql: sql, uses: uses, engine: engine)
        if sql.text.lowercased().contains("catalog.") { try attachCatalog() }
        let tables = try uses.map { (use) throws(QueryError) in try table(for: use.resource) }
        for table in tables { table.context = context }
        defer { for table in tables { table.context = nil } }
        do {
            let statement = OpenStatement(
                try connection.prepare(sql.text),
                on: connection,
                tables: tables,
                context: context,
                errors: report
            )
            try statement.bind(run.bindings)
            return statement
        } catch let error as SQLiteError {
            throw report.report(error, thrown: connection.takeCallbackError(), context)
        } catch let error as QueryError {
            throw error
        } catch {
            preconditionFailure("preparing threw \(error)")
        }
    }

    /// The table of a resource, made known to SQLite at its first use.
    private func table(for resource: Resource) throws(QueryError) -> ResourceTable {
        if let table = tables[resource.id] { return table }
        let table = ResourceTable(resource)
        do {
            try connection.register(table, named: resource.id)
        } catch {
            throw QueryError(.sql, error.message)
        }
        tables[resource.id] = table
        return table
    }
}

extension StatementContext.Traits {
    /// What the text of a statement tells; when in doubt, the answer that is always right.
    init(of run: StatementRun, tableCount: Int, _ settings: Settings) {
        var queries = 0
        var hasLimit = false
        run.statement.forEachQuery { query, _ in
            queries += 1
            hasLimit = hasLimit || query.limit != nil
        }
        self.init(
            mayStopEarly: hasLimit || queries > 1 || tableCount > 1,
            mayRescan: queries > 1 || tableCount > 1,
            comparesRowIDs: Self.mentionsRowIDs(run.text(in: run.statement.range)),
            pushesDown: settings.pushesDown
        )
    }

    /// Whether a word stands in the text that makes SQLite compare rowids, be it in a string.
    private static func mentionsRowIDs(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter && $0 != "_" }
        return words.contains { ["or", "rowid", "oid", "_rowid_"].contains($0) }
    }
}
