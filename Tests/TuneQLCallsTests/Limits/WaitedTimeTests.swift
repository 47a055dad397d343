import TestSupport
import Testing
import TransportSupport
import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLTransport

/// How long statements and engines have waited.
@Suite struct WaitedTimeTests {
    private func client(_ transport: any Transport, _ clock: ManualClock) -> APIClient {
        APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            clock: clock,
            limits: ["google.aiplatform": QuotaLimit(rate: 0.5, burst: 1)]
        )
    }

    @Test func `the time in the queue counts, and nothing twice`() async throws {
        let clock = ManualClock()
        let budget = CallBudget()
        let refused = ScriptedTransport.Outcome.json(
            "{}",
            status: 429,
            headers: [HTTPField(name: "Retry-After", value: "9")]
        )
        let transport = ScriptedTransport([.json("{}"), refused, .json("{}"), .json("{}")])
        let client = client(transport, clock).limited(by: budget)
        for _ in 0..<3 { _ = try await client.response(to: call(listMethod)) }
        // Two seconds for a token, nine for the service, two for a token.
        #expect(budget.ledger.waited == .seconds(13))
        #expect(client.counters.current.waited == .seconds(13))
        #expect(budget.ledger.retries == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a wait ends that is slept through, with the line that was due in it`() async throws {
        let clock = ManualClock(lateness: .seconds(60))
        let budget = CallBudget()
        budget.report(to: { _ in })
        let refused = ScriptedTransport.Outcome.json(
            "{}",
            status: 503,
            headers: [HTTPField(name: "Retry-After", value: "9")]
        )
        let client = client(ScriptedTransport([refused, .json("{}")]), clock).limited(by: budget)
        _ = try await client.response(to: call(listMethod))
        #expect(budget.ledger.retries == 1)
        #expect(clock.sleeps.allSatisfy { $0 > .zero })
    }

    @Test(
        arguments: [
            ([], 0), ([0..<2], 2), ([0..<2, 1..<3], 3), ([0..<2, 3..<5], 4),
            ([0..<2, 3..<5, 1..<6], 6), ([1..<2, 3..<4, 0..<9], 9), ([2..<3, 2..<3], 1),
        ] as [([Range<Int>], Int)]
    )
    func `waits side by side count once for a statement`(waits: [Range<Int>], seconds: Int) {
        let budget = CallBudget()
        for wait in waits {
            budget.ledger.add(call(listMethod))
                .addWait(from: .seconds(wait.lowerBound), to: .seconds(wait.upperBound))
        }
        #expect(budget.ledger.waited == .seconds(seconds))
    }
}
