import TuneQLCalls
import TuneQLCatalog
import TuneQLScan
import TuneQLText
import TuneQLTransport

/// Runs an EXPLAIN ANALYZE: runs a statement and counts its calls and what they read.
struct AnalyzeRunner {
    /// The statement that is run and measured.
    let statement: AnalyzedStatement

    private var state: SessionState { statement.state }

    /// Runs the statement to its end and discards its rows.
    ///
    /// It runs as it would by itself, with the same approvals and refusals.
    func run() async throws(QueryError) -> StatementResult {
        let (policy, run) = (state.policy, statement.run)
        if policy.isDryRun { return try await StatementRunner(state: state).run(run) }
        let expected = try expectedCalls
        // A control of its own counts only the statement that is analyzed.
        let control = StatementControl()
        run.control.ledger.include(control.ledger)
        control.budget.limit(calls: policy.maximumCalls, pages: policy.maximumPages)
        control.budget.share(waitsOf: run.control.budget)
        let registration = run.control.onCancel { control.cancel() }
        defer { registration.remove() }
        let inner = StatementRun(run.statement, of: run.source, run.bindings, control: control)
        let start = ContinuousClock.now
        let (count, message) = try await runToEnd(inner)
        let elapsed = start.duration(to: .now)
        let calls = control.budget.calls
        let summary =
            "\(count) \(count == 1 ? "row" : "rows") in \(elapsed.readable), "
            + "\(calls) \(calls == 1 ? "request" : "requests")\(control.work.cacheNote)"
        return StatementResult(
            columns: Self.analysisColumns,
            rows: control.ledger.tallies.enumerated().map { place, tally in
                tally.row(place + 1, expected[[tally.resource, tally.method]])
            },
            message: message.map { "\($0)\n\(summary)" } ?? summary
        )
    }

    private static let analysisColumns = [
        "step", "resource", "method", "expected", "calls", "pages", "rows", "bytes", "retries",
        "ms",
    ].map { ResultColumn(name: $0) }

    /// Runs a statement.
    ///
    /// - Returns: The number of its rows, and its message.
    private func runToEnd(
        _ run: StatementRun
    ) async throws(QueryError) -> (count: Int, message: String?) {
        let result = try await StatementRunner(state: state).run(run)
        var count = 0
        switch result.rows {
        case .known(let batches, let failure):
            for batch in batches { count += batch.count }
            if let failure { throw failure }
        case .open(let statement):
            while let batch = try state.nextBatch(of: statement) { count += batch.count }
        }
        return (count, result.message)
    }

    /// The number of calls that EXPLAIN predicts, by resource and method.
    private var expectedCalls: [[String]: Value] {
        get throws(QueryError) {
            let steps = try Explainer(
                try ExecSources(state: state).shown(in: statement.run),
                in: state
            ).steps
            return Dictionary(grouping: steps.filter { $0.resource != nil }) { step in
                [step.resource?.id ?? "", step.method?.name ?? ""]
            }.mapValues(\.expectedCalls)
        }
    }
}

extension CallTally {
    fileprivate func row(_ place: Int, _ expected: Value?) -> [Value] {
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        let counts = [calls, fetched.pages, fetched.rows, fetched.bytes, retries].map {
            Value.integer(Int64($0))
        }
        return [.integer(Int64(place)), .text(resource), .text(method)]
            + [expected ?? .null] + counts + [.integer(milliseconds)]
    }
}
