import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

extension SessionState {
    func select(_ query: Query, _ run: StatementRun) throws(QueryError) -> StatementResult {
        let uses = try resourceUses(in: run)
        let typed = try typed(run, uses)
        let sql = sql(for: query, run, uses, typed)
        let statement = try prepare(sql, run, uses, types: typed.types)
        statement.note(kinds: typed.kinds(of: query))
        return StatementResult(statement)
    }

    /// Runs a statement of SQLite's own; queries inside it may read resources.
    func runLocally(_ statement: LocalStatement, _ run: StatementRun) throws(QueryError)
        -> StatementResult
    {
        for table in statement.tables {
            guard let resource = try resource(named: table.path) else { continue }
            let isTrigger = statement.keyword == "CREATE TRIGGER"
            var error = QueryError(
                .sql,
                isTrigger
                    ? "a trigger cannot read \(resource.id)"
                    : "\(statement.keyword) cannot change \(resource.id)",
                range: table.range,
                help: "SHOW METHODS IN \(resource.id) lists what it offers"
            )
            error.detail = .unsupported(resource: resource.id)
            throw error
        }
        let uses = try resourceUses(in: run)
        let writer = SQLWriter(run.source)
        let typed = try typed(run, uses)
        let rewriting = rewriting(of: run, uses, typed)
        let sql = writer.sql(with: rewriting, in: run.statement.range)
        let open = try prepare(sql, run, uses, types: typed.types)
        open.note(kinds: typed.returningKinds)
        let results = try runToEnd(open, keyword: statement.keyword)
        if statement.keyword == "DETACH" { hasCatalog = try databases().contains("catalog") }
        return results
    }

    /// Runs a statement that changes local tables; rows that it answers are kept.
    func runToEnd(_ statement: OpenStatement, keyword: String) throws(QueryError) -> StatementResult
    {
        var batches: [RowBatch] = []
        while let batch = try statement.nextBatch() { batches.append(batch) }
        guard statement.columns.isEmpty else {
            return StatementResult(columns: statement.columns, rows: .known(batches))
        }
        let isChange = ["INSERT", "UPDATE", "DELETE", "REPLACE"].contains(keyword)
        return StatementResult(message: isChange ? "\(keyword) \(connection.changeCount)" : keyword)
    }

    /// The name under which SQLite knows a table; nil when it is not one of ours.
    func naming(_ reference: TableReference, _ uses: [ResourceUse]) -> String? {
        uses.first { $0.reference.range == reference.range }.map(\.tableName)
    }

    /// Compiles SQL over resources and binds its variables.
    func prepare(
        _ sql: RewrittenSQL,
        _ run: StatementRun,
        _ uses: [ResourceUse],
        types: TypeInference? = nil,
        mode: StatementContext.Mode = .run,
        store: StatementScans? = nil
    ) throws(QueryError) -> OpenStatement {
        let traits = try traits(of: run, uses, types)
        let client = engine.client.limited(by: run.token.budget)
        let context = StatementContext(
            client: client,
            executor: executor,
            token: run.token,
            mode: mode,
            traits: traits,
            store: store
                ?? StatementScans(
                    client: client,
                    token: run.token,
                    traits: traits,
                    caching: caching(of: run),
                    toleratesFailures: toleratesFailures(of: run)
                ),
            conditions: MarkedConditions(on: connection, run.bindings)
        )
        if case .run = mode { context.fanOut = fanOut(sql, run, uses, context.store, traits) }
        let report = ErrorReport(run: run, sql: sql, uses: uses, engine: engine)
        let words = sql.text.lowercased()
        if words.contains("catalog") { try attachCatalog() }
        if words.contains(ScopeTable.name) { try registerScopeTable() }
        for use in uses { try registerTable(for: use) }
        try registerExecTables(of: run)
        do {
            let statement = OpenStatement(
                try current.during(context) { try connection.prepare(sql.text) },
                on: connection,
                current: current,
                context: context,
                errors: report
            )
            let unsent = context.unsent.map {
                QueryError(unsent: $0.name, of: $0.resource, range: nil)
            }
            if let error = UnsentParameters(of: run.statement, uses).error ?? unsent {
                throw error
            }
            try statement.bind(run.bindings)
            if case .run = mode { statement.note(failure: run.execFailure) }
            return statement
        } catch let error as SQLiteError {
            let thrown = connection.takeCallbackError()
            throw advised(report.report(error, thrown: thrown, context), run)
        } catch let error as QueryError {
            throw error
        } catch {
            preconditionFailure("preparing threw \(error)")
        }
    }

    /// Makes the table of a use known to SQLite.
    private func registerTable(for use: ResourceUse) throws(QueryError) {
        guard use.isUnread else { return try registerTable(for: use.resource) }
        guard tables[use.tableName] == nil else { return }
        do {
            let table = UnreadTable(ResourceTable(use.resource, current))
            try connection.register(table, named: use.tableName)
        } catch {
            throw QueryError(.sql, error.message)
        }
        tables[use.tableName] = use.resource
    }

    /// Makes the table of a resource known to SQLite at its first use.
    func registerTable(for resource: Resource) throws(QueryError) {
        try checkImpostors(of: resource)
        guard tables[resource.id] == nil else { return }
        do {
            try connection.register(ResourceTable(resource, current), named: resource.id)
        } catch {
            throw QueryError(.sql, error.message)
        }
        tables[resource.id] = resource
    }
}

extension StatementContext.Traits {
    /// What the text of a statement tells; when in doubt, the answer that is always right.
    init(of run: StatementRun, tableCount: Int, _ settings: Settings, mayReadViews: Bool) {
        var queries = 0
        var named = 0
        var hasLimit = false
        var isRecursive = false
        run.statement.forEachTable { table, _ in
            if !table.isReadForRowsOfOthers { named += 1 }
        }
        run.statement.forEachQuery { query, _ in
            queries += 1
            hasLimit = hasLimit || query.limit != nil
            isRecursive = isRecursive || query.isRecursive
        }
        let readsViews = mayReadViews && named > tableCount
        var calls = 0
        run.statement.forEachExecSource { _, _ in calls += 1 }
        let isGuarded = run.guardsSingleRows && !run.statement.singleRowQueries.isEmpty
        let isComposed = queries > 1 || named + calls > 1 || readsViews || isGuarded
        self.init(
            hasLimit: hasLimit,
            isRecursive: isRecursive,
            mayStopEarly: hasLimit || isComposed,
            mayRescan: isComposed,
            comparesRowIDs: readsViews || Self.mentionsRowIDs(run.text(in: run.statement.range)),
            mayHideConditions: queries > 1 || readsViews,
            pushesDown: settings.pushesDown,
            pushesLimits: !isGuarded
        )
    }

    /// Whether a word stands in the text that makes SQLite compare rowids, be it in a string.
    private static func mentionsRowIDs(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter && $0 != "_" }
        return words.contains { ["or", "rowid", "oid", "_rowid_"].contains($0) }
    }
}

extension TableReference {
    /// Whether it is a table function of other tables' columns: then no scan is started for its rows.
    fileprivate var isReadForRowsOfOthers: Bool {
        guard let arguments, !arguments.isEmpty else { return false }
        return arguments.contains { argument in
            switch argument.kind {
            case .literal, .variable: false
            default: true
            }
        }
    }
}
