import Synchronization
import TestSupport
import Testing
import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

/// An API and its token service, on a clock that each page moves on by a second.
private final class ShortTokens: Transport {
    private struct State {
        var now: Int64 = 1_700_000_000
        var ends: [String: Int64] = [:]
        var running = 0
        var mostRunning = 0
        var refused = 0
    }

    private let state = Mutex(State())
    private let lifetime: Int64

    init(lifetime: Int64) { self.lifetime = lifetime }

    var now: Int64 { state.withLock { $0.now } }
    var tokens: Int { state.withLock { $0.ends.count } }
    var mostRunning: Int { state.withLock { $0.mostRunning } }
    var refused: Int { state.withLock { $0.refused } }
    func endAll() { state.withLock { $0.ends = $0.ends.mapValues { _ in 0 } } }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        request.url.hasSuffix("/token") ? await token() : page(request)
    }

    private func token() async -> HTTPResponse {
        let value = state.withLock { state in
            state.running += 1
            state.mostRunning = max(state.mostRunning, state.running)
            let value = "token-\(state.ends.count + 1)"
            state.ends[value] = state.now + lifetime
            return value
        }
        for _ in 0..<20 { await Task.yield() }
        state.withLock { $0.running -= 1 }
        return .json(#"{"access_token":"\#(value)","expires_in":\#(lifetime)}"#)
    }

    private func page(_ request: HTTPRequest) -> HTTPResponse {
        let isKnown = state.withLock { state in
            state.now += 1
            let token = request.headers["Authorization"]?.split(separator: " ").last ?? ""
            let isKnown = state.ends[String(token)].map { $0 >= state.now } ?? false
            if !isKnown { state.refused += 1 }
            return isKnown
        }
        return isKnown ? .json("{}") : HTTPResponse(status: 401)
    }
}

extension HTTPResponse {
    fileprivate static func json(_ text: String) -> HTTPResponse {
        HTTPResponse(status: 200, body: Array(text.utf8))
    }
}

@Suite struct LongListTests {
    private static let user = """
        {"type":"authorized_user","client_id":"c","client_secret":"planted-secret",
         "refresh_token":"planted-refresh","token_uri":"http://127.0.0.1:1/token"}
        """

    private func client(_ transport: ShortTokens) -> APIClient {
        let source = Credentials.resolve(
            authJSON: nil,
            environment: ["GOOGLE_CREDENTIALS": Self.user, "NO_GCE_CHECK": "true"],
            transport: transport,
            clock: ManualClock(),
            now: { transport.now }
        )
        return APIClient(transport: transport, credentials: source, clock: ManualClock())
    }

    @Test func `tokens of five seconds last through a long list`() async throws {
        let transport = ShortTokens(lifetime: 5)
        let client = client(transport)
        for _ in 0..<100 { _ = try await client.response(to: call(listMethod)) }
        #expect(transport.tokens == 25)
        #expect(transport.refused == 0)
    }

    @Test func `32 requests whose token was refused share one refresh`() async throws {
        let transport = ShortTokens(lifetime: 3600)
        let client = client(transport)
        _ = try await client.response(to: call(listMethod))
        transport.endAll()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<32 {
                group.addTask { try await client.response(to: call(listMethod)).status }
            }
            for try await status in group { #expect(status == 200) }
        }
        #expect(transport.tokens == 2)
        #expect(transport.mostRunning == 1)
    }

    @Test func `a refusal says whose token it was`() async throws {
        let transport = ShortTokens(lifetime: 0)
        let client = client(transport)
        do {
            _ = try await client.response(to: call(listMethod))
            Issue.record("the token has no life at all")
        } catch {
            #expect(error.kind == .credentials)
            #expect(
                error.help
                    == "run gcloud auth application-default login, then unset GOOGLE_CREDENTIALS, which "
                    + "holds the old login; the call was made with authorized_user from "
                    + "GOOGLE_CREDENTIALS"
            )
        }
        #expect(transport.refused == 2)
    }
}
