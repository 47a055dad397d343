import Testing
import TuneQL
import TuneQLEmulator
import TuneQLTransport

/// Statements that write many rows, some of which fail.
@Suite struct ManyWritesTests {
    static let cancelQueued = World.filled(
        "EXEC %t.cancel SELECT projectsId, locationsId, tuningJobsId FROM %t "
            + "WHERE %w AND state = 'JOB_STATE_QUEUED' ORDER BY name"
    )
    static let denied = HTTPResponse(
        status: 403,
        body: Array(
            #"{"error": {"code": 403, "message": "no", "status": "PERMISSION_DENIED"}}"#.utf8
        )
    )

    static func insert(_ count: Int) -> String {
        let row = "(\(WritingTests.values), \(WritingTests.spec))"
        return WritingTests.insert + ", supervisedTuningSpec) VALUES "
            + Array(repeating: row, count: count).joined(separator: ", ")
    }

    /// A world with queued jobs, in which the cancelling of some fails.
    static func world(_ count: Int, failing: Set<Int>, with effect: Emulator.Faults.Effect)
        async throws -> World
    {
        let world = try World(jobsPerLocation: 0)
        _ = try await world.rows(insert(count))
        let names = try await world.rows(
            World.filled("SELECT name FROM %t WHERE %w ORDER BY name")
        )
        let paths = names.enumerated().filter { failing.contains($0.offset) }
            .map { "\($0.element[0])".split(separator: "/").last.map { String($0.dropLast(2)) } }
        var faults = world.emulator.faults
        faults.inject(effect) { _, request in
            request.method == "POST" && paths.contains { request.url.contains("/\($0 ?? "?"):") }
        }
        world.emulator.faults = faults
        world.transport.forget()
        return world
    }

    @Test(arguments: [(10, 10), (11, 3), (300, 3)])
    func `the line on what was created names a few`(_ count: Int, _ named: Int) async throws {
        let world = try World(jobsPerLocation: 0)
        let results = try await world.session.run(Self.insert(count))
        let message = try #require(results.message)
        #expect(message.hasPrefix("created \(count): projects/"))
        #expect(message.split(separator: "tuningJobs/").count - 1 == named)
        #expect(message.hasSuffix(" and \(count - 3) more") == (count > 10))
    }

    @Test func `EXEC of 30 rows answers a row for each and calls nothing twice`() async throws {
        let world = try await Self.world(30, failing: [11], with: .answer(Self.denied))
        let error = try #require(await world.error(Self.cancelQueued))
        #expect(error.code == .partial)
        #expect(
            error.message.hasPrefix("row 12 of 30: PERMISSION_DENIED: no")
        )
        #expect(error.help?.hasPrefix("29 done, 1 refused") == true)
        let report = try #require(error.report)
        #expect(
            report.columns.map(\.name) == [
                "projectsId", "locationsId", "tuningJobsId", "status", "error",
            ]
        )
        #expect(report.rows.count == 30)
        #expect(report.rows.map { $0[3] }.filter { $0 == "done" }.count == 29)
        #expect(report.rows[11][3] == "refused")
        #expect(report.rows.allSatisfy { ($0[4] == .null) == ($0[3] == "done") })
        let posts = world.transport.requests.filter { $0.method == "POST" }.map(\.path)
        #expect(posts.count == 30)
        #expect(Set(posts).count == 30)
        #expect(world.transport.mostInFlight <= 8)
    }

    @Test func `EXEC of rows makes eight calls at a time`() async throws {
        let world = try World { MeetingPosts($0, count: 8) }
        let error = await world.error(
            World.filled(
                "EXEC %t.cancel SELECT projectsId, locationsId, tuningJobsId FROM %t WHERE %w"
            )
        )
        #expect(world.transport.requests.count { $0.method == "POST" } == 13)
        #expect(world.transport.mostInFlight == 8)
        #expect(error?.report?.rows.count ?? 13 == 13)
    }

    @Test func `EXEC of rows that all succeed answers them as rows`() async throws {
        let world = try await Self.world(3, failing: [], with: .answer(Self.denied))
        let results = try await world.session.run(Self.cancelQueued)
        #expect(results.message == "cancel was called 3 times")
        #expect(try await results.rows().map { $0[3] } == ["done", "done", "done"])
    }

    @Test func `when all calls of EXEC fail the code is the service's`() async throws {
        let world = try await Self.world(2, failing: [0, 1], with: .answer(Self.denied))
        let error = try #require(await world.error(Self.cancelQueued))
        #expect(error.code == .api)
        #expect(error.message.hasPrefix("2 of 2 rows failed; row 1: PERMISSION_DENIED"))
        #expect(error.report?.rows.map { $0[3] } == ["refused", "refused"])
    }

    @Test func `a call whose answer is lost is unknown, and is not made again`() async throws {
        let world = try await Self.world(3, failing: [1], with: .cut(afterBytes: 0))
        let error = try #require(await world.error(Self.cancelQueued))
        #expect(error.code == .partial)
        #expect(error.report?.rows.map { $0[3] } == ["done", "unknown", "done"])
        #expect(world.transport.requests.count { $0.method == "POST" } == 3)
    }

    @Test func `an INSERT that fails in the middle says what became of each row`() async throws {
        let world = try World(jobsPerLocation: 0)
        var faults = world.emulator.faults
        faults.inject(.answer(Self.denied), at: [1])
        world.emulator.faults = faults
        let error = try #require(await world.error(Self.insert(3)))
        #expect(error.code == .partial)
        let report = try #require(error.report)
        #expect(report.columns.map(\.name) == ["row", "name", "status", "error"])
        #expect(report.rows.map { $0[0] } == [1, 2, 3])
        #expect(report.rows.map { $0[2] } == ["done", "refused", "not tried"])
        #expect(report.rows[0][1] != .null)
        #expect(report.rows[1][1] == .null)
        #expect(report.rows[2][3] == .null)
        #expect(world.transport.count == 2)
    }

    @Test func `an INSERT whose first row fails has the service's code`() async throws {
        let world = try World(jobsPerLocation: 0)
        var faults = world.emulator.faults
        faults.inject(.answer(Self.denied), at: [0])
        world.emulator.faults = faults
        let error = try #require(await world.error(Self.insert(3)))
        #expect(error.code == .api)
        #expect(error.report?.rows.map { $0[2] } == ["refused", "not tried", "not tried"])
    }

    @Test func `credentials that are refused end an EXEC after the calls on their way`()
        async throws
    {
        let refused = HTTPResponse(status: 401, body: Array("{}".utf8))
        let world = try await Self.world(
            30,
            failing: Set(0..<30),
            with: .answer(refused)
        )
        let error = try #require(await world.error(Self.cancelQueued))
        #expect(error.code == .credentials)
        #expect(world.transport.requests.count { $0.method == "POST" } <= 8)
        #expect(error.report?.rows.last?[3] == "not tried")
    }
}

/// Answers the first POSTs only when so many of them are on their way.
private final class MeetingPosts: Transport {
    private let inner: any Transport
    private let meeting: MeetingTransport

    init(_ inner: any Transport, count: Int) {
        self.inner = inner
        meeting = MeetingTransport(inner, count: count)
    }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        try await (request.method == "POST" ? meeting : inner).response(to: request)
    }
}
