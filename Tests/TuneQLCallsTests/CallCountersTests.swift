import TestSupport
import Testing
import TransportSupport
import TuneQLCalls
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

/// What a client counts.
@Suite struct CallCountersTests {
    @Test func `calls, requests, repetitions, pages, rows and bytes are counted`() async throws {
        let first = #"{"tuningJobs":[{},{}],"nextPageToken":"t"}"#
        let second = #"{"tuningJobs":[{}]}"#
        let refusal = "{}"
        let transport = ScriptedTransport([
            .json(first), .failure(.connect),
            .json(refusal, status: 429, headers: [HTTPField(name: "Retry-After", value: "4")]),
            .json(second),
        ])
        var retry = RetryPolicy()
        retry.random = { 0.5 }
        let client = APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            retry: retry,
            clock: ManualClock()
        )
        let layout = JSONLayout(itemsPath: ["tuningJobs"], columns: ["name"])
        for try await _ in client.limited(by: CallBudget()).pages(
            of: call(listMethod),
            layout: layout
        ) {}
        var expected = CallCounts()
        expected.calls = 2
        expected.requests = 4
        expected.failures = 1
        expected.retries = 2
        expected.pages = 2
        expected.rows = 3
        expected.bytes = first.utf8.count + second.utf8.count + refusal.utf8.count
        expected.waited = .milliseconds(4_500)
        #expect(client.counters.current == expected)
    }
}
