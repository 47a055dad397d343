import Testing
import TuneQL

/// Lists of values whose combinations are many.
@Suite struct ManyCombinationTests {
    private static func sql(_ projects: Int, _ locations: Int, _ rest: String = "") -> String {
        func list(_ name: String, _ count: Int) -> String {
            "\(name) IN (" + (0..<count).map { "'\(name.prefix(1))-\($0)'" }.joined(separator: ", ")
                + ")"
        }
        return "SELECT count(*) FROM \(World.jobs) WHERE \(list("projectsId", projects)) "
            + "AND \(list("locationsId", locations))\(rest)"
    }

    @Test func `too many calls are refused before the first`() async throws {
        let world = try World()
        let error = try #require(await world.error(Self.sql(1_000, 1_000)))
        #expect(error.code == .limit)
        #expect(
            error.message == "the lists of 1000 × 1000 values need more calls than the 100000 "
                + "allowed for a scan of tuning_jobs"
        )
        #expect(error.help == "give fewer values, or split the statement")
        #expect(world.transport.count == 0)
    }

    @Test(arguments: [(1_000, 1_000), (20, 20), (3, 2)])
    func `a limit of calls refuses more before the first`(
        _ projects: Int,
        _ locations: Int
    ) async throws {
        let world = try World(policy: PolicyTests.policy { $0.maximumCalls = 5 })
        let error = try #require(await world.error(Self.sql(projects, locations)))
        #expect(error.code == .limit)
        #expect(error.message == "the statement exceeds its limit of 5 calls")
        #expect(world.transport.count == 0)
    }

    @Test func `conditions count before the ceiling and the limit`() async throws {
        let world = try World(policy: PolicyTests.policy { $0.maximumCalls = 1 })
        let error = await world.error(
            "SELECT count(*) FROM \(World.jobs) WHERE projectsId IN ('demo-project', 'b') "
                + "AND locationsId IN ('us-central1', 'c') AND projectsId || locationsId = "
                + "'demo-projectus-central1'"
        )
        #expect(error == nil)
        #expect(world.transport.count == 1)
    }

    @Test func `calls are made as their turn comes`() async throws {
        let world = try World(jobsPerLocation: 3)
        let rows = try await world.rows(
            "SELECT name FROM \(World.jobs) WHERE projectsId IN ('demo-project', 'other-project') AND "
                + "locationsId IN ('us-central1', 'us-east1', 'europe-west1') LIMIT 2"
        )
        #expect(rows.count == 2)
        #expect(world.transport.count <= 6)
    }
}
