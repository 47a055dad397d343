import TuneQLSyntax

/// Runs one statement of a session.
struct StatementRunner {
    let state: SessionState
    let run: StatementRun

    /// Does what the statement says.
    ///
    /// Where a parameter is missed, the statement is run once more with its conditions passed on.
    func result() async throws(QueryError) -> StatementResult {
        state.viewRelations = [:]
        let views = ViewRestorer(state: state, run: run)
        try views.restore()
        try views.checkBrokenViews()
        try TransactionGuard(state: state, run: run).check()
        try state.checkHints(of: run.statement)
        let (run, requests) = try await state.calledAhead(run)
        if let requests { return requests }
        let missed: QueryError
        do throws(QueryError) {
            return try await result(of: run)
        } catch {
            missed = error
        }
        let passed = try state.secondRun(of: run, after: missed)
        do throws(QueryError) {
            return try await result(of: passed)
        } catch {
            throw state.secondError(error, of: passed, missed, run)
        }
    }

    /// Does what a statement says, as it is written.
    private func result(of run: StatementRun) async throws(QueryError) -> StatementResult {
        if let shown = try state.dryRun(ofReading: run) { return shown }
        let statement = AnalyzedStatement(run, in: state)
        let unread = AnalyzedStatement(run, in: state, uses: [])
        return switch run.statement.kind {
        case .select(let query): try SelectRunner(statement: statement, query: query).run()
        case .insert(let insert): try await state.insert(insert, run)
        case .exec(let exec): try await state.execute(exec, run)
        case .show(let show): try ShowRunner(statement: unread, show: show).run()
        case .describe(let describe):
            try DescribeRunner(statement: unread, describe: describe).run()
        case .explain(let explanation): try await state.explain(explanation, run)
        case .use(let provider): try state.use(provider)
        case .set(let setting): try state.set(setting)
        case .local(let local): try LocalRunner(statement: statement, local: local).run()
        case .view(let view): try ViewRunner(statement: statement, view: view).run()
        case .utility(let utility):
            try await UtilityRunner(statement: unread, utility: utility).run()
        }
    }
}
