import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLScan
import TuneQLText
import TuneQLTransport

/// Waits until an operation or row that a call started has ended, polling less and less often.
struct CompletionPoller: Sendable {
    let client: APIClient
    let control: StatementControl
    let resource: Resource
    let limit: Duration?
    let progress: (@Sendable (String) -> Void)?

    private static let firstWait = Duration.seconds(1)
    private static let maximumWait = Duration.seconds(10)
    /// The time for which the service may hold back its response to a call that waits.
    private static let longestHold = Duration.seconds(60)
    /// The time for which the service may not know a name that it has just assigned.
    private static let settlingTime = Duration.seconds(60)

    /// Whether the end of the operation or row that a method starts can be observed.
    static func canAwait(_ method: Method, of resource: Resource) -> Bool {
        if method.operation != nil { return true }
        // A row that was deleted cannot be read.
        return method.verb != .delete && resource.stateColumn != nil
            && resource.readingMethod(after: method) != nil
    }

    /// The outcome of a call after waiting for the end of its operation.
    func end(of outcome: CallOutcome, _ call: MethodCall) async -> CallOutcome {
        var outcome = outcome
        await finish(&outcome, of: call)
        outcome.error = outcome.error?.ended(by: control)
        return outcome
    }

    /// Waits, and replaces the call's response with the last status read.
    private func finish(_ outcome: inout CallOutcome, of call: MethodCall) async {
        do throws(CallError) {
            try await finish(&outcome, try operation(startedBy: call, outcome.response))
        } catch {
            outcome.error = failure(QueryError(error), "the operation that it started")
        }
    }

    private func finish(_ outcome: inout CallOutcome, _ operation: PolledOperation)
        async throws(CallError)
    {
        let elapsed = stopwatch(client.clock)
        var operation = operation
        let record = client.record(of: operation.call)
        var wait = operation.waiting == nil ? Self.firstWait : .zero
        var status =
            operation.hasStatus
            ? try operation.status(in: outcome.response)
            : try await poll(&operation, record, &outcome, elapsed)
        while true {
            outcome.state = status.state
            if status.isFinal {
                outcome.hasEnded = true
                outcome.error = status.error
                return
            }
            progress?("\(operation.name): \(status.state), \(elapsed().readable)")
            if let limit, elapsed() >= limit {
                outcome.error = tooLong(operation, status, limit)
                return
            }
            do {
                let rest = limit.map { max(.zero, $0 - elapsed()) } ?? wait
                try await client.clock.sleep(for: min(wait, rest))
                status = try await poll(&operation, record, &outcome, elapsed)
            } catch {
                outcome.error = interrupted(operation, status, error)
                return
            }
            wait = max(Self.firstWait, min(wait * 2, Self.maximumWait))
        }
    }

    /// Reads the status of an operation, and adds the poll to the operation's record.
    ///
    /// A name just assigned by the service exists, even if not all of its machines know it yet.
    private func poll(
        _ operation: inout PolledOperation,
        _ record: CallLedger.Entry?,
        _ outcome: inout CallOutcome,
        _ elapsed: () -> Duration
    ) async throws(CallError) -> OperationStatus {
        let body: [UInt8]
        do {
            if let held = await response(toWaitingFor: &operation, record, elapsed()) {
                body = held
            } else {
                body = try await client.response(to: operation.call, entry: record).body
            }
        } catch {
            guard error.isNotFound, operation.isNew, elapsed() < Self.settlingTime else {
                throw error
            }
            return OperationStatus(state: "not known yet", isFinal: false)
        }
        let status = try operation.status(in: body)
        outcome.response = body
        return status
    }

    /// The response to the service's own call to wait; nil where there is none, or none in time.
    ///
    /// A service that refuses to wait is not asked again.
    private func response(
        toWaitingFor operation: inout PolledOperation,
        _ record: CallLedger.Entry?,
        _ elapsed: Duration
    ) async -> [UInt8]? {
        guard let call = operation.waiting, limit.map({ $0 - elapsed > Self.longestHold }) ?? true
        else { return nil }
        do throws(CallError) {
            return try await client.response(to: call, entry: record).body
        } catch {
            if error.kind == .api { operation.waiting = nil }
            return nil
        }
    }

    private func tooLong(_ operation: PolledOperation, _ status: OperationStatus, _ limit: Duration)
        -> QueryError
    {
        QueryError(
            .timeout,
            "\(operation.name) has not ended within \(limit.readable): it is \(status.state)",
            help: "it continues; a SELECT shows when it has ended"
        )
    }

    private func interrupted(
        _ operation: PolledOperation,
        _ status: OperationStatus,
        _ error: any Error
    )
        -> QueryError
    {
        if let limit = control.expiredLimit { return tooLong(operation, status, limit) }
        if !control.isCancelled, let error = error as? CallError {
            return failure(QueryError(error), operation.name)
        }
        return QueryError(
            .cancelled,
            "waiting for \(operation.name) was cancelled: it is \(status.state)",
            help: "it continues; a SELECT shows when it has ended"
        )
    }

    /// An error after the write itself was carried out.
    private func failure(_ error: QueryError, _ name: String) -> QueryError {
        var error = error
        error.message =
            "the call was carried out, but the completion of \(name) was not observed: "
            + error.message
        return error
    }
}
