import TuneQLText
package import TuneQLTransport

/// Decides when a request is retried, and after what wait.
package struct RetryPolicy: Sendable {
    /// The maximum number of attempts, not counting those refused for quota.
    package var maximumAttempts = 5
    var initialDelay: Duration = .seconds(1)
    var maximumDelay: Duration = .seconds(32)
    /// The maximum wait that a server may ask for; a request with a longer one is not retried.
    package var maximumWait: Duration = .seconds(60)
    /// A random number from 0 to 1, which spreads the retries of many clients.
    package var random: @Sendable () -> Double = { .random(in: 0...1) }

    package init() {}

    /// The decision about an outcome.
    package enum Decision: Sendable {
        case accept(HTTPResponse)
        case fail(CallError)
        /// Retry after a wait; `asked` is how long the service asks all clients to pause.
        case wait(Duration, asked: Duration, error: CallError)
        /// Retry when there is quota: there were too many requests of this extent.
        case queue(QuotaScope.Extent, asked: Duration, error: CallError)
        /// Fail, since the service asks all clients for a longer pause than the statement may take.
        case tooLate(QuotaScope.Extent?, asked: Duration, error: CallError)
    }

    /// Decides about the outcome of an attempt.
    ///
    /// - Parameters:
    ///   - outcome: The response, or the reason why there is none.
    ///   - request: The request.
    ///   - attempt: The attempt's number, from 1.
    ///   - timeLeft: The time that the statement has left; nil without a limit.
    ///   - now: The wall clock, in seconds since 1970, for waits given as dates.
    ///   - advice: The advice on the provider's refusals.
    /// - Returns: The decision.
    package func decision(
        _ outcome: Result<HTTPResponse, TransportError>,
        of request: HTTPRequest,
        attempt: Int,
        timeLeft: Duration? = nil,
        now: Int64,
        advice: ProviderAdvice
    ) -> Decision {
        switch outcome {
        case .success(let response) where response.status == 206:
            let cause = TransportError(
                .malformed,
                "HTTP 206: partial content that was not requested"
            )
            return .fail(CallError(cause, of: request))
        case .success(let response) where (200..<300).contains(response.status):
            return .accept(response)
        case .success(let response):
            let error = CallError(response, to: request, advice)
            let body = APIErrorBody(response)
            guard Self.canRepeat(response.status, body, request) else { return .fail(error) }
            let asked = max(response.retryAfter(now: now) ?? .zero, body.retryDelay ?? .zero)
            guard asked <= maximumWait else {
                return .fail(error.withWait(asked, timeLeft: timeLeft))
            }
            let extent = response.status == 429 ? advice.quotaExtent(body) : nil
            if let timeLeft, asked > .zero, asked >= timeLeft {
                let error = error.withWait(asked, timeLeft: timeLeft)
                return .tooLate(extent, asked: asked, error: error)
            }
            if let extent { return .queue(extent, asked: asked, error: error) }
            return wait(atLeast: asked, attempt: attempt, orFail: error)
        case .failure(let failure):
            let error = CallError(failure, of: request)
            guard Self.canRepeat(failure.kind, request) else { return .fail(error) }
            return wait(atLeast: .zero, attempt: attempt, orFail: error)
        }
    }

    private func wait(atLeast asked: Duration, attempt: Int, orFail error: CallError) -> Decision {
        guard attempt < maximumAttempts else { return .fail(error.afterAttempts(attempt)) }
        let backOff = min(maximumDelay, initialDelay * (1 << min(attempt - 1, 20)))
        return .wait(max(backOff * random(), asked), asked: asked, error: error)
    }

    /// Whether a response allows a retry.
    ///
    /// A 429 comes before anything is done, so any method may be retried, unless a quota is used up
    /// that does not come back within seconds.
    private static func canRepeat(
        _ status: Int,
        _ body: APIErrorBody,
        _ request: HTTPRequest
    ) -> Bool {
        switch status {
        case 429: !body.hasQuotaFailure || body.retryDelay != nil
        case 408, 500, 502, 503, 504: request.isIdempotent
        default: false
        }
    }

    private static func canRepeat(_ kind: TransportError.Kind, _ request: HTTPRequest) -> Bool {
        switch kind {
        case .connect: true
        case .interrupted, .timedOut: request.isIdempotent
        case .tls, .malformed, .unsendable, .cancelled, .notRecorded: false
        }
    }
}

extension CallError {
    /// The error of a request that has failed this many times.
    func afterAttempts(_ count: Int) -> CallError {
        var error = self
        if count > 1 { error.message += " (\(count) attempts)" }
        return error
    }

    /// The error of a request that would have to wait too long.
    func withWait(_ wait: Duration, timeLeft: Duration?) -> CallError {
        var error = self
        error.help = Self.help(wait, timeLeft)
        return error
    }

    /// The error of an unsent request: its service asks for a longer pause than there is time.
    static func paused(_ scope: QuotaScope, for wait: Duration, _ request: HTTPRequest) -> CallError
    {
        CallError(
            kind: .quota,
            message: "\(scope.text) asks clients to pause for \(wait.readable)",
            request: request.summary,
            help: help(wait, .zero)
        )
    }

    /// The error of a request that is not retried, since its statement has made too many retries.
    var afterTooManyRepeats: CallError {
        var error = self
        error.message += " (not retried: too many requests of the statement failed)"
        return error
    }

    private static func help(_ wait: Duration, _ timeLeft: Duration?) -> String {
        let isTooLate = timeLeft.map { $0 <= wait } ?? false
        return "the service asks clients to wait \(wait.readable)"
            + (isTooLate ? ", which is longer than the statement's time limit" : "")
            + "; run the statement again then"
    }
}

extension HTTPResponse {
    /// The wait that the Retry-After field asks for, given in seconds or as a date.
    package func retryAfter(now: Int64) -> Duration? {
        guard let text = headers["Retry-After"] else { return nil }
        if text.utf8.allSatisfy({ $0.isDigit || $0 == 0x2E }),
            let seconds = Double(text)
        {
            return .seconds(min(seconds, Duration.maximumSeconds))
        }
        return HTTPDate.seconds(text).map {
            .seconds(max(0, min(Double($0 - now), Duration.maximumSeconds)))
        }
    }
}
