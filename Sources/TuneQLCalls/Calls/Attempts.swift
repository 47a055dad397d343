import TuneQLCatalog
import TuneQLCredentials
import TuneQLTransport

/// Sends a call's request until it succeeds or may not be retried.
struct Attempts {
    /// The parts that the attempts of all calls of a client share.
    struct Setup: Sendable {
        let exchange: Exchange
        let credentials: any CredentialSource
        let retry: RetryPolicy
        /// The seconds since 1970, for waits that a server gives as a date.
        let now: @Sendable () -> Int64
    }

    private let request: HTTPRequest
    private let call: MethodCall
    private let number: CallNumber
    private let setup: Setup
    private let admission: Admission
    private let source: any CredentialSource
    private let advice: ProviderAdvice
    /// The last refusal for quota, whose position in the queue the request keeps.
    private var refusal: QuotaRefusal?
    private var hasRefreshed = false
    /// The attempts made, not counting those refused for quota.
    private var count = 1

    init(
        _ request: HTTPRequest,
        of call: MethodCall,
        _ number: CallNumber,
        _ setup: Setup,
        _ admission: Admission
    ) {
        self.request = request
        self.call = call
        self.number = number
        self.setup = setup
        self.admission = admission
        source = setup.credentials.source(for: call.service, request)
        advice = ProviderAdvice(service: call.service)
    }

    /// The response, whose status is from 200 to 299.
    mutating func response() async throws(CallError) -> HTTPResponse {
        while true {
            if let response = try await attempt() { return response }
        }
    }

    /// Sends the request once; nil when it has to be sent again.
    private mutating func attempt() async throws(CallError) -> HTTPResponse? {
        let pass = try await admission.pass(for: request, of: call, number, after: refusal)
        let fields = try await fields(inside: pass)
        let outcome = await setup.exchange.outcome(of: request, fields, of: source, call: number)
        let decision = setup.retry.decision(
            outcome,
            of: request,
            attempt: count,
            timeLeft: admission.timeLeft,
            now: setup.now(),
            advice: advice
        )
        let delay = admission.limiter.end(pass, decision.outcome(of: call))
        guard try await !refreshes(fields, after: outcome) else { return nil }
        switch decision {
        case .accept(let response): return response
        case .fail(let error), .tooLate(_, _, let error):
            throw error.redacted(hiding: fields).naming(source.identity, advice)
        case .wait(let wait, _, let error):
            let error = error.redacted(hiding: fields)
            guard admission.budget?.allowsRepeat() ?? true else { throw error.afterTooManyRepeats }
            recordRetry(error.message, after: wait)
            try await admission.pause(wait, before: request, number, error)
            count += 1
        case .queue(_, _, let error):
            let error = error.redacted(hiding: fields)
            recordRetry(error.message, after: delay)
            refusal = QuotaRefusal(pass.number, error, count: (refusal?.count ?? 0) + 1)
        }
        return nil
    }

    /// The fields that authorize the request; on an error, its pass is given back.
    private func fields(inside pass: QuotaQueue.Pass) async throws(CallError) -> [HTTPField] {
        do throws(CallError) {
            return try await source.fields(for: request, replacing: nil)
        } catch {
            admission.limiter.end(pass, .lost())
            throw error
        }
    }

    /// Replaces a token that the service has refused, once; returns whether there is another.
    private mutating func refreshes(
        _ fields: [HTTPField],
        after outcome: Result<HTTPResponse, TransportError>
    ) async throws(CallError) -> Bool {
        guard !hasRefreshed, case .success(let response) = outcome, response.status == 401 else {
            return false
        }
        hasRefreshed = true
        guard try await source.fields(for: request, replacing: fields) != fields else {
            return false
        }
        recordRetry("the token was refused", after: .zero)
        return true
    }

    /// Counts and reports a retry of the request.
    private func recordRetry(_ reason: String, after wait: Duration) {
        number.entry?.addRetry()
        setup.exchange.events.report(number, .retry(reason: reason, wait: wait))
    }
}

extension CredentialSource {
    /// The fields that authorize a request; an error names the request.
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
