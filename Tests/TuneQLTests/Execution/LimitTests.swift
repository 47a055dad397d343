import Synchronization
import TestSupport
import Testing
import TuneQL
import TuneQLEmulator
import TuneQLTransport

/// Statements whose service admits few requests.
struct LimitTests {
    private static let locations = (0..<40).map { "region-\($0)" }
    private static let select = """
        SELECT locationsId, COUNT(*) FROM google.aiplatform.tuning_jobs
        WHERE projectsId = 'demo-project'
            AND locationsId IN (\(locations.map { "'\($0)'" }.joined(separator: ", ")))
        GROUP BY locationsId
        """

    private let clock = ManualClock()

    private func transport(admitting rate: Double) -> RefusingTransport {
        var configuration = Emulator.Configuration(
            projects: World.projects,
            locations: Self.locations,
            clock: .fixed(),
            maximumPageSize: 5
        )
        configuration.jobsPerLocation = 12
        let emulator = Emulator(configuration: configuration)
        return RefusingTransport(EmulatorTransport(emulator: emulator), clock, rate: rate)
    }

    @Test func `a storm of refusals costs no row, and is told`() async throws {
        let lines = Mutex<[String]>([])
        var policy = Session.Policy()
        policy.progress = { line in lines.withLock { $0.append(line) } }
        let transport = transport(admitting: 5)
        let session = try World.session(transport, clock, policy: policy)
        let rows = try await session.rows(Self.select)
        #expect(rows.count == 40)
        #expect(rows.allSatisfy { $0[1] == .integer(12) })
        #expect(transport.admitted == 120)
        let start = "waiting for quota of google.aiplatform: "
        #expect(lines.withLock { !$0.isEmpty && $0.allSatisfy { $0.hasPrefix(start) } })
    }

    @Test func `what is told holds no secret`() {
        let lines = Mutex<[String]>([])
        var policy = Session.Policy()
        #expect(policy.redactedProgress == nil)
        policy.progress = { line in lines.withLock { $0.append(line) } }
        policy.redactedProgress?("waiting for quota of ya29.planted-in-a-name")
        #expect(lines.withLock { $0 } == ["waiting for quota of ya29.…"])
    }

    @Test func `calls are counted once, however often they were refused`() async throws {
        var policy = Session.Policy()
        policy.maximumCalls = 120
        let transport = transport(admitting: 5)
        let session = try World.session(transport, clock, policy: policy)
        #expect(try await session.rows(Self.select).count == 40)
        #expect(transport.refused > 0)
        policy.maximumCalls = 119
        let strict = try World.session(transport, clock, policy: policy)
        let error = await strict.error(Self.select)
        #expect(error?.code == .limit)
    }

    @Test func `a limit that cannot be read is refused`() {
        var configuration = Engine.Configuration(transport: transport(admitting: 5))
        configuration.limits = ["google.aiplatform": "fast"]
        let error = #expect(throws: QueryError.self) { try Engine(configuration) }
        #expect(error?.code == .invalidValue)
        #expect(error?.message == "'fast' is not a valid request limit for google.aiplatform")
    }
}

/// Passes so many requests a second on and refuses the others.
private final class RefusingTransport: Transport {
    private let inner: any Transport
    private let clock: ManualClock
    private let rate: Double
    private let state: Mutex<State>

    private struct State {
        var tokens: Double
        var counted: Duration = .zero
        var admitted = 0
        var refused = 0
    }

    init(_ inner: any Transport, _ clock: ManualClock, rate: Double) {
        self.inner = inner
        self.clock = clock
        self.rate = rate
        state = Mutex(State(tokens: rate))
    }

    var admitted: Int { state.withLock(\.admitted) }
    var refused: Int { state.withLock(\.refused) }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard takeToken() else { return HTTPResponse(status: 429) }
        return try await inner.response(to: request)
    }

    private func takeToken() -> Bool {
        let now = clock.now.offset
        return state.withLock { state in
            let passed = max(.zero, now - state.counted) / .seconds(1)
            state.tokens = min(rate, state.tokens + passed * rate)
            state.counted = max(now, state.counted)
            guard state.tokens >= 1 - 1e-9 else {
                state.refused += 1
                return false
            }
            state.tokens -= 1
            state.admitted += 1
            return true
        }
    }
}
