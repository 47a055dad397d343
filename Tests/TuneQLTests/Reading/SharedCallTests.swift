import Testing
import TuneQL

/// What a statement has fetched once it does not fetch again.
@Suite struct SharedCallTests {
    private static let one = "projectsId = 'demo-project' AND locationsId = 'us-central1'"
    private static let two =
        "projectsId = 'demo-project' AND locationsId IN ('us-central1', 'us-east1')"

    @Test(
        arguments: [
            ("SELECT name FROM %t WHERE \(one) UNION ALL SELECT name FROM %t WHERE \(two)", 39, 2),
            ("SELECT name FROM %t WHERE \(two) UNION ALL SELECT state FROM %t WHERE \(one)", 39, 2),
            (
                "SELECT count(*) FROM %t WHERE \(one) UNION ALL SELECT max(name) FROM %t WHERE \(two)",
                2, 2
            ),
            (
                "SELECT a.name FROM %t a JOIN %t b ON b.state = a.state AND b.projectsId = 'demo-project' "
                    + "AND b.locationsId IN ('us-central1', 'us-east1') WHERE "
                    + "a.projectsId = 'demo-project' AND a.locationsId = 'us-central1' GROUP BY 1",
                13, 2
            ),
            (
                "SELECT name FROM %t WHERE \(one) AND name NOT IN (SELECT name FROM %t WHERE \(two) "
                    + "AND state = 'JOB_STATE_FAILED')", 12, 2
            ),
        ] as [(String, Int, Int)]
    )
    func `a list is fetched once, whatever scans share it`(
        _ sql: String,
        _ rows: Int,
        _ requests: Int
    ) async throws {
        let world = try World()
        let found = try await world.rows(World.filled(sql))
        #expect(abs(found.count - rows) <= 1, "\(found.count)")
        #expect(world.transport.count == requests)
        let scopes = await world.session.lastScopes
        #expect(scopes.count == requests)
        #expect(scopes.allSatisfy { $0.status == .ok && $0.pages == 1 && $0.rows == 13 })
    }

    private static let itself =
        "SELECT a.state, count(*) FROM %t a JOIN %t b ON b.name = a.name AND b.projectsId = a.projectsId "
        + "AND b.locationsId = a.locationsId WHERE a.projectsId = 'demo-project' "
        + "AND a.locationsId = 'us-central1' GROUP BY 1 ORDER BY 1"

    @Test(arguments: [
        itself,
        itself.replacing("b.name = a.name", with: "b.tuningJobsId = a.tuningJobsId"),
    ])
    func `a row that a list has is looked up there`(_ sql: String) async throws {
        let world = try World(jobsPerLocation: 450)
        let rows = try await world.rows(World.filled(sql))
        #expect(world.transport.count == 5)
        world.transport.forget()
        let plain = try await world.rows(
            World.filled("SELECT state, count(*) FROM %t WHERE %w GROUP BY 1 ORDER BY 1")
        )
        #expect(rows == plain)
    }

    @Test func `the row is the one that get answers`() async throws {
        let world = try World(jobsPerLocation: 3)
        let sql = World.filled(
            "SELECT b.* FROM %t a JOIN %t b ON b.projectsId = a.projectsId AND b.locationsId = "
                + "a.locationsId AND b.tuningJobsId = a.tuningJobsId WHERE a.projectsId = 'demo-project' "
                + "AND a.locationsId = 'us-central1' ORDER BY b.name"
        )
        let joined = try await world.rows(sql)
        #expect(world.transport.count == 1)
        var got: [[Value]] = []
        for row in joined {
            guard case .text(let name) = row[0] else { continue }
            got += try await world.rows("SELECT * FROM \(World.jobs) WHERE name = '\(name)'")
        }
        #expect(got == joined)
    }

    @Test func `a row that no list has is asked for`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE ids AS SELECT '1' AS id UNION ALL SELECT '2'")
        let rows = try await world.rows(
            World.filled(
                "SELECT count(*) FROM %t a CROSS JOIN ids CROSS JOIN %t b ON b.projectsId = 'demo-project' AND "
                    + "b.locationsId = 'us-central1' AND b.tuningJobsId = ids.id "
                    + "WHERE a.projectsId = 'demo-project' AND a.locationsId = 'us-central1'"
            )
        )
        #expect(rows == [[0]])
        let gets = world.transport.requests.filter { !$0.path.hasSuffix("tuningJobs") }
        #expect(gets.count == 2)
    }

    @Test func `EXPLAIN foretells that rows are looked up`() async throws {
        let world = try World()
        let rows = try await world.rows("EXPLAIN " + World.filled(Self.itself))
        #expect(rows.map { $0[12] } == [1, 0])
        #expect(rows.last?[15] == "looked up in the rows of a")
    }
}
