import TuneQLCatalog
import TuneQLText
import TuneQLTransport

/// Decides when a request may be sent, within rate limits and the time that its statement has left.
struct Admission: Sendable {
    let limiter: Limiter
    let endpoints: Endpoints
    /// Whether requests reach services that enforce quotas.
    let enforcesQuotas: Bool
    let clock: any Clock<Duration>
    let events: CallEvents
    /// The calls and the time that the statement may use; nil without a limit.
    private(set) var budget: CallBudget?

    /// The same admission for calls that count against a budget.
    func limited(by budget: CallBudget) -> Admission {
        var admission = self
        admission.budget = budget
        return admission
    }

    /// The time that the statement has left; nil without a limit, and where waits take no time.
    var timeLeft: Duration? { enforcesQuotas ? budget?.timeLeft : nil }

    private var reporter: WaitReporter? { enforcesQuotas ? budget?.reporter : nil }

    /// Waits until a request may be sent.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - call: The call that it is made for.
    ///   - number: The call's number, for events.
    ///   - refusal: The earlier refusal of the same request; nil for a new one.
    /// - Returns: Permission to send it, which has to be given back.
    /// - Throws: ``CallError`` when it must not be sent.
    func pass(
        for request: HTTPRequest,
        of call: MethodCall,
        _ number: CallNumber,
        after refusal: QuotaRefusal?
    ) async throws(CallError) -> QuotaQueue.Pass {
        let scope = QuotaScope(call, host: request.host)
        let start = limiter.now
        number.entry?.beginWait()
        defer { number.entry?.endWait() }
        let turn = await limiter.turn(
            scope,
            known: documentedLimit(of: call),
            number: refusal?.place,
            reporter: reporter,
            timeLeft: timeLeft
        )
        if case .pass(let pass) = turn {
            if pass.waited >= .milliseconds(1) {
                recordWait(of: number, since: limiter.now - pass.waited)
                events.report(number, .wait(quota: scope.text, duration: pass.waited))
            }
            return pass
        }
        recordWait(of: number, since: start)
        throw CallError(turn, scope, of: request, after: refusal, timeLeft: timeLeft)
    }

    /// The limit in the method's document, which applies only at the document's own hosts.
    private func documentedLimit(of call: MethodCall) -> QuotaLimit? {
        guard enforcesQuotas, !endpoints.isOverridden(call.service) else { return nil }
        return call.method.quota.map(QuotaLimit.init)
    }

    /// Waits before a request is retried, and reports a long wait.
    func pause(
        _ wait: Duration,
        before request: HTTPRequest,
        _ number: CallNumber,
        _ error: CallError
    ) async throws(CallError) {
        let start = limiter.now
        let reporter = reporter
        number.entry?.beginWait(isRetry: true)
        defer {
            number.entry?.endWait(isRetry: true)
            recordWait(of: number, since: start)
        }
        while true {
            let rest = start + wait - limiter.now
            // A busy machine may wake up after a line was due, or after the end.
            guard rest > .zero else { return }
            if let reporter, reporter.takesTurn(since: start, limiter.now) {
                reporter.report("retrying in \(rest.readable): \(error.message)")
            }
            let due = reporter.map { $0.due(since: start) - limiter.now } ?? rest
            do {
                try await clock.sleep(for: min(rest, due))
            } catch {
                throw .cancelled(request)
            }
            if due >= rest { return }
        }
    }

    /// Counts a wait that has just ended.
    private func recordWait(of number: CallNumber, since start: Duration) {
        events.counters.addWait(limiter.now - start)
        number.entry?.addWait(from: start, to: limiter.now)
    }
}

extension CallError {
    /// The error for a request whose wait ended without permission to send it.
    fileprivate init(
        _ turn: Limiter.Turn,
        _ scope: QuotaScope,
        of request: HTTPRequest,
        after refusal: QuotaRefusal?,
        timeLeft: Duration?
    ) {
        switch turn {
        case .tooLate(let opening):
            self =
                refusal?.error.withWait(opening, timeLeft: timeLeft)
                ?? .paused(scope, for: opening, request)
        case .hopeless:
            self = refusal.map { $0.error.afterAttempts($0.count) } ?? .cancelled(request)
        case .cancelled, .pass: self = .cancelled(request)
        }
    }
}
