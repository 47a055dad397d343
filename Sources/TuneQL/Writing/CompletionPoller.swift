import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// Waits until what a call started has ended: asks for its state, less and less often.
struct Awaiting: Sendable {
    let client: APIClient
    let token: CancelToken
    let resource: Resource
    let limit: Duration?
    let progress: (@Sendable (String) -> Void)?

    private static let firstWait = Duration.seconds(1)
    private static let longestWait = Duration.seconds(10)
    /// How long what the service has just named may be unknown where it is asked for.
    private static let settlingTime = Duration.seconds(60)

    /// Whether the end of what a method starts can be seen.
    static func canAwait(_ method: Method, of resource: Resource) -> Bool {
        method.operation != nil || resource.stateColumn != nil && resource.readingMethod != nil
    }

    /// What became of a call in the end.
    func end(of outcome: CallOutcome, _ call: MethodCall) async -> CallOutcome {
        var outcome = outcome
        await finish(&outcome, of: call)
        outcome.error = outcome.error?.ended(by: token)
        return outcome
    }

    /// Waits, then replaces the answer of a call by that of its end.
    private func finish(_ outcome: inout CallOutcome, of call: MethodCall) async {
        do throws(CallError) {
            try await finish(&outcome, try watched(by: call, outcome.answer))
        } catch {
            outcome.error = failure(QueryError(error), "what it started")
        }
    }

    private func finish(_ outcome: inout CallOutcome, _ watched: Watched) async throws(CallError) {
        let elapsed = stopwatch(client.clock)
        var wait = Self.firstWait
        var sight =
            watched.isAnswered
            ? try watched.sight(of: outcome.answer) : try await look(at: watched, &outcome, elapsed)
        while true {
            outcome.state = sight.state
            if sight.isFinal {
                outcome.hasEnded = true
                outcome.error = sight.error
                return
            }
            progress?("\(watched.name): \(sight.state), \(elapsed().readable)")
            if let limit, elapsed() >= limit {
                outcome.error = tooLong(watched, sight, limit)
                return
            }
            do {
                let rest = limit.map { max(.zero, $0 - elapsed()) } ?? wait
                try await client.clock.sleep(for: min(wait, rest))
                sight = try await look(at: watched, &outcome, elapsed)
            } catch {
                outcome.error = interrupted(watched, sight, error)
                return
            }
            wait = min(wait * 2, Self.longestWait)
        }
    }

    /// Asks how something stands.
    ///
    /// A name that the service has just given exists, even where not all of its machines know it yet.
    private func look(
        at watched: Watched,
        _ outcome: inout CallOutcome,
        _ elapsed: () -> Duration
    ) async throws(CallError) -> Watched.Sight {
        let answer: [UInt8]
        do {
            answer = try await client.response(to: watched.call).body
        } catch {
            guard error.isNotFound, watched.isNew, elapsed() < Self.settlingTime else {
                throw error
            }
            return Watched.Sight(state: "not known yet", isFinal: false)
        }
        let sight = try watched.sight(of: answer)
        outcome.answer = answer
        return sight
    }

    private func tooLong(_ watched: Watched, _ sight: Watched.Sight, _ limit: Duration)
        -> QueryError
    {
        QueryError(
            .timeout,
            "\(watched.name) has not ended within \(limit.readable): it is \(sight.state)",
            help: "it goes on; a SELECT shows when it has ended"
        )
    }

    private func interrupted(_ watched: Watched, _ sight: Watched.Sight, _ error: any Error)
        -> QueryError
    {
        if let limit = token.expiredLimit { return tooLong(watched, sight, limit) }
        if !token.isCancelled, let error = error as? CallError {
            return failure(QueryError(error), watched.name)
        }
        return QueryError(
            .cancelled,
            "waiting for \(watched.name) was cancelled: it is \(sight.state)",
            help: "it goes on; a SELECT shows when it has ended"
        )
    }

    /// An error after the write itself was carried out.
    private func failure(_ error: QueryError, _ name: String) -> QueryError {
        var error = error
        error.message =
            "the call was carried out, but the end of \(name) was not seen: "
            + error.message
        return error
    }
}
