import Synchronization
import TestSupport
import Testing
import TransportSupport
import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLTransport

/// Calls of a client whose service refuses some for their number.
@Suite struct LimitedCallTests {
    private let clock = ManualClock()

    private func client(
        _ transport: any Transport,
        limits: [String: QuotaLimit] = [:],
        endpoints: Endpoints = Endpoints(),
        observer: (@Sendable (CallEvent) -> Void)? = nil
    ) -> APIClient {
        var retry = RetryPolicy()
        retry.random = { 0 }
        return APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            endpoints: endpoints,
            retry: retry,
            clock: clock,
            limits: limits,
            observer: observer
        )
    }

    private let refused = ScriptedTransport.Outcome.json("{}", status: 429)

    private func get(_ number: Int) -> MethodCall {
        call(getMethod, ["tuningJobsId": "\(number)"])
    }

    @Test func `refusals wait for their turn and don't use up the attempts`() async throws {
        let transport = ScriptedTransport(Array(repeating: refused, count: 6) + [.json("[1]")])
        let response = try await client(transport).response(to: get(1))
        #expect(response.body == Array("[1]".utf8))
        let sum = clock.sleeps.reduce(.zero, +)
        #expect(clock.sleeps.count == 6)
        #expect(sum > .seconds(7) && sum < .seconds(8))
    }

    @Test func `a service that refuses everything is left after a minute`() async {
        let transport = ScriptedTransport(Array(repeating: refused, count: 20))
        let error = await #expect(throws: CallError.self) {
            try await client(transport).response(to: get(1))
        }
        #expect(error?.kind == .quota)
        #expect(error?.message.hasSuffix("(13 attempts)") ?? false)
        #expect(transport.requests.count == 13)
    }

    @Test func `a wait is told with its quota`() async throws {
        let waits = Mutex<[CallEvent.Step]>([])
        let transport = ScriptedTransport([refused, .json("{}")])
        let client = client(transport) { event in
            if case .wait = event.step { waits.withLock { $0.append(event.step) } }
        }
        _ = try await client.response(to: get(1))
        let quota = "google.aiplatform (us-central1)"
        #expect(waits.withLock { $0 } == [.wait(quota: quota, duration: .milliseconds(500))])
    }

    @Test func `a document's limit holds at its own hosts alone`() async throws {
        var method = getMethod
        method.quota = QuotaRule(requestsPerMinute: 60, burst: 2)
        let elsewhere = Endpoints(overrides: ["google.aiplatform": "http://127.0.0.1:9"])
        for (endpoints, sleeps) in [(Endpoints(), 3), (elsewhere, 0)] {
            let before = clock.sleeps.count
            let transport = ScriptedTransport(Array(repeating: .json("{}"), count: 5))
            let client = client(transport, endpoints: endpoints)
            for number in 0..<5 {
                _ = try await client.response(to: call(method, ["tuningJobsId": "\(number)"]))
            }
            #expect(clock.sleeps.count - before == sleeps)
        }
    }

    @Test func `a user's limit holds everywhere`() async throws {
        let transport = ScriptedTransport(Array(repeating: .json("{}"), count: 3))
        let client = client(
            transport,
            limits: ["aiplatform": QuotaLimit(rate: 0.5, burst: 1)],
            endpoints: Endpoints(overrides: ["google.aiplatform": "http://127.0.0.1:9"])
        )
        for number in 0..<3 { _ = try await client.response(to: get(number)) }
        #expect(clock.sleeps == [.seconds(2), .seconds(2)])
    }

    @Test func `cancelling leaves the queue at once`() async throws {
        let transport = ScriptedTransport([refused, .json("{}")])
        let clock = NeverClock()
        let client = APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            clock: clock
        )
        let call = get(1)
        let task = Task { () -> CallError? in
            do throws(CallError) {
                _ = try await client.response(to: call)
                return nil
            } catch {
                return error
            }
        }
        await clock.asleep()
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        #expect(transport.requests.count == 1)
    }

    @Test func `a statement's requests are not repeated without end`() async throws {
        let budget = CallBudget()
        let trouble = ScriptedTransport.Outcome.json("{}", status: 503)
        let transport = ScriptedTransport(Array(repeating: trouble, count: 999))
        let client = client(transport).limited(by: budget)
        for number in 0..<9 { _ = try? await client.response(to: get(number)) }
        // Nine requests, and 32 repeats for all of them.
        #expect(transport.requests.count == 41)
    }
}

/// A clock whose sleepers never wake.
private final class NeverClock: Clock, Sendable {
    private let sleeping = AsyncStream<Void>.makeStream()

    var now: ContinuousClock.Instant { .now }
    let minimumResolution: Duration = .nanoseconds(1)

    /// Waits until somebody sleeps.
    func asleep() async {
        for await _ in sleeping.stream { return }
    }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        sleeping.continuation.yield()
        try await Task.sleep(for: .seconds(3600))
    }
}
