import Synchronization
import TestSupport
import Testing
import TransportSupport
import TuneQLCredentials
import TuneQLTransport

/// A transport whose answers wait until they are let through.
private final class HeldTransport: Transport {
    private typealias Outcome = Result<HTTPResponse, TransportError>
    private typealias Waiting = (number: Int, continuation: CheckedContinuation<Outcome, Never>)

    private let state = Mutex((count: 0, waiting: [Waiting]()))
    let arrivals: AsyncStream<Void>
    private let arrival: AsyncStream<Void>.Continuation

    init() {
        (arrivals, arrival) = AsyncStream.makeStream()
    }

    var count: Int { state.withLock { $0.count } }

    /// Answers the request that has waited longest.
    func letThrough(token: String) {
        let body = #"{"access_token":"\#(token)","expires_in":3600}"#
        let first = state.withLock { $0.waiting.removeFirst() }
        first.continuation.resume(
            returning: .success(HTTPResponse(status: 200, body: Array(body.utf8)))
        )
    }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { $0.waiting.append((number, continuation)) }
                arrival.yield()
            }
        } onCancel: {
            cancel(number)
        }
        return try outcome.get()
    }

    private func cancel(_ number: Int) {
        let cancelled = state.withLock { state in
            let cancelled = state.waiting.first { $0.number == number }
            state.waiting.removeAll { $0.number == number }
            return cancelled
        }
        cancelled?.continuation.resume(
            returning: .failure(TransportError(.cancelled, "cancelled"))
        )
    }
}

@Suite struct TokenRefreshTests {
    private static let user = """
        {"type":"authorized_user","client_id":"c","client_secret":"s","refresh_token":"r"}
        """

    private func source(
        _ transport: any Transport,
        now: @escaping @Sendable () -> Int64 = { 0 }
    ) -> any CredentialSource {
        Credentials.resolve(
            authJSON: nil,
            environment: ["GOOGLE_CREDENTIALS": Self.user],
            transport: transport,
            clock: ManualClock(),
            now: now
        )
    }

    @Test func `callers at the same time share one refresh`() async throws {
        let transport = HeldTransport()
        let source = source(transport)
        try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<20 {
                group.addTask { try await source.authorization(replacing: nil)["Authorization"] }
            }
            for await _ in transport.arrivals { break }
            transport.letThrough(token: "t-1")
            for try await token in group { #expect(token == "Bearer t-1") }
        }
        #expect(transport.count == 1)
    }

    /// How long a token is used: to 225 s before its end, or three quarters of a short life.
    @Test(
        arguments: [(3600, 3375), (900, 675), (100, 75), (5, 4), (3, 3), (1, 1)]
            as [(Int64, Int64)]
    )
    func `a token is replaced before its end`(lifetime: Int64, last: Int64) async throws {
        let time = Mutex<Int64>(0)
        let answer = #"{"access_token":"t","expires_in":\#(lifetime)}"#
        let transport = ScriptedTransport([.json(answer), .json(answer)])
        let source = source(transport) { time.withLock { $0 } }
        for (now, count) in [(0, 1), (last - 1, 1), (last, 2)] {
            time.withLock { $0 = now }
            _ = try await source.authorization(replacing: nil)
            #expect(transport.requests.count == count, "at \(now)")
        }
    }

    @Test func `a token that has not ended outlasts trouble of the service that gives others`()
        async throws
    {
        let time = Mutex<Int64>(0)
        let trouble = ScriptedTransport.Outcome.failure(.connect)
        let transport = ScriptedTransport(
            [.json(#"{"access_token":"t-1","expires_in":3600}"#)]
                + Array(repeating: trouble, count: 9)
        )
        let source = source(transport) { time.withLock { $0 } }
        let first = try await source.authorization(replacing: nil)
        for (now, count) in [(3400, 4), (3429, 4), (3430, 7)] as [(Int64, Int)] {
            time.withLock { $0 = now }
            #expect(try await source.authorization(replacing: nil) == first)
            #expect(transport.requests.count == count, "at \(now)")
        }
        await #expect(throws: CredentialError.self) {
            try await source.authorization(replacing: first)
        }
        time.withLock { $0 = 3600 }
        await #expect(throws: CredentialError.self) {
            try await source.authorization(replacing: nil)
        }
    }

    @Test func `a refused token is replaced once, whoever asks`() async throws {
        let transport = ScriptedTransport([
            .json(#"{"access_token":"t-1"}"#), .json(#"{"access_token":"t-2"}"#),
        ])
        let source = source(transport)
        let first = try await source.authorization(replacing: nil)
        let second = try await source.authorization(replacing: first)
        #expect(second["Authorization"] == "Bearer t-2")
        #expect(try await source.authorization(replacing: first) == second)
        #expect(transport.requests.count == 2)
    }

    @Test func `a waiter that is cancelled leaves the others waiting`() async throws {
        let transport = HeldTransport()
        let source = source(transport)
        let stays = Task { try await source.authorization(replacing: nil)["Authorization"] }
        for await _ in transport.arrivals { break }
        let leaves = Task { () -> CredentialError.Kind? in
            do throws(CredentialError) {
                _ = try await source.authorization(replacing: nil)
                return nil
            } catch {
                return error.kind
            }
        }
        leaves.cancel()
        #expect(await leaves.value == .cancelled)
        transport.letThrough(token: "t-1")
        #expect(try await stays.value == "Bearer t-1")
    }

    @Test func `a refresh that nobody waits for is given up, and the next one works`() async throws
    {
        let transport = HeldTransport()
        let source = source(transport)
        let leaves = Task { try? await source.authorization(replacing: nil) }
        for await _ in transport.arrivals { break }
        leaves.cancel()
        #expect(await leaves.value == nil)
        let next = Task { try await source.authorization(replacing: nil)["Authorization"] }
        for await _ in transport.arrivals { break }
        transport.letThrough(token: "t-2")
        #expect(try await next.value == "Bearer t-2")
    }
}
