import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

/// EXPLAIN of queries: no call is made, and nothing is changed.
extension Explainer {
    /// The steps of a query of the statement.
    func readingSteps(_ query: Query) throws(QueryError) -> [ExplainedStep] {
        let writer = SQLWriter(run.source)
        var rewriting = run.numberingVariables(try statement.rewriting)
        let sql = writer.sql(with: rewriting, in: query.range)
        if let limit = query.limit { rewriting.replace(limit.range, with: "-1") }
        if let offset = query.offset { rewriting.replace(offset.range, with: "0") }
        let unlimited = writer.sql(with: rewriting, in: query.range)
        return try readingSteps(sql, unlimited: unlimited, limitedBy: query.range)
    }

    /// The steps of SQL made from the statement.
    ///
    /// - Parameters:
    ///   - sql: The SQL.
    ///   - unlimited: The same without its LIMIT; nil when it has none of its own.
    ///   - query: The range of the query whose LIMIT is that of the whole SQL.
    /// - Returns: The steps; none when no service is read.
    /// - Throws: ``QueryError`` when the statement could not be run.
    func readingSteps(
        _ sql: RewrittenSQL,
        unlimited: RewrittenSQL? = nil,
        limitedBy query: Range<Int>? = nil
    ) throws(QueryError) -> [ExplainedStep] {
        let uses = try statement.uses
        guard !uses.isEmpty || state.views.exist else {
            _ = try statement.prepare(sql)
            return []
        }
        let plan = try plan(of: sql)
        guard !plan.places.isEmpty else { return [] }
        let empty = try probe(sql, .none)
        // A LIMIT of 0 prevents all calls.
        let whole = empty.explainedCalls.isEmpty ? sql : unlimited ?? sql
        let predicted = PredictedCalls(
            empty: empty,
            blank: try? probe(whole, .blanks),
            sample: try? probe(whole, .samples)
        )
        let conditions = StatementConditions(of: run, uses)
        return ReadingForecast(
            calls: predicted,
            terms: ScanTerms(plan, conditions, uses),
            resources: state.tables.resources,
            limits: ReadingLimits(
                mayStopEarly: try mayStopEarly(query, plan),
                maximumPages: state.policy.maximumPages
            ),
            caching: state.caching(of: run)
        ).steps
    }

    /// Runs SQL with made-up rows; its calls are recorded instead of made.
    private func probe(
        _ sql: RewrittenSQL,
        _ rows: ProbeRows
    ) throws(QueryError) -> StatementContext {
        let open = try statement.prepare(sql, mode: .explain(rows))
        while try open.nextRow() != nil {}
        return open.context
    }

    private func plan(of sql: RewrittenSQL) throws(QueryError) -> QueryPlan {
        let open = try statement.prepare(
            sql.enclosed("EXPLAIN QUERY PLAN ", ""),
            mode: .explain(.none)
        )
        var plan = QueryPlan()
        while let row = try open.nextRow() {
            guard case .integer(let id) = row[0], case .integer(let parent) = row[1] else {
                continue
            }
            let detail = row.last?.text ?? ""
            var node = QueryPlan.Node(id: id, parent: parent, detail: detail)
            if let scan = PlannedScan(detail),
                let resource = open.context.plannedResources[scan.plan.text]
            {
                node.scan = scan
                node.place = ScanPlace(resource: resource, plan: scan.plan.text)
            }
            plan.append(node)
        }
        return plan
    }

    /// Whether a LIMIT may end the query before all its calls are made.
    ///
    /// One that follows a sort cannot: all rows are read before the first is returned.
    private func mayStopEarly(
        _ query: Range<Int>?,
        _ plan: QueryPlan
    ) throws(QueryError) -> Bool {
        var limited: [Range<Int>] = []
        run.statement.forEachQuery { query, _ in
            if query.limit != nil { limited.append(query.range) }
        }
        if limited.contains(where: { $0 != query }) { return true }
        if !limited.isEmpty, !plan.sortsEverything { return true }
        guard state.views.exist else { return false }
        let views = try state.local { (connection) throws(SQLiteError) in
            try connection.localObjects().filter { $0.kind == .view }
        }
        return views.contains { view in
            let query = state.views.definitions[view.sql]?.query ?? Self.query(ofView: view.sql)
            return query?.hasLimitInside ?? true
        }
    }

    /// The query of a view that another program has created; nil when only SQLite can read it.
    private static func query(ofView createView: String) -> Query? {
        var reader = StatementReader(createView)
        guard case .view(let view)? = (try? reader.next())?.kind,
            case .create(let query) = view.action
        else { return nil }
        return query
    }
}
