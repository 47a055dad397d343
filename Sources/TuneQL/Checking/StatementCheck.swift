import TuneQLAnalysis
import TuneQLSyntax

/// The check of one statement, in a state that only checks.
struct StatementCheck {
    let run: StatementRun
    let state: SessionState
    /// Whether what it creates remains for later statements.
    var hasEffects = true

    /// The mistakes of the statement; where there are none, it has its local effects.
    func errors() -> [QueryError] {
        do throws(QueryError) {
            if case .explain(let explanation) = run.statement.kind {
                return try errors(of: explanation)
            }
            state.views.relations = [:]
            try ViewRestorer(state: state, run: run).checkBrokenViews()
            try TransactionGuard(state: state, run: run).check()
            try run.statement.checkHints()
            let mistakes = try analysisErrors(of: run)
            guard mistakes.isEmpty else { return mistakes }
            let shown = try ExecSources(state: state).shown(in: run)
            return try passingConditions(of: shown)
        } catch {
            return [error]
        }
    }

    /// EXPLAIN tells what is missing, so that is no mistake of it.
    private func errors(of explanation: Explain) throws(QueryError) -> [QueryError] {
        var statement = explanation.statement
        statement.hints = run.statement.hints
        let inner = StatementCheck(run: run.inner(statement), state: state, hasEffects: false)
        let isForecast = !explanation.isAnalyze && !explanation.isQueryPlan
        return inner.errors().filter { !isForecast || $0.code != .missingParameter }
    }

    /// All mistakes that the tree and the catalog show.
    private func analysisErrors(of run: StatementRun) throws(QueryError) -> [QueryError] {
        // Its rows have columns that only the call's method tells.
        guard !run.hasExecSources else { return [] }
        let analysis = StatementAnalysis(of: run.statement, in: run.source, names: state.names)
        run.warnings.add(analysis.warnings.map { QueryWarning($0) })
        return analysis.errors.map { QueryError($0) }.filter { error in
            // The statements that read a view may give its parameters.
            error.code != .missingParameter || !run.statement.isView
        }
    }

    /// Checks the statement as it would be run: once more with its conditions passed on.
    private func passingConditions(of run: StatementRun) throws(QueryError) -> [QueryError] {
        let missed: QueryError
        do throws(QueryError) {
            return try compiled(run)
        } catch {
            missed = state.naming(leftOutBy: error)
        }
        let passed = try state.secondRun(of: run, after: missed)
        do throws(QueryError) {
            return try compiled(passed)
        } catch {
            throw state.secondError(error, of: passed, missed, run)
        }
    }

    /// Compiles the statement, and runs what has no effect outside of this state.
    private func compiled(_ run: StatementRun) throws(QueryError) -> [QueryError] {
        let statement = AnalyzedStatement(run, in: state)
        let unread = AnalyzedStatement(run, in: state, uses: [])
        let settings = SettingRunner(state: state)
        switch run.statement.kind {
        case .select(let query): _ = try statement.prepare(statement.sql(for: query))
        case .insert:
            if let write = try statement.write { return try statement.errors(of: write) }
            _ = try statement.prepare(statement.sql)
        case .exec(let exec): return try statement.errors(of: exec)
        case .show(let show):
            if case .auth = show.subject { break }
            _ = try ShowRunner(statement: unread, show: show).run()
        case .describe(let describe):
            _ = try DescribeRunner(statement: unread, describe: describe).run()
        case .explain: break
        case .use(let provider): if hasEffects { _ = try settings.use(provider) }
        case .set(let setting): if hasEffects { _ = try settings.set(setting) }
        case .local(let local): return try errors(of: local, statement)
        case .view(let view):
            if hasEffects { _ = try ViewRunner(statement: statement, view: view).run() }
        case .utility(.nativeQuery(let sql)): try checkNative(sql, unread)
        case .utility: break
        case .assert(let assertion): _ = try statement.prepare(statement.sql(for: assertion))
        }
        return []
    }
}

extension Statement {
    /// Whether it creates a view whose query is not run yet.
    fileprivate var isView: Bool {
        if case .view(let view) = kind { return !view.isMaterialized }
        return false
    }
}
