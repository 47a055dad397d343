import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite
import TuneQLSyntax

/// EXPLAIN: the calls that a statement would make, as rows, without making any.
extension SessionState {
    func explain(
        _ explanation: Explain,
        _ run: StatementRun
    ) async throws(QueryError) -> StatementResult {
        var statement = explanation.statement
        statement.hints = run.statement.hints
        let inner = run.inner(statement)
        if explanation.isAnalyze { return try await analyze(inner) }
        if explanation.isQueryPlan { return try queryPlan(try shownAhead(inner)) }
        do throws(QueryError) {
            return try rows(of: try stepsWithConditionsPassed(try shownAhead(inner)))
        } catch {
            guard let step = try missingStep(error, inner) else { throw error }
            return try rows(of: [step])
        }
    }

    /// The steps of a statement, as it is run where SQLite does not pass its conditions on.
    private func stepsWithConditionsPassed(
        _ run: StatementRun
    ) throws(QueryError) -> [ExplainedStep] {
        let missed: QueryError
        do throws(QueryError) {
            return try steps(of: run)
        } catch {
            missed = error
        }
        let passed = try secondRun(of: run, after: missed)
        do throws(QueryError) {
            return try steps(of: passed)
        } catch {
            throw secondError(error, of: passed, missed, run)
        }
    }

    /// What EXPLAIN shows of a query.
    func explain(_ query: Query, _ run: StatementRun) throws(QueryError) -> StatementResult {
        try rows(of: try steps(of: run))
    }

    /// The steps of a statement; one that calls nothing has a step that says so.
    func steps(of run: StatementRun) throws(QueryError) -> [ExplainedStep] {
        // The calls of EXEC in FROM come before all others.
        let called = run.execTables.sorted { $0.key < $1.key }.flatMap(\.value.shownSteps)
        let steps: [ExplainedStep] =
            switch run.statement.kind {
            case .select(let query): try readingSteps(query, run)
            case .insert(let insert): try writingSteps(insert, run)
            case .exec(let exec): try writingSteps(exec, run)
            case .local(let local): try localSteps(local, run)
            case .view(let view): try viewSteps(view, run)
            case .explain(let explanation):
                explanation.isAnalyze
                    ? try self.steps(of: try shownAhead(run.inner(explanation.statement))) : []
            case .show, .describe, .use, .set, .utility: []
            }
        return called.isEmpty && steps.isEmpty ? [.local] : called + steps
    }

    private func rows(of steps: [ExplainedStep]) throws(QueryError) -> StatementResult {
        var rows: [[Value]] = []
        for (index, step) in steps.enumerated() {
            rows.append([
                .integer(Int64(index + 1)), .text(step.resource?.id), .text(step.method?.name),
                .text(step.method?.httpMethod), .text(try url(of: step)), .text(step.table),
                .text(step.parameters),
                .text(step.missing.isEmpty ? nil : step.missing.joined(separator: ", ")),
                .text(step.call?.fields),
                step.call?.pageSize.map { .integer(Int64($0)) } ?? .null,
                .text(step.filter), step.call?.body.map { .json($0.text) } ?? .null,
                step.calls.value, step.pages?.value ?? .null, .text(step.cache?.text),
                .text(step.remark),
            ])
        }
        let names = [
            "step", "resource", "method", "http", "url", "table", "parameters", "missing",
            "fields", "pageSize", "filter", "body", "calls", "pages", "cache", "note",
        ]
        return StatementResult(columns: names.map { ResultColumn(name: $0) }, rows: rows)
    }

    /// Where a step's calls go; their path, when their parameters are not known.
    private func url(of step: ExplainedStep) throws(QueryError) -> String? {
        guard let call = step.call else { return step.method?.path }
        do throws(CallError) {
            return try engine.client.url(of: call)
        } catch {
            throw QueryError(error)
        }
    }

    /// SQLite's own plan.
    private func queryPlan(_ run: StatementRun) throws(QueryError) -> StatementResult {
        let uses = try resourceUses(in: run)
        let range: Range<Int>
        switch run.statement.kind {
        case .select(let query): range = query.range
        case .insert(let insert) where try resource(named: insert.target.path) == nil:
            range = run.statement.range
        case .local: range = run.statement.range
        default:
            throw QueryError(
                .sql,
                "SQLite has no plan for it",
                range: run.statement.range,
                help: "EXPLAIN without QUERY PLAN shows the requests"
            )
        }
        let sql = SQLWriter(run.source).sql(with: try rewriting(of: run, uses), in: range)
        return StatementResult(try prepare(sql.enclosed("EXPLAIN QUERY PLAN ", ""), run, uses))
    }
}

extension Value {
    fileprivate static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
}
