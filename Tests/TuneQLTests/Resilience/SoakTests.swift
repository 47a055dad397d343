import Glibc
import Testing
import TuneQL
import TuneQLEmulator
import TuneQLTransport

/// Mixed statements again and again, as a server runs them, with what the process holds.
///
/// `TUNEQL_SOAK_SECONDS` says for how long; `make soak` sets it.
@Suite(.timeLimit(.minutes(120))) struct SoakTests {
    @Test func `mixed statements leave memory, threads and descriptors as they were`() async {
        await #expect(processExitsWith: .success) {
            let soak = try await Soak()
            try await soak.run(for: .seconds(Soak.seconds))
        }
    }
}

/// A server on loopback and sessions that come and go.
private struct Soak {
    static let seconds = getenv("TUNEQL_SOAK_SECONDS").flatMap { Int(String(cString: $0)) } ?? 3
    /// How many statements run at the same time.
    private static let width = 8
    /// Each statement may leave the connections of three calls to the next one, and both ends are here.
    private static let keptSockets = width * 3 * 2
    /// What memory may grow by: what allocators keep, and no more after an hour than after seconds.
    private static let slack = 48 << 10

    private let engine: Engine
    private let server: EmulatorServer

    init() async throws {
        var configuration = Emulator.Configuration(jobs: 400)
        configuration.clock = .fixed()
        server = try await EmulatorServer.start(emulator: Emulator(configuration: configuration))
        var client = Engine.Configuration()
        client.authentication = #"{"google": {"type": "null_auth"}}"#
        client.endpoints = ["google.aiplatform": "http://127.0.0.1:\(server.port)"]
        engine = try Engine(client)
    }

    private static let statements = [
        "SELECT name, state FROM %t WHERE %w",
        "SELECT state, count(*) FROM %t WHERE %w GROUP BY state",
        "SELECT name FROM %t WHERE %w LIMIT 3",
        "SELECT a.name, b.state FROM %t a JOIN %t b ON b.name = a.name "
            + "WHERE a.projectsId = 'demo-project' AND a.locationsId = 'us-east1' LIMIT 10",
        "SELECT name FROM %t WHERE projectsId = 'demo-project' "
            + "AND locationsId IN ('us-central1', 'us-east1', 'europe-west1')",
        "SELECT name FROM %t WHERE projectsId = 'nobody' AND locationsId = 'us-central1'",
        "SELECT nothing FROM %t WHERE %w",
        "EXEC %t.list @projectsId = 'demo-project', @locationsId = 'us-central1'",
        "EXPLAIN SELECT name FROM %t WHERE %w",
    ].map(World.filled)

    func run(for time: Duration) async throws {
        let start = ContinuousClock.now
        var count = 0
        // What is loaded or kept once is there after a share of the time.
        while start.duration(to: .now) < min(time / 4, .seconds(30)) {
            count += try await round(count)
        }
        let before = ProcessFigures.now
        while start.duration(to: .now) < time { count += try await round(count) }
        let after = try await ProcessFigures.settled { isAsBefore($0, before) }
        ProcessFigures.report("\(count) statements in \(time): before \(before); after \(after)")
        #expect(isAsBefore(after, before))
    }

    private func isAsBefore(_ after: ProcessFigures, _ before: ProcessFigures) -> Bool {
        after.threads <= before.threads + Self.width
            && after.descriptors <= before.descriptors + Self.keptSockets
            && after.memory <= before.memory + Self.slack
    }

    /// Runs statements on new sessions, one of them cancelled; answers how many.
    private func round(_ first: Int) async throws -> Int {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for place in 0..<Self.width {
                let sql = Self.statements[(first + place) % Self.statements.count]
                let session = try engine.makeSession()
                group.addTask {
                    for _ in 0..<4 { _ = await session.error(sql) }
                    let task = Task { await session.error(sql) }
                    task.cancel()
                    _ = await task.value
                }
            }
            try await group.waitForAll()
        }
        return Self.width * 5
    }
}
