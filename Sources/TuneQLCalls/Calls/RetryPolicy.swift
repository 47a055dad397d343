import TuneQLText
import TuneQLTransport

/// When a request is sent again, and after what wait.
package struct RetryPolicy: Sendable {
    /// The number of times that a request is sent at most, besides those that a quota refused.
    package var maximumAttempts = 5
    package var initialDelay: Duration = .seconds(1)
    package var maximumDelay: Duration = .seconds(32)
    /// The longest wait that is worth waiting; a server that asks for more gets no repetition.
    package var longestWait: Duration = .seconds(60)
    /// A number from 0 to 1 that spreads the waits of many clients.
    package var random: @Sendable () -> Double = { .random(in: 0...1) }

    package init() {}

    /// What to do about an outcome.
    enum Decision {
        case accept(HTTPResponse)
        case fail(CallError)
        /// Send it again after a wait of its own; `asked` is what the service wants everybody to wait.
        case wait(Duration, asked: Duration, error: CallError)
        /// Send it again when there is quota: there were too many requests of this extent.
        case queue(QuotaScope.Extent, asked: Duration, error: CallError)
        /// Fail, since the service wants everybody to wait for longer than the statement may take.
        case tooLate(QuotaScope.Extent?, asked: Duration, error: CallError)
    }

    /// Decides about the outcome of an attempt.
    ///
    /// - Parameters:
    ///   - outcome: What the attempt brought.
    ///   - request: What was sent.
    ///   - attempt: The attempt's number, from 1.
    ///   - timeLeft: How long the statement may take yet; nil without a limit.
    ///   - now: The wall clock, in seconds since 1970, for waits given as dates.
    /// - Returns: What to do next.
    func decision(
        _ outcome: Result<HTTPResponse, TransportError>,
        of request: HTTPRequest,
        attempt: Int,
        timeLeft: Duration? = nil,
        now: Int64
    ) -> Decision {
        switch outcome {
        case .success(let response) where response.status == 206:
            let cause = TransportError(
                .malformed,
                "HTTP 206: a part of the answer, which nobody asked for"
            )
            return .fail(CallError(cause, of: request))
        case .success(let response) where (200..<300).contains(response.status):
            return .accept(response)
        case .success(let response):
            let error = CallError(response, to: request)
            let body = APIErrorBody(response)
            guard Self.canRepeat(response.status, body, request) else { return .fail(error) }
            let asked = max(response.retryAfter(now: now) ?? .zero, body.retryDelay ?? .zero)
            guard asked <= longestWait else {
                return .fail(error.withWait(asked, timeLeft: timeLeft))
            }
            let extent = response.status == 429 ? body.quotaExtent : nil
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

    /// 429 refuses before anything is done, so it holds for every method, unless something
    /// allotted is used up, which seconds don't change.
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
    func afterAttempts(_ count: Int) -> CallError {
        var error = self
        if count > 1 { error.message += " (\(count) attempts)" }
        return error
    }

    /// The error of a request that would have to wait for too long.
    func withWait(_ wait: Duration, timeLeft: Duration?) -> CallError {
        var error = self
        error.help = Self.help(wait, timeLeft)
        return error
    }

    /// The error of a request that is not sent, since its service wants none for longer than the statement may take.
    static func paused(_ scope: QuotaScope, for wait: Duration, _ request: HTTPRequest) -> CallError
    {
        CallError(
            kind: .quota,
            message: "\(scope.text) wants no requests for \(wait.readable)",
            request: request.summary,
            help: help(wait, .zero)
        )
    }

    private static func help(_ wait: Duration, _ timeLeft: Duration?) -> String {
        let isTooLate = timeLeft.map { $0 <= wait } ?? false
        return "the service asks to wait \(wait.readable)"
            + (isTooLate ? ", which is longer than the statement may take" : "")
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
            return .seconds(min(seconds, Duration.longestSeconds))
        }
        return HTTPDate.seconds(text).map {
            .seconds(max(0, min(Double($0 - now), Duration.longestSeconds)))
        }
    }
}
