import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLJSON
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText
import TuneQLTransport

/// Runs an INSERT: creates an item for each row of the source, one request after another.
///
/// All rows are read and checked before the first request. An INSERT into a local table is left to
/// SQLite.
struct InsertRunner {
    let statement: AnalyzedStatement
    let insert: Insert

    private var state: SessionState { statement.state }

    func run() async throws(QueryError) -> StatementResult {
        guard let resource = try state.resource(named: insert.target.path) else {
            return try local()
        }
        let method = try resource.createMethod(for: insert)
        try state.checkMayCall(method, of: resource, range: insert.target.range)
        let poller = try statement.poller(for: method, of: resource)
        let calls = try statement.calls(of: insert, into: resource)
        let responses = ResponseRows(statement.run, in: state)
        let returning = try insert.returning.map { (clause) throws(QueryError) in
            try responses.sql(of: clause, resource, calls)
        }
        if state.policy.isDryRun { return try state.requestRows(of: calls) }
        try await statement.approve(calls, method, of: resource, source: insert.source)
        let sequence = statement.sequence(to: resource, poller)
        let report = InsertReport(
            resource: resource,
            outcomes: await sequence.outcomes(of: calls)
        )
        var failure = report.failure
        if let failure, returning == nil || !report.outcomes.areCompleted { throw failure }
        failure?.report = nil
        guard let returning else { return StatementResult(message: report.message) }
        do throws(QueryError) {
            return try responses.rows(
                of: table(of: report.outcomes, calls, method, resource),
                sql: returning,
                kinds: responses.statement.typed.returningKinds,
                failure: failure
            )
        } catch {
            throw report.afterCreation(error)
        }
    }

    /// An INSERT into a local table.
    private func local() throws(QueryError) -> StatementResult {
        let typed = try statement.typed
        let open = try statement.prepare(statement.sql)
        open.set(kinds: typed.returningKinds)
        return try state.runToEnd(open, message: "INSERT", countsRows: true)
    }

    /// The responses as a table for RETURNING.
    private func table(
        of outcomes: [CallOutcome],
        _ calls: [MethodCall],
        _ method: Method,
        _ resource: Resource
    ) throws(QueryError) -> ResponseTable {
        try QueryError.converting { () throws(ScanError) in
            try ResponseTable(
                outcomes.map(\.response),
                fields: resource.columns,
                by: method,
                arguments: calls.map(\.arguments),
                of: resource
            )
        }
    }
}
