import Testing
import TransportSupport
import TuneQLCalls
import TuneQLTransport

/// What is decided about an attempt, and what the limiter learns from it.
@Suite struct RetryDecisionTests {
    private func decision(
        _ outcome: Result<HTTPResponse, TransportError>,
        _ request: HTTPRequest,
        attempt: Int = 1,
        timeLeft: Duration? = nil
    ) -> RetryPolicy.Decision {
        RetryPolicy().decision(
            outcome,
            of: request,
            attempt: attempt,
            timeLeft: timeLeft,
            now: 0,
            advice: .none
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
}
