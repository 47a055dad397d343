import TuneQLCalls
import TuneQLCatalog
import TuneQLSyntax

/// What every statement that writes to a service has to pass, and what it answers.
extension SessionState {
    /// Throws when the session only reads and the method would write.
    func checkMayCall(
        _ method: Method,
        of resource: Resource,
        range: Range<Int>?
    ) throws(QueryError) {
        guard policy.isReadOnly, !method.isRead else { return }
        throw QueryError(
            .forbidden,
            "\(resource.id).\(method.name) writes, and the session is read-only",
            range: range,
            help: "nothing was sent"
        )
    }

    /// Asks whether several calls may be made.
    func approve(
        _ calls: [MethodCall],
        _ method: Method,
        of resource: Resource,
        source: Query?,
        _ run: StatementRun
    ) async throws(QueryError) {
        guard calls.count > 1, !method.isRead, let approval = policy.approval else { return }
        let writes = Session.PlannedWrites(
            method: "\(resource.id).\(method.name)",
            count: calls.count,
            isDecidedByData: source?.readsTables ?? false
        )
        let task = Task.detached { () -> QueryError? in
            do throws(QueryError) {
                try await approval(writes)
                return nil
            } catch {
                return error
            }
        }
        let registration = run.token.onCancel { task.cancel() }
        defer { registration.remove() }
        if let refusal = await task.value { throw refusal }
        if run.token.isCancelled { throw QueryError(run.token.failure) }
    }

    /// What waits for the end of what the statement starts; nil without the hint AWAIT.
    func awaiting(
        _ method: Method,
        of resource: Resource,
        _ run: StatementRun
    ) throws(QueryError) -> Awaiting? {
        guard let hint = run.statement.hints.first(where: { $0.name == "AWAIT" }) else {
            return nil
        }
        guard Awaiting.canAwait(method, of: resource) else {
            throw QueryError(
                .sql,
                "the end of \(method.name) cannot be awaited: \(resource.id) has no state",
                range: hint.range
            )
        }
        return Awaiting(
            client: engine.client.limited(by: run.token.budget),
            token: run.token,
            resource: resource,
            limit: settings.awaitLimit,
            progress: run.statement.hasHint("NOSTATUS") ? nil : policy.tell
        )
    }

    /// What makes the calls of a statement.
    func writing(
        _ run: StatementRun,
        to resource: Resource,
        _ awaiting: Awaiting?
    ) -> WriteCalls {
        WriteCalls(
            client: engine.client.limited(by: run.token.budget),
            token: run.token,
            cache: cache,
            resource: resource,
            awaiting: awaiting
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
