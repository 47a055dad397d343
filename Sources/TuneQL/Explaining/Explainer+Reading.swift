import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

/// EXPLAIN of what reads: no call is made, and nothing is changed.
extension SessionState {
    /// The steps of a query of the statement.
    func readingSteps(_ query: Query, _ run: StatementRun) throws(QueryError) -> [ExplainedStep] {
        let uses = try resourceUses(in: run)
        let writer = SQLWriter(run.source)
        var rewriting = run.numberingVariables(try rewriting(of: run, uses))
        let sql = writer.sql(with: rewriting, in: query.range)
        if let limit = query.limit { rewriting.replace(limit.range, with: "-1") }
        if let offset = query.offset { rewriting.replace(offset.range, with: "0") }
        let unlimited = writer.sql(with: rewriting, in: query.range)
        return try readingSteps(sql, unlimited: unlimited, query.range, run, uses)
    }

    /// The steps of SQL that was made from the statement.
    ///
    /// - Parameters:
    ///   - sql: The SQL.
    ///   - unlimited: The same without its LIMIT; nil when it has none of its own.
    ///   - query: Where the query stands whose LIMIT is SQL's own.
    ///   - run: The statement.
    ///   - uses: The resources that it reads.
    /// - Returns: The steps; none when nothing of a service is read.
    /// - Throws: ``QueryError`` when the statement could not be run.
    func readingSteps(
        _ sql: RewrittenSQL,
        unlimited: RewrittenSQL? = nil,
        _ query: Range<Int>?,
        _ run: StatementRun,
        _ uses: [ResourceUse]
    ) throws(QueryError) -> [ExplainedStep] {
        guard !uses.isEmpty || hasViews else {
            _ = try prepare(sql, run, uses)
            return []
        }
        let plan = try plan(of: sql, run, uses)
        guard !plan.places.isEmpty else { return [] }
        let empty = try foretold(sql, run, uses, .none)
        // A LIMIT of 0 keeps everything from being called.
        let whole = empty.notedCalls.isEmpty ? sql : unlimited ?? sql
        let foretelling = Foretelling(
            empty: empty,
            blank: try? foretold(whole, run, uses, .blanks),
            sample: try? foretold(whole, run, uses, .samples)
        )
        return ReadingForecast(
            plan: plan,
            foretelling: foretelling,
            conditions: StatementConditions(of: run, uses),
            uses: uses,
            resources: tables,
            mayStopEarly: try mayStopEarly(query, run, plan),
            maximumPages: policy.maximumPages,
            caching: caching(of: run)
        ).steps
    }

    private func foretold(
        _ sql: RewrittenSQL,
        _ run: StatementRun,
        _ uses: [ResourceUse],
        _ rows: ForetoldRows
    ) throws(QueryError) -> StatementContext {
        let statement = try prepare(sql, run, uses, mode: .explain(rows))
        while try statement.nextRow() != nil {}
        return statement.context
    }

    private func plan(
        of sql: RewrittenSQL,
        _ run: StatementRun,
        _ uses: [ResourceUse]
    ) throws(QueryError) -> QueryPlan {
        let statement = try prepare(
            sql.enclosed("EXPLAIN QUERY PLAN ", ""),
            run,
            uses,
            mode: .explain(.none)
        )
        var plan = QueryPlan()
        while let row = try statement.nextRow() {
            guard case .integer(let id) = row[0], case .integer(let parent) = row[1] else {
                continue
            }
            let detail = row.last?.text ?? ""
            var node = QueryPlan.Node(id: id, parent: parent, detail: detail)
            if let scan = PlannedScan(detail),
                let resource = statement.context.plannedResources[scan.plan.text]
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
    /// One behind a sort cannot: all rows are read before the first is answered.
    private func mayStopEarly(
        _ query: Range<Int>?,
        _ run: StatementRun,
        _ plan: QueryPlan
    ) throws(QueryError) -> Bool {
        var limited: [Range<Int>] = []
        run.statement.forEachQuery { query, _ in
            if query.limit != nil { limited.append(query.range) }
        }
        if limited.contains(where: { $0 != query }) { return true }
        if !limited.isEmpty, !plan.sortsEverything { return true }
        guard hasViews else { return false }
        let views = try local { (connection) throws(SQLiteError) in
            try connection.localObjects().filter { $0.type == "view" }
        }
        return views.contains { $0.sql.lowercased().contains("limit") }
    }
}
