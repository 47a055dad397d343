import Testing
import TransportSupport
import TuneQLCalls
import TuneQLTransport

/// What is decided about an attempt, and what the limiter learns from it.
@Suite struct RetryPolicyTests {
    private func decision(
        _ outcome: Result<HTTPResponse, TransportError>,
        _ request: HTTPRequest,
        attempt: Int = 1,
        timeLeft: Duration? = nil,
        by policy: RetryPolicy = RetryPolicy(),
        advice: ProviderAdvice = .none
    ) -> RetryPolicy.Decision {
        policy.decision(
            outcome,
            of: request,
            attempt: attempt,
            timeLeft: timeLeft,
            now: 0,
            advice: advice
        )
    }

    private func text(_ decision: RetryPolicy.Decision) -> String {
        switch decision {
        case .accept: "accept"
        case .fail(let error): "fail \(error.kind)"
        case .wait(_, let asked, _): "wait \(asked / .seconds(1))"
        case .queue(let extent, let asked, _): "queue \(extent) \(asked / .seconds(1))"
        case .tooLate(let extent, let asked, _):
            "too late \(extent.map { "\($0)" } ?? "-") \(asked / .seconds(1))"
        }
    }

    private func text(_ outcome: QuotaQueue.Outcome) -> String {
        switch outcome {
        case .admitted(let kind): "admitted \(kind)"
        case .refused(let extent, let pause): "refused \(extent) \(pause / .seconds(1))"
        case .lost(let pause): "lost \(pause / .seconds(1))"
        }
    }

    @Test(
        arguments: [
            (200, nil, "accept", "admitted list"), (302, nil, "fail api", "admitted list"),
            (404, nil, "fail api", "admitted list"),
            (401, nil, "fail credentials", "admitted list"),
            (206, nil, "fail transport", "lost 0.0"),
            (429, nil, "queue service 0.0", "refused service 0.0"),
            (429, "7", "queue service 7.0", "refused service 7.0"),
            (429, "61", "fail quota", "lost 0.0"),
            (429, "20", "too late service 20.0", "refused service 20.0"),
            (503, nil, "wait 0.0", "lost 0.0"), (503, "7", "wait 7.0", "lost 7.0"),
            (503, "20", "too late - 20.0", "lost 20.0"), (501, nil, "fail api", "lost 0.0"),
        ] as [(Int, String?, String, String)]
    )
    func `a response decides, and the limiter learns from it`(
        status: Int,
        retryAfter: String?,
        decided: String,
        learned: String
    ) {
        let headers = retryAfter.map { [HTTPField(name: "Retry-After", value: $0)] } ?? []
        let response = HTTPResponse(status: status, headers: headers, body: Array("{}".utf8))
        let decision = decision(.success(response), getRequest, timeLeft: .seconds(10))
        #expect(text(decision) == decided)
        #expect(text(decision.outcome(of: call(listMethod))) == learned)
    }

    @Test(
        arguments: [
            (.connect, "wait 0.0", "wait 0.0"), (.timedOut, "wait 0.0", "fail unknownOutcome"),
            (.interrupted, "wait 0.0", "fail unknownOutcome"),
            (.tls, "fail transport", "fail transport"),
            (.cancelled, "fail cancelled", "fail cancelled"),
            (.notRecorded, "fail notRecorded", "fail notRecorded"),
        ] as [(TransportError.Kind, String, String)]
    )
    func `a write is repeated only if it certainly was not sent`(
        kind: TransportError.Kind,
        read: String,
        write: String
    ) {
        let failure = TransportError(kind, "x")
        #expect(text(decision(.failure(failure), getRequest)) == read)
        #expect(text(decision(.failure(failure), postRequest)) == write)
    }

    @Test func `the last attempt is not repeated`() {
        let response = HTTPResponse(status: 503)
        #expect(text(decision(.success(response), getRequest, attempt: 4)) == "wait 0.0")
        guard case .fail(let error) = decision(.success(response), getRequest, attempt: 5) else {
            Issue.record("repeated")
            return
        }
        #expect(error.message.hasSuffix(" (5 attempts)"))
    }

    // MARK: Waits

    /// The wait before the next attempt, in seconds; nil when there is none.
    private func wait(
        after attempt: Int,
        _ headers: [HTTPField] = [],
        random: Double = 1,
        attempts: Int = .max
    ) -> Double? {
        var policy = RetryPolicy()
        policy.maximumAttempts = attempts
        policy.random = { random }
        let response = HTTPResponse(status: 503, headers: headers)
        let decision = decision(.success(response), getRequest, attempt: attempt, by: policy)
        guard case .wait(let wait, _, _) = decision else { return nil }
        return wait / .seconds(1)
    }

    @Test func `waits double up to a limit, and a random part of each is waited`() {
        #expect((1...7).map { wait(after: $0) } == [1, 2, 4, 8, 16, 32, 32])
        #expect(wait(after: 100_000) == 32)
        #expect((1...3).map { wait(after: $0, random: 0.25) } == [0.25, 0.5, 1])
        #expect(wait(after: 5, random: 0) == 0)
    }

    @Test func `a wait is never shorter than the service asks for`() {
        let asked = [HTTPField(name: "Retry-After", value: "3")]
        #expect((1...4).map { wait(after: $0, asked) } == [3, 3, 4, 8])
        #expect(wait(after: 4, asked, random: 0) == 3)
    }

    @Test func `an only attempt is not repeated, and its error counts none`() {
        var policy = RetryPolicy()
        policy.maximumAttempts = 1
        let decision = decision(.success(HTTPResponse(status: 503)), getRequest, by: policy)
        guard case .fail(let error) = decision else {
            Issue.record("repeated")
            return
        }
        #expect(!error.message.contains("attempt"))
    }

    @Test(
        arguments: [
            (429, "60", nil, "queue service 60.0"), (429, "61", nil, "fail quota"),
            (503, "60", nil, "wait 60.0"), (503, "61", nil, "fail api"),
            (429, "9", 10, "queue service 9.0"), (429, "10", 10, "too late service 10.0"),
            (503, "9", 10, "wait 9.0"), (503, "10", 10, "too late - 10.0"),
            (503, nil, 0, "wait 0.0"), (429, nil, 0, "queue service 0.0"),
        ] as [(Int, String?, Int?, String)]
    )
    func `the longest wait is the last that is waited, and time left the first that is not`(
        status: Int,
        retryAfter: String?,
        timeLeft: Int?,
        decided: String
    ) {
        let headers = retryAfter.map { [HTTPField(name: "Retry-After", value: $0)] } ?? []
        let response = HTTPResponse(status: status, headers: headers)
        let left = timeLeft.map { Duration.seconds($0) }
        #expect(text(decision(.success(response), getRequest, timeLeft: left)) == decided)
    }

    // MARK: Requests

    @Test(
        arguments: [
            (408, "wait 0.0", "fail unknownOutcome"),
            (429, "queue service 0.0", "queue service 0.0"),
            (500, "wait 0.0", "fail unknownOutcome"), (501, "fail api", "fail api"),
            (502, "wait 0.0", "fail unknownOutcome"), (503, "wait 0.0", "fail unknownOutcome"),
            (504, "wait 0.0", "fail unknownOutcome"), (505, "fail api", "fail api"),
            (409, "fail api", "fail api"), (204, "accept", "accept"), (299, "accept", "accept"),
            (300, "fail api", "fail api"), (100, "fail api", "fail api"),
        ] as [(Int, String, String)]
    )
    func `a write is repeated only where nothing was done`(
        status: Int,
        read: String,
        write: String
    ) {
        let response = HTTPResponse(status: status)
        #expect(text(decision(.success(response), getRequest)) == read)
        #expect(text(decision(.success(response), postRequest)) == write)
    }

    @Test(
        arguments: [
            (#"{"@type": "google.rpc.QuotaFailure"}"#, "fail quota"),
            (
                #"{"@type": "google.rpc.QuotaFailure"}, {"@type": "google.rpc.RetryInfo", "retryDelay": "4s"}"#,
                "queue service 4.0"
            ),
            (#"{"@type": "google.rpc.RetryInfo", "retryDelay": "4s"}"#, "queue service 4.0"),
            (#"{"@type": "google.rpc.RetryInfo", "retryDelay": "1s"}"#, "queue service 2.0"),
            (#"{"@type": "google.rpc.RetryInfo", "retryDelay": "-1s"}"#, "queue service 2.0"),
            (
                #"{"@type": "google.rpc.ErrorInfo", "metadata": {"consumer": "projects/1"}}"#,
                "queue project 2.0"
            ),
            (
                #"{"@type": "google.rpc.ErrorInfo", "metadata": {"consumer": "projects/1", "quota_location": "us"}}"#,
                "queue location 2.0"
            ),
        ]
    )
    func `the details of a refusal say whether and how long to wait, and what for`(
        details: String,
        decided: String
    ) {
        let response = HTTPResponse(
            status: 429,
            headers: [HTTPField(name: "Retry-After", value: "2")],
            body: Array(#"{"error": {"code": 429, "details": [\#(details)]}}"#.utf8)
        )
        let google = ProviderAdvice(service: "google.aiplatform")
        #expect(text(decision(.success(response), getRequest, advice: google)) == decided)
        // Only the advice on a provider says what its metadata mean.
        let neutral = text(decision(.success(response), getRequest))
        #expect(neutral.hasPrefix("queue service") == decided.hasPrefix("queue"))
    }

    @Test func `refusals for quota do not count as attempts`() {
        let response = HTTPResponse(status: 429)
        #expect(
            text(decision(.success(response), getRequest, attempt: 1000)) == "queue service 0.0"
        )
    }
}
