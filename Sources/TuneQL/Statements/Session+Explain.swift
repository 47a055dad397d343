import TuneQLCatalog
import TuneQLHTTP
import TuneQLJSON
import TuneQLSQLite
import TuneQLSyntax

/// EXPLAIN: the calls that a statement would make, as rows, without making any.
extension Session {
    func explain(_ explanation: Explain, _ run: StatementRun) throws(QueryError) -> ResultSet {
        let inner = run.inner(explanation.statement)
        switch explanation.statement.kind {
        case .select(let query) where explanation.isQueryPlan:
            let uses = try resourceUses(in: inner.statement)
            let sql = try sql(for: query, inner, uses)
            return open(try prepare(sql.enclosed("EXPLAIN QUERY PLAN ", ""), inner, uses))
        case .select(let query) where explanation.isAnalyze: return try analyze(query, inner)
        case _ where explanation.isAnalyze:
            throw QueryError(
                .sql,
                "EXPLAIN ANALYZE runs a SELECT alone, since a write cannot be taken back",
                range: explanation.statement.range,
                help: "EXPLAIN without ANALYZE shows the requests of a write"
            )
        case .select(let query): return try explain(query, inner)
        case .insert(let insert):
            guard let resource = try resource(named: insert.target.path) else { break }
            return try explain(insert, into: resource, inner)
        case .exec(let exec): return try explain(exec, inner)
        default: break
        }
        throw QueryError(
            .sql,
            "there is nothing to explain: the statement calls no service",
            range: explanation.statement.range
        )
    }

    func explain(_ query: Query, _ run: StatementRun) throws(QueryError) -> ResultSet {
        let uses = try resourceUses(in: run.statement)
        let sql = try sql(for: query, run, uses)
        return try steps(execSteps(run) + readingSteps(sql, run, uses))
    }

    /// The calls of EXEC in FROM, which come before all others.
    private func execSteps(_ run: StatementRun) -> [Step] {
        run.execTables.sorted { $0.key < $1.key }.map(\.value).flatMap { table in
            var step = Step(resource: table.resource, method: table.method)
            step.count = table.shownCount
            guard let calls = table.shownCalls else { return [step] }
            return calls.map { Step(resource: table.resource, method: table.method, call: $0) }
        }
    }

    private func explain(
        _ insert: Insert,
        into resource: Resource,
        _ run: StatementRun
    ) throws(QueryError) -> ResultSet {
        let uses = try resourceUses(in: run.statement)
        guard uses.isEmpty, run.execTables.isEmpty else {
            let create = Step(resource: resource, method: try createMethod(of: resource, insert))
            return try steps(
                execSteps(run) + readingSteps(try sourceSQL(of: insert, run, uses), run, uses)
                    + [create]
            )
        }
        let calls = try calls(of: insert, into: resource, run)
        return try steps(calls.map { Step(resource: resource, method: $0.method, call: $0) })
    }

    private func explain(_ exec: Exec, _ run: StatementRun) throws(QueryError) -> ResultSet {
        let (resource, method) = try method(named: exec.path)
        let uses = try resourceUses(in: run.statement)
        guard uses.isEmpty, run.execTables.isEmpty else {
            var reading = execSteps(run)
            if let source = exec.source {
                reading += try readingSteps(sql(for: source, run, uses), run, uses)
            }
            for value in exec.assignments.map(\.value) + [exec.jsonBody].compactMap({ $0 }) {
                reading += try readingSteps(sql(for: value, run, uses), run, uses)
            }
            var step = Step(resource: resource, method: method)
            if exec.source == nil { step.count = "1" }
            return try steps(reading + [step])
        }
        let calls = try calls(of: exec, run)
        return try steps(calls.map { Step(resource: resource, method: method, call: $0) })
    }

    /// The calls of a query, noted instead of made.
    private func readingSteps(
        _ sql: RewrittenSQL,
        _ run: StatementRun,
        _ uses: [ResourceUse]
    ) throws(QueryError) -> [Step] {
        let statement = try prepare(sql, run, uses, mode: .explain)
        while try statement.nextRow() != nil {}
        let noted = statement.context.notedCalls
        let caching = caching(of: run)
        var steps = noted.flatMap { scan in
            scan.calls.map { call in
                var step = Step(resource: scan.resource, method: scan.method, call: call)
                step.cache = caching?.prospect(of: call) ?? .off
                return step
            }
        }
        steps += try dependentSteps(sql, run, uses, reached: Set(noted.map(\.plan)))
        return steps
    }

    /// Scans that wait for rows of others: what they call is known, with which values is not.
    private func dependentSteps(
        _ sql: RewrittenSQL,
        _ run: StatementRun,
        _ uses: [ResourceUse],
        reached: Set<String>
    ) throws(QueryError) -> [Step] {
        let plan = try prepare(sql.enclosed("EXPLAIN QUERY PLAN ", ""), run, uses)
        var steps: [Step] = []
        while let row = try plan.nextRow() {
            guard let detail = row.last?.text, let found = PlannedScan(detail),
                !reached.contains(found.plan.text)
            else { continue }
            let use = uses.first {
                $0.reference.exposedName == found.table || $0.resource.id == found.table
            }
            guard let resource = use?.resource,
                let method = resource.methods.first(where: { $0.name == found.plan.method })
            else { continue }
            var step = Step(resource: resource, method: method)
            step.cache = caching(of: run)?.prospect(of: nil) ?? .off
            steps.append(step)
        }
        return steps
    }

    private struct Step {
        var resource: Resource
        var method: Method
        /// Nil when its parameters come from rows that are not known yet.
        var call: MethodCall?
        /// How often a step without a call is made.
        var count = "one for each row of another table"
        /// Nil for writes.
        var cache: CacheProspect?
    }

    private func steps(_ steps: [Step]) throws(QueryError) -> ResultSet {
        var rows: [[Value]] = []
        for (index, step) in steps.enumerated() {
            let url: String
            do throws(CallError) {
                url =
                    try step.call.map { (call) throws(CallError) in
                        try engine.client.url(of: call)
                    } ?? step.method.path
            } catch {
                throw QueryError(error)
            }
            rows.append([
                .integer(Int64(index + 1)), .text(step.resource.id), .text(step.method.name),
                .text(step.method.httpMethod), .text(url),
                step.call?.fields.map { .text($0) } ?? .null,
                step.call?.pageSize.map { .integer(Int64($0)) } ?? .null,
                step.call?.body.map { .json($0.text) } ?? .null,
                .text(step.call == nil ? step.count : expectation(step)),
                step.cache.map { .text($0.text) } ?? .null,
            ])
        }
        let names = [
            "step", "resource", "method", "http", "url", "fields", "pageSize", "body", "calls",
            "cache",
        ]
        return ResultSet(columns: names.map { ResultColumn(name: $0) }, rows: rows)
    }

    private func expectation(_ step: Step) -> String {
        if step.cache?.isKept ?? false { return "0" }
        return step.method.pagination == nil || step.method.itemsPath.isEmpty
            ? "1" : "1 for each page"
    }
}

/// A line of EXPLAIN QUERY PLAN: `SCAN j VIRTUAL TABLE INDEX 0:list projectsId #1`.
private struct PlannedScan {
    var table: String
    var plan: ScanPlan

    init?(_ detail: String) {
        let marker = " VIRTUAL TABLE INDEX "
        guard let start = detail.firstRange(of: marker),
            let colon = detail[start.upperBound...].firstIndex(of: ":")
        else { return nil }
        table = detail[..<start.lowerBound].split(separator: " ").last.map(String.init) ?? ""
        plan = ScanPlan(text: String(detail[detail.index(after: colon)...]))
    }
}
