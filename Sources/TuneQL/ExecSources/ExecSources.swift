import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

/// EXEC in a FROM: the calls are made before the statement starts, each once, and their answers are
/// a table for it. However often SQLite, or a scout, reads that table, nothing is called again.
extension SessionState {
    /// The statement with the answers of the calls in its FROMs; EXPLAIN decides itself about those.
    ///
    /// - Returns: Nil results, unless the session only shows requests.
    func calledAhead(
        _ run: StatementRun
    ) async throws(QueryError) -> (run: StatementRun, shown: StatementResult?) {
        switch run.statement.kind {
        case .view, .explain: return (run, nil)
        default: break
        }
        guard run.execTables.isEmpty else { return (run, nil) }
        var run = run
        let plans = try checkedPlans(&run)
        guard !plans.isEmpty else { return (run, nil) }
        let dryCalls = policy.isDryRun && plans.contains { !$0.method.isRead }
        if policy.isDryRun, run.isQuery, !dryCalls {
            try show(plans, &run)
            return (run, nil)
        }
        var requests: [MethodCall] = []
        for plan in plans {
            if policy.isDryRun, !plan.method.isRead {
                requests += try calls(of: plan.exec, plan.run(after: run))
            } else {
                try await call(plan, &run)
            }
        }
        return (run, dryCalls ? try dryRun(requests) : nil)
    }

    /// The statement with tables that have no rows, and know the steps which would make them.
    func shownAhead(_ run: StatementRun) throws(QueryError) -> StatementRun {
        if case .view = run.statement.kind { return run }
        var run = run
        try show(try checkedPlans(&run), &run)
        return run
    }

    // MARK: Before the first call

    private func checkedPlans(_ run: inout StatementRun) throws(QueryError) -> [ExecPlan] {
        forgetExecTables()
        let plans = try execPlans(&run)
        if !plans.isEmpty { try checkRest(of: run) }
        return plans
    }

    /// The EXECs of a statement's FROMs, inner ones first; gives each a table without rows.
    private func execPlans(_ run: inout StatementRun) throws(QueryError) -> [ExecPlan] {
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
            let plan = try execPlan(source, part)
            freshTables += 1
            run.execTables[source.range.lowerBound] = plan.table(named: "exec \(freshTables)")
            plans.append(plan)
        }
        return plans
    }

    private func execPlan(
        _ source: ExecSource,
        _ run: StatementRun
    ) throws(QueryError) -> ExecPlan {
        let exec = source.exec
        let (resource, method) = try method(named: exec.path)
        try checkMayCall(method, of: resource, range: range(of: exec.path))
        try checkHints(of: run.statement)
        _ = try awaiting(method, of: resource, run)
        var names = exec.assignments.map(\.name.text)
        if let query = exec.source {
            let uses = try resourceUses(in: run)
            let sql = try sql(forRowsOf: exec, query, run, uses)
            names = try prepare(sql, run, uses).columns.map(\.name)
        }
        try checkArguments(Set(names.map { $0.lowercased() }), of: method, resource, exec)
        if try !readsTables(run) { _ = try calls(of: exec, run) }
        return ExecPlan(
            source: source,
            run: run,
            resource: resource,
            method: method,
            argumentNames: names,
            fields: try responseFields(of: method, resource)
        )
    }

    /// Finds mistakes in the rest of the statement while nothing is called yet.
    private func checkRest(of run: StatementRun) throws(QueryError) {
        switch run.statement.kind {
        case .exec: return
        case .insert(let insert):
            let uses = try resourceUses(in: run)
            if let resource = try resource(named: insert.target.path) {
                _ = try createMethod(of: resource, insert)
                _ = try prepare(try sourceSQL(of: insert, run, uses), run, uses)
            } else {
                _ = try prepare(try wholeSQL(run, uses), run, uses)
            }
        default:
            let uses = try resourceUses(in: run)
            _ = try prepare(try wholeSQL(run, uses), run, uses)
        }
    }

    private func wholeSQL(
        _ run: StatementRun,
        _ uses: [ResourceUse]
    ) throws(QueryError) -> RewrittenSQL {
        SQLWriter(run.source).sql(with: try rewriting(of: run, uses), in: run.statement.range)
    }

    /// Whether calls decide what an EXEC is called with.
    private func readsTables(_ run: StatementRun) throws(QueryError) -> Bool {
        var readsTables = try !resourceUses(in: run).isEmpty || run.hasExecSources
        if hasViews { run.statement.forEachTable { _, _ in readsTables = true } }
        return readsTables
    }

    /// Notes what would be called instead of calling it.
    private func show(_ plans: [ExecPlan], _ run: inout StatementRun) throws(QueryError) {
        for plan in plans {
            let steps = try writingSteps(plan.exec, plan.run(after: run))
            run.execTables[plan.source.range.lowerBound]?.shownSteps = steps
        }
    }

    // MARK: The calls

    /// Makes the calls of an EXEC, and puts their answers into its table.
    private func call(_ plan: ExecPlan, _ run: inout StatementRun) async throws(QueryError) {
        let place = plan.source.range.lowerBound
        let order = try order(plan.exec, plan.run(after: run))
        guard var table = run.execTables[place], !order.calls.isEmpty else { return }
        let outcomes = try await outcomes(of: order)
        var failure = outcomes.failure(nil)
        if failure?.range == nil { failure?.range = plan.exec.range }
        let needsAll = plan.exec.source == nil || plan.method.isRead
        if let failure, needsAll, !outcomes.haveAnswers { throw failure }
        table.failure = failure
        if plan.isReport {
            let report = outcomes.report(
                order.planned.map(\.arguments),
                names: plan.argumentNames,
                with: plan.extra
            )
            table.answers = [ExecTable.answer(report)]
        } else {
            table.answers = outcomes.map(\.answer)
            table.arguments = order.calls.map(\.arguments)
            table.failure = failure ?? order.unreadPages(behind: table.answers)
        }
        run.execTables[place] = table
    }

    // MARK: The tables

    /// Makes the answers of a statement's calls known to SQLite.
    func registerExecTables(of run: StatementRun) throws(QueryError) {
        for table in run.execTables.values {
            let rows = try table.responseTable()
            execTables.insert(table.name)
            try local { (connection) throws(SQLiteError) in
                try connection.register(rows, named: table.name)
            }
        }
    }

    /// Lets go of the answers of earlier statements, unless rows are still being read.
    private func forgetExecTables() {
        guard !execTables.isEmpty, openStatements.isEmpty else { return }
        for name in execTables { connection.unregister(name) }
        execTables = []
    }
}

extension ExecPlan {
    /// The EXEC as a statement, after the calls that were made for a whole statement so far.
    func run(after whole: StatementRun) -> StatementRun {
        var run = run
        run.execTables = whole.execTables
        return run
    }
}

extension StatementRun {
    fileprivate var isQuery: Bool {
        if case .select = statement.kind { return true }
        return false
    }

    /// An EXEC of the statement as a statement of its own.
    func part(_ exec: Exec, seeing tables: [CommonTable], of whole: Statement) -> StatementRun {
        var exec = exec
        var part = self
        part.statement.kind = .exec(exec)
        part.statement.forEachTable { table, _ in
            guard exec.with.isEmpty, table.path.count == 1 else { return }
            let name = table.path[0].text.lowercased()
            guard tables.contains(where: { $0.name.text.lowercased() == name }) else { return }
            exec.with = tables.visible
        }
        part.statement.kind = .exec(exec)
        part.statement.range = exec.range
        part.statement.hints = whole.hints.filter { exec.range.contains($0.range.lowerBound) }
        if case .select = whole.kind { part.statement.hints += statement.hints }
        part.numbersVariables = true
        return part
    }
}

extension [CommonTable] {
    /// Those that no inner one of the same name hides.
    fileprivate var visible: [CommonTable] {
        enumerated().filter { place, table in
            let name = table.name.text.lowercased()
            return !dropFirst(place + 1).contains { $0.name.text.lowercased() == name }
        }
        .map(\.element)
    }
}
