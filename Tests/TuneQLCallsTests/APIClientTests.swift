import Synchronization
import TestSupport
import Testing
import TransportSupport
import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

/// A source that gives `Bearer 1`, and the next number when the last was refused.
private final class CountingCredentials: CredentialSource {
    private let last: Int
    private let current = Mutex(1)

    init(last: Int = .max) { self.last = last }

    func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField] {
        let number = current.withLock { number in
            if rejected != nil { number = min(number + 1, last) }
            return number
        }
        return [HTTPField(name: "Authorization", value: "Bearer token-\(number)")]
    }
}

@Suite struct APIClientTests {
    private let clock = ManualClock()

    private func client(
        _ transport: ScriptedTransport,
        credentials: any CredentialSource = StaticCredentials.none,
        random: Double = 1,
        observer: (@Sendable (CallEvent) -> Void)? = nil
    ) -> APIClient {
        var retry = RetryPolicy()
        retry.random = { random }
        // Sun, 06 Nov 1994 08:49:37 GMT
        return APIClient(
            transport: transport,
            credentials: credentials,
            retry: retry,
            clock: clock,
            now: { 784_111_777 },
            observer: observer
        )
    }

    private func error(_ client: APIClient, _ call: MethodCall) async -> CallError? {
        do {
            _ = try await client.response(to: call)
            return nil
        } catch {
            return error
        }
    }

    private let get = call(getMethod, ["tuningJobsId": "1"])
    private let create = call(createMethod, body: [:])

    @Test func `an answer is handed over as it came`() async throws {
        let transport = ScriptedTransport([.json(#"{"name":"x"}"#, status: 201)])
        let response = try await client(transport).response(to: get)
        #expect(response.status == 201)
        #expect(response.body == Array(#"{"name":"x"}"#.utf8))
        #expect(clock.sleeps.isEmpty)
    }

    @Test(arguments: [408, 429, 500, 502, 503, 504])
    func `a read is repeated after trouble of the service`(status: Int) async throws {
        let transport = ScriptedTransport([.json("{}", status: status), .json("[1]")])
        #expect(try await client(transport).response(to: get).body == Array("[1]".utf8))
        // What a quota refuses waits in its queue.
        #expect(clock.sleeps == [status == 429 ? .milliseconds(500) : .seconds(1)])
    }

    @Test(arguments: [.connect, .interrupted, .timedOut] as [TransportError.Kind])
    func `a read is repeated when no answer came`(kind: TransportError.Kind) async throws {
        let transport = ScriptedTransport([.failure(kind), .json("[1]")])
        #expect(try await client(transport).response(to: get).status == 200)
        #expect(transport.requests.count == 2)
    }

    @Test(arguments: [.tls, .malformed, .unsendable, .cancelled] as [TransportError.Kind])
    func `what would fail again is not repeated`(kind: TransportError.Kind) async {
        let transport = ScriptedTransport([.failure(kind)])
        let error = await error(client(transport), get)
        #expect(error?.kind == (kind == .cancelled ? .cancelled : .transport))
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [400, 403, 404, 409, 499, 501, 302])
    func `a refusal is not repeated`(status: Int) async {
        let transport = ScriptedTransport([.json("{}", status: status)])
        let error = await error(client(transport), get)
        #expect(error?.httpStatus == status)
        #expect(transport.requests.count == 1)
    }

    @Test func `waits double, and end after five attempts`() async {
        let transport = ScriptedTransport(Array(repeating: .json("{}", status: 503), count: 9))
        let error = await error(client(transport), get)
        #expect(transport.requests.count == 5)
        #expect(clock.sleeps == [.seconds(1), .seconds(2), .seconds(4), .seconds(8)])
        #expect(error?.message == "HTTP 503: the server gave no explanation (5 attempts)")
    }

    @Test func `waits are spread over the whole interval`() async {
        let transport = ScriptedTransport([.json("{}", status: 503), .json("{}")])
        #expect(await error(client(transport, random: 0.25), get) == nil)
        #expect(clock.sleeps == [.milliseconds(250)])
    }

    @Test(
        arguments: [
            ("22", .seconds(22)), ("0", .seconds(1)), ("-5", .seconds(1)), ("soon", .seconds(1)),
            ("Sun, 06 Nov 1994 08:49:57 GMT", .seconds(20)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", .seconds(1)),
        ] as [(String, Duration)]
    )
    func `Retry-After is the least wait`(text: String, wait: Duration) async {
        let field = HTTPField(name: "Retry-After", value: text)
        let transport = ScriptedTransport([
            .json("{}", status: 503, headers: [field]), .json("{}"),
        ])
        #expect(await error(client(transport), get) == nil)
        #expect(clock.sleeps == [wait])
    }

    @Test func `RetryInfo is the least wait, the longest of all holds`() async throws {
        let field = HTTPField(name: "Retry-After", value: "22")
        let transport = ScriptedTransport([
            try .recorded("429-rate-limit.json", 429),
            try .recorded("429-rate-limit.json", 429, headers: [field]), .json("{}"),
        ])
        #expect(await error(client(transport), create) == nil)
        #expect(clock.sleeps == [.milliseconds(21_500), .seconds(22)])
    }

    @Test func `a wait that is too long is left to the user`() async {
        let field = HTTPField(name: "Retry-After", value: "120")
        let transport = ScriptedTransport([.json("{}", status: 429, headers: [field])])
        let error = await error(client(transport), get)
        #expect(error?.kind == .quota)
        #expect(
            error?.help == "the service asks clients to wait 2 min; run the statement again then"
        )
        #expect(clock.sleeps.isEmpty)
    }

    @Test func `a quota that seconds don't change is reported at once`() async throws {
        let transport = ScriptedTransport([try .recorded("429-quota-failure.json", 429)])
        let error = await error(client(transport), create)
        #expect(error?.kind == .quota)
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [500, 502, 504])
    func `a write with an unknown outcome is said to be one`(status: Int) async {
        let transport = ScriptedTransport([.json("{}", status: status)])
        let error = await error(client(transport), create)
        #expect(error?.kind == .unknownOutcome)
        #expect(error?.httpStatus == status)
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [.interrupted, .timedOut, .malformed] as [TransportError.Kind])
    func `a write whose answer is lost is not repeated`(kind: TransportError.Kind) async {
        let transport = ScriptedTransport([.failure(kind)])
        let error = await error(client(transport), create)
        #expect(error?.kind == .unknownOutcome)
        #expect(
            error?.message
                == "the outcome is unknown, the service may have carried it out: it was \(kind.rawValue)"
        )
        #expect(transport.requests.count == 1)
    }

    @Test func `a write is repeated when the service certainly did nothing`() async {
        let transport = ScriptedTransport([
            .failure(.connect), .json("{}", status: 429), .json("{}"),
        ])
        #expect(await error(client(transport), create) == nil)
        #expect(transport.requests.count == 3)
        #expect(Set(transport.requests).count == 1)
    }

    @Test func `a write is not repeated after 503`() async {
        let transport = ScriptedTransport([.json("{}", status: 503)])
        #expect(await error(client(transport), create)?.kind == .unknownOutcome)
        #expect(transport.requests.count == 1)
    }

    @Test func `a refused token is replaced once, for every verb`() async throws {
        for call in [get, create] {
            let transport = ScriptedTransport([
                try .recorded("401-token-expired.json", 401), .json("{}"),
            ])
            let client = client(transport, credentials: CountingCredentials())
            #expect(await error(client, call) == nil)
            #expect(
                transport.requests.map { $0.headers["Authorization"] }
                    == ["Bearer token-1", "Bearer token-2"]
            )
        }
        #expect(clock.sleeps.isEmpty)
    }

    @Test func `a second refusal is final`() async throws {
        let transport = ScriptedTransport(
            Array(repeating: try .recorded("401-token-expired.json", 401), count: 5)
        )
        let error = await error(client(transport, credentials: CountingCredentials()), get)
        #expect(error?.kind == .credentials)
        #expect(error?.reason == "ACCESS_TOKEN_EXPIRED")
        #expect(transport.requests.count == 2)
    }

    @Test func `a token that can't be replaced is not sent twice`() async throws {
        let transport = ScriptedTransport([try .recorded("401-token-expired.json", 401)])
        let error = await error(client(transport, credentials: CountingCredentials(last: 1)), get)
        #expect(error?.kind == .credentials)
        #expect(transport.requests.count == 1)
    }

    @Test func `a call that can't be a request sends nothing`() async {
        let transport = ScriptedTransport([])
        let error = await error(client(transport), call(getMethod))
        #expect(error?.kind == .invalidRequest)
        #expect(error?.message == "tuningJobsId is missing: get needs it")
        #expect(transport.requests.isEmpty)
    }

    @Test func `cancelling during a wait ends the call`() async {
        let transport = ScriptedTransport([.json("{}", status: 503), .json("{}")])
        let client = client(transport) { event in
            if case .retry = event.step { withUnsafeCurrentTask { $0?.cancel() } }
        }
        let task = Task { await error(client, get) }
        #expect(await task.value?.kind == .cancelled)
        #expect(transport.requests.count == 1)
    }

    @Test func `events tell the steps, and no secret`() async {
        let events = Mutex<[CallEvent]>([])
        let transport = ScriptedTransport([
            .json(#"{"error":{"message":"bad token-1"}}"#, status: 503), .failure(.timedOut),
            .json("[1]"),
        ])
        let client = client(transport, credentials: CountingCredentials()) { event in
            events.withLock { $0.append(event) }
        }
        #expect(await error(client, call(listMethod, ["key": "planted-key"])) == nil)
        let url =
            "https://us-central1-aiplatform.googleapis.com/v1/projects/p-1/locations/us-central1"
            + "/tuningJobs?key=…&prettyPrint=false"
        let request = CallEvent(call: 1, step: .request(method: "GET", url: url))
        let lost = TransportError(.timedOut, "it was timedOut")
        #expect(
            events.withLock { $0 } == [
                request,
                CallEvent(call: 1, step: .response(status: 503, bytes: 35, duration: .zero)),
                CallEvent(
                    call: 1,
                    step: .retry(reason: "UNAVAILABLE: bad …", wait: .seconds(1))
                ),
                request, CallEvent(call: 1, step: .failure(lost, duration: .zero)),
                CallEvent(call: 1, step: .retry(reason: "it was timedOut", wait: .seconds(2))),
                request,
                CallEvent(call: 1, step: .response(status: 200, bytes: 3, duration: .zero)),
            ]
        )
    }

    @Test func `a token that the service repeats is not shown`() async {
        let transport = ScriptedTransport([
            .json(#"{"error":{"message":"the token token-1 is bad"}}"#, status: 400)
        ])
        let error = await error(client(transport, credentials: CountingCredentials()), get)
        #expect(error?.message == "INVALID_ARGUMENT: the token … is bad")
    }
}
