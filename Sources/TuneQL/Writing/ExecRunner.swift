import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

/// Runs an EXEC: calls a method by its name, once or for each row of a query.
struct ExecRunner {
    let statement: AnalyzedStatement
    let exec: Exec

    private var state: SessionState { statement.state }

    func run() async throws(QueryError) -> StatementResult {
        let calls = try statement.execCalls(exec)
        if state.policy.isDryRun { return try state.requestRows(of: calls.calls) }
        guard !calls.calls.isEmpty else { return StatementResult(message: "no rows, no calls") }
        let outcomes = try await statement.outcomes(of: calls)
        let report = report(of: outcomes, calls)
        let failure = outcomes.failure(report)
        if mayShowRows(of: calls.method, outcomes), outcomes.areCompleted {
            return try rows(outcomes, of: calls, failure)
        }
        if let failure { throw failure }
        let times = outcomes.count == 1 ? "" : " \(outcomes.count) times"
        let message = "\(calls.method.name) was called\(times)\(outcomes.ending)"
        guard let report else { return StatementResult(message: message) }
        return StatementResult(columns: report.columns, rows: report.rows, message: message)
    }

    /// Whether the rows of the responses are wanted.
    private func wantsRows(of method: Method) -> Bool {
        statement.run.statement.hasHint("SHOWRESULTS") || method.isRead
    }

    /// Whether the rows of the responses are shown, in place of a row for each call.
    private func mayShowRows(of method: Method, _ outcomes: [CallOutcome]) -> Bool {
        wantsRows(of: method) && (exec.source == nil || method.isRead || outcomes.isAllDone)
    }

    /// The outcome of each call; nil for a single one, and for reads.
    private func report(of outcomes: [CallOutcome], _ calls: ExecCalls) -> WriteReport? {
        guard exec.source != nil, !calls.method.isRead else { return nil }
        return outcomes.report(
            calls.planned.map(\.arguments),
            names: calls.planned[0].arguments.map(\.name),
            with: wantsRows(of: calls.method)
                ? .response : calls.sequence.poller == nil ? .nothing : .state
        )
    }

    /// The responses of a method as rows, with the columns of its response.
    private func rows(
        _ outcomes: [CallOutcome],
        of calls: ExecCalls,
        _ failure: QueryError?
    ) throws(QueryError) -> StatementResult {
        let method = calls.method
        let fields = try state.responseFields(of: method, calls.resource)
        guard !fields.isEmpty else {
            if let failure { throw failure }
            return StatementResult(message: "\(method.name) returns nothing")
        }
        let table = try QueryError.converting { () throws(ScanError) in
            try ResponseTable(outcomes.map(\.response), fields: fields, by: method)
        }
        return try ResponseRows(statement.run, in: state).rows(
            of: table,
            sql: .made("SELECT * FROM \(ResponseTable.name)"),
            failure: failure ?? calls.missingRows(after: outcomes)
        )
    }
}
