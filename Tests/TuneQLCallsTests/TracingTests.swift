import TestSupport
import Testing
import TransportSupport
import TuneQLCalls
import TuneQLCredentials
import TuneQLTransport

/// The trace that requests tell of.
@Suite struct TracingTests {
    private static let traceID = "0af7651916cd43dd8448eb211c80319c"
    private static let parent = "00-\(traceID)-b7ad6b7169203331-01"

    private func client(
        _ transport: ScriptedTransport,
        _ environment: [String: String] = [:]
    ) -> APIClient {
        APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            clock: ManualClock(),
            tracing: Tracing(environment: environment)
        )
    }

    private func parts(_ request: HTTPRequest) throws -> [String] {
        try #require(request.headers["traceparent"]).split(separator: "-").map(String.init)
    }

    @Test func `a statement has one trace, a call one span, and a repetition none of its own`()
        async throws
    {
        let transport = ScriptedTransport([
            .json("{}"), .json("{}", status: 503), .json("{}"), .json("{}"),
        ])
        let client = client(transport)
        let statement = client.limited(by: CallBudget())
        _ = try await statement.response(to: call(listMethod))
        _ = try await statement.response(to: call(listMethod))
        _ = try await client.limited(by: CallBudget()).response(to: call(listMethod))
        let sent = try transport.requests.map(parts)
        #expect(sent.count == 4)
        for parts in sent {
            #expect(parts.map(\.utf8.count) == [2, 32, 16, 2])
            #expect(parts[0] == "00" && parts[3] == "00")
        }
        #expect(sent[0][1] == sent[1][1])
        #expect(sent[0][2] != sent[1][2])
        #expect(sent[1] == sent[2])
        #expect(sent[3][1] != sent[0][1])
    }

    @Test func `the trace that the process was started in goes on`() async throws {
        let transport = ScriptedTransport([.json("{}")])
        let client = client(transport, ["TRACEPARENT": Self.parent, "TRACESTATE": "a=1"])
        _ = try await client.limited(by: CallBudget()).response(to: call(listMethod))
        let sent = try parts(transport.requests[0])
        #expect(sent[1] == Self.traceID)
        #expect(sent[2] != "b7ad6b7169203331")
        #expect(sent[3] == "01")
        #expect(transport.requests[0].headers["tracestate"] == "a=1")
    }

    @Test(
        arguments: [
            "", "00", "00-\(traceID)-b7ad6b7169203331", "ff-\(traceID)-b7ad6b7169203331-01",
            "00-\(traceID)-b7ad6b7169203331-01-more",
            "00-\(traceID.uppercased())-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-\(traceID)-0000000000000000-01", "00-\(traceID)-b7ad6b7169203331-01\r\nX: y",
        ]
    )
    func `what is no trace is not continued`(_ text: String) {
        #expect(TraceContext(traceparent: text) == nil)
    }

    @Test func `a later version is read, and a state that is no header is left out`() {
        let context = TraceContext(
            traceparent: "01-\(Self.traceID)-b7ad6b7169203331-01-more",
            state: "a=1\r\nX: y"
        )
        #expect(context?.traceID == Self.traceID)
        #expect(context?.state == nil)
    }
}
