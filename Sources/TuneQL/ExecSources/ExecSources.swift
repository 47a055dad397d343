import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

/// The EXECs in the FROMs of statements.
///
/// The calls are made before the statement starts, each once, and their responses form a table.
/// However often SQLite or a scout reads that table, nothing is called again.
struct ExecSources {
    let state: SessionState

    /// The statement with the responses of the calls in its FROMs; EXPLAIN handles those itself.
    ///
    /// - Returns: The statement and, when a dry run shows requests of writes, their rows.
    func called(
        in run: StatementRun
    ) async throws(QueryError) -> (run: StatementRun, shown: StatementResult?) {
        switch run.statement.kind {
        case .view, .explain: return (run, nil)
        default: break
        }
        guard run.execTables.isEmpty else { return (run, nil) }
        var run = run
        let plans = try checkedPlans(&run)
        guard !plans.isEmpty else { return (run, nil) }
        let isDryRun = state.policy.isDryRun
        let dryCalls = isDryRun && plans.contains { !$0.method.isRead }
        if isDryRun, run.isQuery, !dryCalls {
            try show(plans, &run)
            return (run, nil)
        }
        var requests: [MethodCall] = []
        for plan in plans {
            if isDryRun, !plan.method.isRead {
                requests += try statement(of: plan, after: run).calls(of: plan.exec)
            } else {
                try await call(plan, &run)
            }
        }
        return (run, dryCalls ? try state.requestRows(of: requests) : nil)
    }

    /// The statement with tables that have no rows, only the EXPLAIN steps of their calls.
    func shown(in run: StatementRun) throws(QueryError) -> StatementRun {
        if case .view = run.statement.kind { return run }
        var run = run
        let plans = try checkedPlans(&run)
        if !state.isChecking { try show(plans, &run) }
        return run
    }

    /// The EXEC as a statement that can read the tables of the whole statement's calls so far.
    private func statement(of plan: ExecPlan, after whole: StatementRun) -> AnalyzedStatement {
        AnalyzedStatement(plan.run(after: whole), in: state)
    }

    // MARK: Before the first call

    private func checkedPlans(_ run: inout StatementRun) throws(QueryError) -> [ExecPlan] {
        state.forgetExecTables()
        let plans = try plans(&run)
        if !plans.isEmpty { try checkRest(of: AnalyzedStatement(run, in: state)) }
        return plans
    }

    /// The EXECs of a statement's FROMs, inner ones first; gives each a table without rows.
    private func plans(_ run: inout StatementRun) throws(QueryError) -> [ExecPlan] {
        var found: [(source: ExecSource, scope: TreeScope)] = []
        run.statement.forEachExecSource { found.append(($0, $1)) }
        guard !found.isEmpty else { return [] }
        let whole = run.statement
        run.numbersVariables = true
        run.statement.hints.removeAll { hint in
            found.contains { $0.source.range.contains(hint.range.lowerBound) }
        }
        var plans: [ExecPlan] = []
        for (source, scope) in found {
            let part = run.part(source.exec, seeing: scope.visibleTables, of: whole)
            let plan = try plan(source, AnalyzedStatement(part, in: state))
            let name = "exec \(state.tables.nextNumber())"
            run.execTables[source.range.lowerBound] = plan.table(named: name)
            plans.append(plan)
        }
        return plans
    }

    private func plan(
        _ source: ExecSource,
        _ statement: AnalyzedStatement
    ) throws(QueryError) -> ExecPlan {
        let exec = source.exec
        let (resource, method) = try statement.method(of: exec)
        try state.checkMayCall(method, of: resource, range: exec.path.wholeRange)
        try statement.run.statement.checkHints()
        _ = try statement.poller(for: method, of: resource)
        var names = exec.assignments.map(\.name.text)
        if let query = exec.source {
            let sql = try statement.sql(forRowsOf: exec, query)
            names = try statement.prepare(sql).columns.map(\.name)
        }
        try exec.checkArguments(Set(names.map { $0.lowercased() }), of: method, resource)
        // Values that are not known yet are left out by the check.
        if !state.isChecking, try !readsTables(statement) { _ = try statement.calls(of: exec) }
        return ExecPlan(
            source: source,
            run: statement.run,
            resource: resource,
            method: method,
            argumentNames: names,
            fields: try state.responseFields(of: method, resource)
        )
    }

    /// Finds mistakes in the rest of the statement before anything is called.
    private func checkRest(of statement: AnalyzedStatement) throws(QueryError) {
        switch statement.run.statement.kind {
        case .exec: return
        default:
            if let write = try statement.write {
                _ = try statement.prepare(statement.sourceSQL(of: write))
            } else {
                _ = try statement.prepare(statement.sql)
            }
        }
    }

    /// Whether the arguments of an EXEC depend on calls.
    private func readsTables(_ statement: AnalyzedStatement) throws(QueryError) -> Bool {
        var readsTables = try !statement.uses.isEmpty || statement.run.hasExecSources
        if state.views.exist { statement.run.statement.forEachTable { _, _ in readsTables = true } }
        return readsTables
    }

    /// Records the steps of EXPLAIN instead of making the calls.
    private func show(_ plans: [ExecPlan], _ run: inout StatementRun) throws(QueryError) {
        for plan in plans {
            let steps = try Explainer(statement(of: plan, after: run)).writingSteps(plan.exec)
            run.execTables[plan.source.range.lowerBound]?.shownSteps = steps
        }
    }

    // MARK: The calls

    /// Makes the calls of an EXEC, and puts their responses into its table.
    private func call(_ plan: ExecPlan, _ run: inout StatementRun) async throws(QueryError) {
        let position = plan.source.range.lowerBound
        let statement = statement(of: plan, after: run)
        let calls = try statement.execCalls(plan.exec)
        guard var table = run.execTables[position], !calls.calls.isEmpty else { return }
        let outcomes = try await statement.outcomes(of: calls)
        var failure = outcomes.failure(nil)
        if failure?.range == nil { failure?.range = plan.exec.range }
        let needsAll = plan.exec.source == nil || plan.method.isRead
        if let failure, needsAll, !outcomes.areCompleted { throw failure }
        table.failure = failure
        if plan.isReport {
            let report = outcomes.report(
                calls.planned.map(\.arguments),
                names: plan.argumentNames,
                with: plan.extra
            )
            table.responses = [ExecTable.response(report)]
        } else {
            table.responses = outcomes.map(\.response)
            table.arguments = calls.calls.map(\.arguments)
            table.failure = failure ?? calls.missingRows(after: outcomes)
        }
        run.execTables[position] = table
    }
}

extension SessionState {
    /// Registers the responses of a statement's EXECs with SQLite, as tables.
    func registerExecTables(of run: StatementRun) throws(QueryError) {
        for table in run.execTables.values {
            let rows = try table.responseTable()
            tables.responses.insert(table.name)
            try local { (connection) throws(SQLiteError) in
                try connection.register(rows, named: table.name)
            }
        }
    }

    /// Drops the response tables of earlier statements, unless rows are still being read.
    fileprivate func forgetExecTables() {
        guard !tables.responses.isEmpty, openStatements.isEmpty else { return }
        for name in tables.responses { connection.unregister(name) }
        tables.responses = []
    }
}

extension ExecPlan {
    /// The EXEC as a statement that can read the tables of a whole statement's calls so far.
    fileprivate func run(after whole: StatementRun) -> StatementRun {
        var run = run
        run.execTables = whole.execTables
        return run
    }
}

extension StatementRun {
    fileprivate var isQuery: Bool {
        switch statement.kind {
        case .select, .assert: true
        default: false
        }
    }

}
