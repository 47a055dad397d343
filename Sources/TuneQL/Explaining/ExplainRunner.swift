import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite
import TuneQLSyntax

/// Runs an EXPLAIN: the calls that a statement would make, as rows, without making any.
struct ExplainRunner {
    /// The EXPLAIN itself.
    let statement: AnalyzedStatement
    let explanation: Explain

    private var state: SessionState { statement.state }

    func run() async throws(QueryError) -> StatementResult {
        var explained = explanation.statement
        explained.hints = statement.run.statement.hints
        let inner = statement.run.inner(explained)
        if explanation.isAnalyze {
            return try await AnalyzeRunner(statement: AnalyzedStatement(inner, in: state)).run()
        }
        let sources = ExecSources(state: state)
        if explanation.isQueryPlan { return try queryPlan(try sources.shown(in: inner)) }
        do throws(QueryError) {
            let steps = try stepsWithConditionsPassed(
                try sources.shown(in: inner)
            )
            return try Explainer.rows(of: steps, in: state)
        } catch {
            guard let step = try Explainer(inner, in: state).missingStep(error) else {
                throw error
            }
            return try Explainer.rows(of: [step], in: state)
        }
    }

    /// The steps of a statement, with its conditions passed on where SQLite does not do so.
    private func stepsWithConditionsPassed(
        _ run: StatementRun
    ) throws(QueryError) -> [ExplainedStep] {
        let missed: QueryError
        do throws(QueryError) {
            return try Explainer(run, in: state).steps
        } catch {
            missed = error
        }
        let passed = try state.secondRun(of: run, after: missed)
        do throws(QueryError) {
            return try Explainer(passed, in: state).steps
        } catch {
            throw state.secondError(error, of: passed, missed, run)
        }
    }

    /// SQLite's own plan.
    private func queryPlan(_ run: StatementRun) throws(QueryError) -> StatementResult {
        let statement = AnalyzedStatement(run, in: state)
        let range: Range<Int>
        switch run.statement.kind {
        case .select(let query): range = query.range
        case .insert(let insert) where try state.resource(named: insert.target.path) == nil:
            range = run.statement.range
        case .local where try statement.write == nil: range = run.statement.range
        default:
            throw QueryError(
                .sql,
                "SQLite has no plan for it",
                range: run.statement.range,
                help: "EXPLAIN without QUERY PLAN shows the requests"
            )
        }
        let sql = try statement.sql(in: range).enclosed("EXPLAIN QUERY PLAN ", "")
        return StatementResult(try statement.prepare(sql))
    }
}
