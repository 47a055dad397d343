import TuneQLCatalog
package import TuneQLCredentials
package import TuneQLJSON
import TuneQLText
package import TuneQLTransport

/// Makes calls: requests with credentials, repetitions where they are safe, pages of lists.
package final class APIClient: Sendable {
    private let transport: any Transport
    private let credentials: any CredentialSource
    private let endpoints: Endpoints
    private let retry: RetryPolicy
    /// What waits and measures.
    package let clock: any Clock<Duration>
    private let now: @Sendable () -> Int64
    private let observer: (@Sendable (CallEvent) -> Void)?
    private let tracing: Tracing?
    /// What all calls of the client, and of those made from it, did together.
    package let counters: CallCounters
    let limiter: Limiter
    /// Whether there is a service that refuses requests for their number.
    let knowsLimits: Bool
    /// Whether answers have to be taken in an order that does not depend on time.
    package var keepsOrder: Bool { transport.keepsOrder }
    let budget: CallBudget?

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - transport: What carries the requests.
    ///   - credentials: What authorizes them.
    ///   - endpoints: The overrides of services' origins.
    ///   - retry: When a request is repeated.
    ///   - clock: What waits and measures.
    ///   - now: The seconds since 1970, for waits that a server gives as a date.
    ///   - tracing: The trace that requests tell of; nil tells of none.
    ///   - limits: The limits that the user sets, by service.
    ///   - observer: Told of every step of every call, on the call's own task.
    package init(
        transport: any Transport,
        credentials: any CredentialSource,
        endpoints: Endpoints = Endpoints(),
        retry: RetryPolicy = RetryPolicy(),
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Int64 = WallClock.now,
        tracing: Tracing? = nil,
        limits: [String: QuotaLimit] = [:],
        observer: (@Sendable (CallEvent) -> Void)? = nil
    ) {
        self.transport = transport
        self.credentials = credentials
        self.endpoints = endpoints
        self.retry = retry
        self.clock = clock
        self.now = now
        self.observer = observer
        self.tracing = tracing
        counters = CallCounters()
        limiter = Limiter(clock: clock, limits: limits)
        knowsLimits = transport.usesQuota
        budget = nil
    }

    private init(_ client: APIClient, budget: CallBudget) {
        transport = client.transport
        credentials = client.credentials
        endpoints = client.endpoints
        retry = client.retry
        clock = client.clock
        now = client.now
        observer = client.observer
        tracing = client.tracing
        counters = client.counters
        limiter = client.limiter
        knowsLimits = client.knowsLimits
        self.budget = budget
    }

    /// Refuses so many further calls when the budget does not hold them.
    package func checkBudget(forCalls count: Int) throws(CallError) {
        try budget?.check(calls: count)
    }

    /// The same client, whose calls are paid for from a budget.
    package func limited(by budget: CallBudget) -> APIClient {
        APIClient(self, budget: budget)
    }

    /// Makes a call and waits for its answer, which has a status from 200 to 299.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - pageToken: The token of the page to ask for; nil asks for the first.
    /// - Returns: The answer.
    /// - Throws: ``CallError``; the request is repeated before where that is safe.
    package func response(
        to call: MethodCall,
        pageToken: String? = nil
    ) async throws(CallError) -> HTTPResponse {
        var request: HTTPRequest
        do {
            request = try call.request(endpoints: endpoints, pageToken: pageToken)
        } catch {
            throw CallError(error)
        }
        try budget?.spend()
        request.statement = budget?.statement(counters)
        budget?.tallies.note(call) { $0.calls += pageToken == nil ? 1 : 0 }
        let response = try await repeating(request, of: call)
        budget?.tallies.note(call) { tally in
            tally.bytes += response.body.count
            tally.end = .now
        }
        return response
    }

    /// The pages of a list, one request each, made when the page is asked for.
    package func pages(of call: MethodCall, layout: JSONLayout) -> CallPages {
        CallPages(client: self, call: call, layout: layout)
    }

    /// Where a call goes, without secrets.
    ///
    /// - Throws: ``CallError`` when the call cannot be made into a request.
    package func url(of call: MethodCall) throws(CallError) -> String {
        do {
            return RedactedURL.text(try call.request(endpoints: endpoints, pageToken: nil).url)
        } catch {
            throw CallError(error)
        }
    }

    /// The error for a cell of a page that is not JSON.
    package func malformedCell(_ error: JSONError, of call: MethodCall) -> CallError {
        .malformed(error, from: summary(of: call, pageToken: nil))
    }

    /// The error of a write whose answer does not show that it was carried out.
    package func unknownOutcome(_ flaw: String, of call: MethodCall) -> CallError {
        .unknownOutcome(flaw, of: summary(of: call, pageToken: nil))
    }

    /// The request of a call for messages: `GET https://…`.
    func summary(of call: MethodCall, pageToken: String?) -> String {
        (try? call.request(endpoints: endpoints, pageToken: pageToken))?.summary ?? ""
    }

    /// Sends a request until it is answered, or can't or needn't be sent again.
    private func repeating(
        _ untraced: HTTPRequest,
        of call: MethodCall
    ) async throws(CallError) -> HTTPResponse {
        let source = credentials.source(for: call.service, untraced)
        let trace = tracing?.context(of: budget?.trace)
        let number = CallNumber(counters.nextCall(), trace: trace?.traceID)
        let request = untraced.with(trace)
        var refusal: QuotaRefusal?
        var hasRefreshed = false
        var attempt = 1
        while true {
            let pass = try await pass(for: request, of: call, number, after: refusal)
            let fields = try await fields(of: source, for: request, inside: pass)
            let outcome = await exchange(request, fields, of: source, call: number)
            let decision = retry.decision(
                outcome,
                of: request,
                attempt: attempt,
                timeLeft: timeLeft,
                now: now()
            )
            let delay = limiter.end(pass, decision.outcome(of: call))
            if !hasRefreshed, case .success(let response) = outcome, response.status == 401 {
                hasRefreshed = true
                if try await source.fields(for: request, replacing: fields) != fields {
                    note(retryOf: call, number, "the token was refused", after: .zero)
                    continue
                }
            }
            switch decision {
            case .accept(let response): return response
            case .fail(let error), .tooLate(_, _, let error):
                throw error.scrubbed(of: fields).naming(source.identity)
            case .wait(let wait, _, let error):
                let error = error.scrubbed(of: fields)
                guard budget?.allowsRepeat() ?? true else { throw error.afterTooManyRepeats }
                note(retryOf: call, number, error.message, after: wait)
                try await pause(wait, request, error)
                attempt += 1
            case .queue(_, _, let error):
                let error = error.scrubbed(of: fields)
                note(retryOf: call, number, error.message, after: delay)
                refusal = QuotaRefusal(pass.number, error, count: (refusal?.count ?? 0) + 1)
            }
        }
    }

    /// Waits until a request may be sent.
    private func pass(
        for request: HTTPRequest,
        of call: MethodCall,
        _ number: CallNumber,
        after refusal: QuotaRefusal?
    ) async throws(CallError) -> QuotaQueue.Pass {
        let scope = QuotaScope(call, host: request.host)
        let start = limiter.now
        let isElsewhere = !knowsLimits || endpoints.isOverridden(call.service)
        let turn = await limiter.turn(
            scope,
            known: isElsewhere ? nil : call.method.quota.map(QuotaLimit.init),
            number: refusal?.place,
            reporter: knowsLimits ? budget?.reporter : nil,
            timeLeft: timeLeft
        )
        switch turn {
        case .pass(let pass):
            if pass.waited >= .milliseconds(1) {
                noteWait(since: limiter.now - pass.waited)
                report(number, .wait(quota: scope.text, duration: pass.waited))
            }
            return pass
        case .tooLate(let opening):
            noteWait(since: start)
            throw refusal?.error.withWait(opening, timeLeft: timeLeft)
                ?? .paused(scope, for: opening, request)
        case .hopeless:
            noteWait(since: start)
            throw refusal?.error.afterAttempts(refusal?.count ?? 1) ?? .cancelled(request)
        case .cancelled:
            noteWait(since: start)
            throw .cancelled(request)
        }
    }

    /// The fields that authorize a request; without them its pass is given back.
    private func fields(
        of source: any CredentialSource,
        for request: HTTPRequest,
        inside pass: QuotaQueue.Pass
    ) async throws(CallError) -> [HTTPField] {
        do throws(CallError) {
            return try await source.fields(for: request, replacing: nil)
        } catch {
            limiter.end(pass, .lost())
            throw error
        }
    }

    /// Counts and tells that a request is sent again.
    private func note(
        retryOf call: MethodCall,
        _ number: CallNumber,
        _ reason: String,
        after wait: Duration
    ) {
        budget?.tallies.note(call) { $0.retries += 1 }
        budget?.noteRetry()
        report(number, .retry(reason: reason, wait: wait))
    }

    private func exchange(
        _ request: HTTPRequest,
        _ fields: [HTTPField],
        of source: any CredentialSource,
        call: CallNumber
    ) async -> Result<HTTPResponse, TransportError> {
        if observer != nil {
            report(call, .request(method: request.method, url: RedactedURL.text(request.url)))
        }
        let elapsed = stopwatch(clock)
        var authorized = request
        source.authorize(&authorized, with: fields)
        do {
            let response = try await transport.response(to: authorized).undisguised
            let size = response.body.count
            report(call, .response(status: response.status, bytes: size, duration: elapsed()))
            return .success(response)
        } catch {
            report(call, .failure(error, duration: elapsed()))
            return .failure(error)
        }
    }

    private func report(_ call: CallNumber, _ step: CallEvent.Step) {
        counters.note(step)
        observer?(CallEvent(call: call.number, step: step, trace: call.trace))
    }
}

/// What tells a call from others in events.
private struct CallNumber {
    var number: Int
    var trace: String?

    init(_ number: Int, trace: String?) {
        self.number = number
        self.trace = trace
    }
}

/// A request that was refused for a quota, and waits for its turn.
private struct QuotaRefusal {
    /// Its place in the queue.
    var place: Int
    var error: CallError
    /// How many times it was refused.
    var count: Int

    init(_ place: Int, _ error: CallError, count: Int) {
        self.place = place
        self.error = error
        self.count = count
    }
}

extension RetryPolicy.Decision {
    /// What a limiter learns from the outcome.
    fileprivate func outcome(of call: MethodCall) -> QuotaQueue.Outcome {
        switch self {
        case .accept: .admitted(kind: call.method.name)
        case .fail(let error): error.isAnswer ? .admitted(kind: call.method.name) : .lost()
        case .wait(_, let asked, _): .lost(pause: asked)
        case .queue(let extent, let asked, _): .refused(extent, pause: asked)
        case .tooLate(let extent, let asked, _):
            extent.map { .refused($0, pause: asked) } ?? .lost(pause: asked)
        }
    }
}

extension CallError {
    /// Whether the service took the request on, if only to say what is wrong with it.
    fileprivate var isAnswer: Bool {
        httpStatus.map { (300..<500).contains($0) && $0 != 429 } ?? false
    }
}

extension [HTTPField] {
    /// The tokens in the fields, as a server might repeat them.
    fileprivate var secrets: [String] {
        filter { $0.name.lowercased() == "authorization" }
            .compactMap { $0.value.split(separator: " ").last.map(String.init) }
    }
}

extension CallError {
    /// The error without tokens, even where a server has put one into its message.
    fileprivate func scrubbed(of fields: [HTTPField]) -> CallError {
        let secrets = fields.secrets
        func clean(_ text: String) -> String {
            Redactor.shared.redact(Secrets.scrub(text, secrets))
        }
        var error = self
        error.message = clean(message)
        error.help = help.map(clean)
        error.body = body.map(clean)
        return error
    }

    /// The error of a request that is not sent again since the statement's others were so often.
    fileprivate var afterTooManyRepeats: CallError {
        var error = self
        error.message += " (not repeated: too many requests of the statement failed)"
        return error
    }
}

extension HTTPRequest {
    /// The request with a span of a trace, which its repetitions share.
    fileprivate func with(_ trace: TraceContext?) -> HTTPRequest {
        var request = self
        request.headers += trace?.fields() ?? []
        return request
    }

    /// The host and port of the URL.
    fileprivate var host: String {
        guard let separator = url.firstRange(of: "://") else { return "" }
        return String(url[separator.upperBound...].prefix { !"/?#".contains($0) })
    }
}

extension CredentialSource {
    /// The fields that authorize a request; the error names the request.
    fileprivate func fields(
        for request: HTTPRequest,
        replacing rejected: [HTTPField]?
    ) async throws(CallError) -> [HTTPField] {
        do {
            return try await authorization(replacing: rejected)
        } catch {
            throw CallError(error, request: request.summary)
        }
    }
}
