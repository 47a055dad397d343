import Synchronization
import TestSupport
import Testing
import TransportSupport
import TuneQLCalls
import TuneQLCredentials
import TuneQLTransport

/// Waits that a service asks for.
@Suite struct RetryAfterTests {
    /// Sunday, 6 November 1994, 8:49:37.
    private static let now: Int64 = 784_111_777

    private func client(_ transport: any Transport, _ clock: ManualClock) -> APIClient {
        var retry = RetryPolicy()
        retry.random = { 0 }
        return APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            retry: retry,
            clock: clock,
            now: { Self.now }
        )
    }

    private func refusal(_ status: Int, _ value: String) -> ScriptedTransport.Outcome {
        .json("{}", status: status, headers: [HTTPField(name: "Retry-After", value: value)])
    }

    @Test(
        arguments: [
            ("7", 7), ("2.5", 2.5), ("0", 0), ("-5", 0), ("soon", 0), ("", 0), ("1e12", 0),
            ("Sun, 06 Nov 1994 08:49:57 GMT", 20), ("Sun, 06 Nov 1994 08:49:07 GMT", 0),
            ("Sun, 06 Nov 1994", 0), ("5, 6", 0), (".", 0),
        ] as [(String, Double)]
    )
    func `a wait is read, and what is none is no wait`(value: String, seconds: Double) async throws
    {
        let clock = ManualClock()
        let transport = ScriptedTransport([refusal(503, value), .json("[1]")])
        let response = try await client(transport, clock).response(to: call(listMethod))
        #expect(response.status == 200)
        #expect(clock.sleeps.reduce(.zero, +) == .seconds(seconds))
    }

    @Test(
        arguments: [
            "61", "1000000000000", "99999999999999999999999", "Sun, 06 Nov 9994 08:49:37 GMT",
        ],
        [429, 503]
    )
    func `a wait that is too long is not waited for`(value: String, status: Int) async {
        let clock = ManualClock()
        let transport = ScriptedTransport([refusal(status, value)])
        let error = await #expect(throws: CallError.self) {
            try await client(transport, clock).response(to: call(listMethod))
        }
        #expect(error?.kind == (status == 429 ? .quota : .api))
        #expect(error?.help?.hasPrefix("the service asks clients to wait ") == true)
        #expect(clock.sleeps.isEmpty)
    }

    @Test(arguments: [429, 503])
    func `a wait that is longer than the statement may take fails at once`(status: Int) async {
        let clock = ManualClock()
        let transport = ScriptedTransport([refusal(status, "40"), .json("[1]")])
        let client = client(transport, clock)
        let budget = CallBudget()
        budget.limit(time: .seconds(30), clock)
        let error = await #expect(throws: CallError.self) {
            try await client.limited(by: budget).response(to: call(listMethod))
        }
        #expect(error?.httpStatus == status)
        #expect(
            error?.help
                == "the service asks clients to wait 40 s, which is longer than the statement's "
                + "time limit; "
                + "run the statement again then"
        )
        #expect(clock.sleeps.isEmpty)
        // The next one has no time for the rest of the wait either, and sends nothing.
        let next = await #expect(throws: CallError.self) {
            try await client.limited(by: budget).response(to: call(listMethod))
        }
        #expect(next?.kind == .quota)
        #expect(next?.message == "google.aiplatform (us-central1) asks clients to pause for 40 s")
        #expect(transport.requests.count == 1)
        // Who has the time waits.
        _ = try? await client.response(to: call(listMethod))
        #expect(clock.sleeps.reduce(.zero, +) == .seconds(40))
        #expect(transport.requests.count == 2)
    }

    @Test func `a long wait before a repetition is told`() async throws {
        let clock = ManualClock()
        let lines = Mutex<[String]>([])
        let budget = CallBudget()
        budget.report { line in lines.withLock { $0.append(line) } }
        let transport = ScriptedTransport([refusal(503, "20"), .json("[1]")])
        _ = try await client(transport, clock).limited(by: budget).response(to: call(listMethod))
        #expect(clock.sleeps.reduce(.zero, +) == .seconds(20))
        let told = lines.withLock { $0 }
        #expect(told.count == 4)
        #expect(told.first?.hasPrefix("retrying in 19 s: ") == true)
    }
}
