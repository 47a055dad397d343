import TuneQLCalls
import TuneQLCatalog
import TuneQLScan
import TuneQLSyntax

/// Runs an INSERT, REPLACE, UPDATE or DELETE of a resource, one request after another.
///
/// All rows are read and checked before the first request.
struct WriteRunner {
    let statement: AnalyzedStatement
    let write: ResourceWrite

    private var state: SessionState { statement.state }

    func run() async throws(QueryError) -> StatementResult {
        let (resource, method) = (write.resource, write.method)
        try state.checkMayCall(method, of: resource, range: write.target.range)
        let poller = try statement.poller(for: method, of: resource)
        let calls = try statement.calls(of: write)
        let responses = ResponseRows(statement.run, in: state)
        let returning = try write.returning.map { (clause) throws(QueryError) in
            try responses.sql(of: clause, resource, calls)
        }
        if state.policy.isDryRun { return try state.requestRows(of: calls) }
        try await statement.approve(
            calls,
            method,
            of: resource,
            isDecidedByData: write.readsTables(in: statement.run.statement)
        )
        let sequence = statement.sequence(to: resource, poller)
        let written = WrittenRows(
            resource: resource,
            verb: method.verb,
            calls: calls,
            outcomes: await sequence.outcomes(of: calls)
        )
        var failure = written.failure
        if let failure, returning == nil || !written.outcomes.areCompleted { throw failure }
        failure?.report = nil
        guard let returning else { return StatementResult(message: written.message) }
        do throws(QueryError) {
            return try responses.rows(
                of: table(of: written.outcomes, calls),
                sql: returning,
                kinds: responses.statement.typed.returningKinds,
                failure: failure
            )
        } catch {
            throw written.afterWriting(error)
        }
    }

    /// The responses as a table for RETURNING.
    private func table(
        of outcomes: [CallOutcome],
        _ calls: [MethodCall]
    ) throws(QueryError) -> ResponseTable {
        try QueryError.converting { () throws(ScanError) in
            try ResponseTable(
                outcomes.map { $0.made(by: write.method) },
                fields: write.resource.columns,
                by: write.method,
                arguments: calls.map(\.arguments),
                of: write.resource
            )
        }
    }
}
