import TuneQLSyntax

/// Runs the statements of a session.
struct StatementRunner {
    let state: SessionState

    /// Runs a statement.
    ///
    /// If a table lacks a parameter, the statement is run once more with its conditions passed on.
    func run(_ run: StatementRun) async throws(QueryError) -> StatementResult {
        state.views.relations = [:]
        let views = ViewRestorer(state: state, run: run)
        try views.restore()
        try views.checkBrokenViews()
        try TransactionGuard(state: state, run: run).check()
        try run.statement.checkHints()
        let (called, requests) = try await ExecSources(state: state).called(in: run)
        if let requests { return requests }
        let missed: QueryError
        do throws(QueryError) {
            return try await result(of: called)
        } catch {
            missed = state.naming(leftOutBy: error)
        }
        let passed = try state.secondRun(of: called, after: missed)
        do throws(QueryError) {
            return try await result(of: passed)
        } catch {
            throw state.secondError(error, of: passed, missed, called)
        }
    }

    /// Runs a statement of SQLite's own, or an UPDATE or a DELETE of a resource.
    private func change(
        _ local: LocalStatement,
        _ statement: AnalyzedStatement
    ) async throws(QueryError) -> StatementResult {
        guard let write = try statement.write else {
            return try LocalRunner(statement: statement, local: local).run()
        }
        return try await WriteRunner(statement: statement, write: write).run()
    }

    /// Runs a statement as it is written.
    private func result(of run: StatementRun) async throws(QueryError) -> StatementResult {
        let statement = AnalyzedStatement(run, in: state)
        let unread = AnalyzedStatement(run, in: state, uses: [])
        let settings = SettingRunner(state: state)
        return switch run.statement.kind {
        case .select where state.policy.isDryRun, .assert where state.policy.isDryRun:
            try Explainer(statement).rows()
        case .select(let query): try SelectRunner(statement: statement, query: query).run()
        case .insert(let insert): try await InsertRunner(statement: statement, insert: insert).run()
        case .exec(let exec): try await ExecRunner(statement: statement, exec: exec).run()
        case .show(let show): try ShowRunner(statement: unread, show: show).run()
        case .describe(let describe):
            try DescribeRunner(statement: unread, describe: describe).run()
        case .explain(let explanation):
            try await ExplainRunner(statement: statement, explanation: explanation).run()
        case .use(let provider): try settings.use(provider)
        case .set(let setting): try settings.set(setting)
        case .local(let local): try await change(local, statement)
        case .view(let view): try ViewRunner(statement: statement, view: view).run()
        case .utility(let utility):
            try await UtilityRunner(statement: unread, utility: utility).run()
        case .assert(let assertion):
            try AssertRunner(statement: statement, assertion: assertion).run()
        }
    }
}
