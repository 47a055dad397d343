import TuneQLCalls
import TuneQLCatalog
import TuneQLScan
import TuneQLSyntax

/// Approval, waiting and calls of the statements that write to a service.
extension AnalyzedStatement {
    /// Asks for approval of several calls that write.
    func approve(
        _ calls: [MethodCall],
        _ method: Method,
        of resource: Resource,
        isDecidedByData: Bool
    ) async throws(QueryError) {
        guard calls.count > 1, !method.isRead, let approval = state.policy.approval else { return }
        let writes = Session.PlannedWrites(
            method: "\(resource.id).\(method.name)",
            count: calls.count,
            isDecidedByData: isDecidedByData
        )
        let task = Task.detached { () -> QueryError? in
            do throws(QueryError) {
                try await approval(writes)
                return nil
            } catch {
                return error
            }
        }
        let registration = run.control.onCancel { task.cancel() }
        defer { registration.remove() }
        if let refusal = await task.value { throw refusal }
        if run.control.isCancelled { throw QueryError(run.control.failure) }
    }

    /// The poller for operations that the statement starts; nil without the hint AWAIT.
    func poller(
        for method: Method,
        of resource: Resource
    ) throws(QueryError) -> CompletionPoller? {
        guard let hint = run.statement.hints.first(where: { $0.name == "AWAIT" }) else {
            return nil
        }
        guard CompletionPoller.canAwait(method, of: resource) else {
            let reason =
                resource.stateColumn == nil || method.verb == .delete
                ? "\(resource.id) has no state" : "no method reads the row by what the call gives"
            throw QueryError(
                .sql,
                "completion of \(method.name) cannot be awaited: \(reason)",
                range: hint.range
            )
        }
        return CompletionPoller(
            client: state.client(for: run),
            control: run.control,
            resource: resource,
            limit: state.settings.awaitLimit,
            progress: run.statement.hasHint("NOSTATUS") ? nil : state.policy.redactedProgress
        )
    }

    /// The sequence that makes the statement's calls.
    func sequence(to resource: Resource, _ poller: CompletionPoller?) -> CallSequence {
        CallSequence(
            client: state.client(for: run),
            control: run.control,
            cache: state.cache,
            resource: resource,
            poller: poller
        )
    }
}

extension Query {
    /// Whether rows of a table or of a table function decide how many rows the query has.
    var readsTables: Bool {
        var count = 0
        forEachTable { _, _ in count += 1 }
        return count > 0
    }
}
