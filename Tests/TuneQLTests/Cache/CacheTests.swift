import TestSupport
import Testing
import TuneQL

/// Answers that a session keeps for its next statements.
@Suite struct CacheTests {
    static let list = World.filled("SELECT name, state, createTime FROM %t WHERE %w ORDER BY name")

    /// A session that keeps answers for a minute.
    private static func world(
        maximumPageSize: Int = 100,
        policy: Session.Policy = Session.Policy()
    ) async throws -> World {
        let world = try World(maximumPageSize: maximumPageSize, policy: policy)
        _ = try await world.session.run("SET cache.ttl = '60s'")
        return world
    }

    /// How many requests a statement makes.
    private static func requests(_ sql: String, in world: World) async throws -> Int {
        let before = world.transport.count
        _ = try await world.rows(World.filled(sql))
        return world.transport.count - before
    }

    @Test func `nothing is kept unless it is asked for`() async throws {
        let world = try World()
        _ = try await world.rows(Self.list)
        #expect(try await Self.requests(Self.list, in: world) == 1)
    }

    @Test func `the same rows come without a request until they are too old`() async throws {
        let world = try await Self.world(maximumPageSize: 5)
        let rows = try await world.rows(Self.list)
        #expect(world.transport.count == 3)
        try await world.clock.sleep(for: .seconds(60))
        #expect(try await world.rows(Self.list) == rows)
        #expect(world.transport.count == 3)
        try await world.clock.sleep(for: .milliseconds(1))
        #expect(try await world.rows(Self.list) == rows)
        #expect(world.transport.count == 6)
    }

    @Test(
        arguments: [
            "SELECT state, count(*) FROM %t WHERE %w GROUP BY state",
            "SELECT name FROM %t WHERE %w LIMIT 3",
            "SELECT labels.team, supervisedTuningSpec.hyperParameters.epochCount FROM %t WHERE %w",
            "SELECT * FROM %t WHERE %w ORDER BY createTime",
            "SELECT count(*) FROM %t AS a JOIN %t AS b ON a.state = b.state WHERE a.projectsId = "
                + "'demo-project' AND a.locationsId = 'us-central1' AND b.projectsId = "
                + "'demo-project' AND b.locationsId = 'us-central1'",
        ]
    )
    func `a whole list answers whatever asks for less of it`(_ sql: String) async throws {
        let world = try await Self.world(maximumPageSize: 5)
        let expected = try await World(maximumPageSize: 5).rows(World.filled(sql))
        _ = try await world.rows(World.filled("SELECT * FROM %t WHERE %w"))
        world.transport.forget()
        #expect(try await world.rows(World.filled(sql)) == expected)
        #expect(world.transport.count == 0)
    }

    @Test(
        arguments: [
            "SELECT name, labels FROM %t WHERE %w",
            "SELECT name FROM %t WHERE projectsId = 'demo-project' AND locationsId = 'us-east1'",
            "SELECT name FROM %t WHERE projectsId = 'other-project' AND locationsId = 'us-central1'",
            "SELECT name FROM %t WHERE %w AND filter = 'state=JOB_STATE_FAILED'",
            "SELECT name FROM %t WHERE %w AND pageSize = 50",
            "SELECT * FROM %t WHERE %w",
            "SELECT locationId FROM google.aiplatform.locations WHERE projectsId = 'demo-project'",
        ]
    )
    func `what can have another answer is asked for`(_ sql: String) async throws {
        let world = try await Self.world()
        _ = try await world.rows(Self.list)
        #expect(try await Self.requests(sql, in: world) == 1)
        #expect(try await Self.requests(sql, in: world) == 0)
    }

    @Test func `of several calls those are made whose answers are not kept`() async throws {
        let world = try await Self.world()
        let one = "SELECT name FROM %t WHERE %w"
        let all =
            "SELECT name FROM %t WHERE projectsId = 'demo-project' AND locationsId IN "
            + "('us-central1', 'us-east1', 'europe-west1') ORDER BY name"
        _ = try await world.rows(World.filled(one))
        #expect(try await Self.requests(all, in: world) == 2)
        #expect(try await Self.requests(all, in: world) == 0)
        let fresh = try World()
        #expect(
            try await world.rows(World.filled(all)) == fresh.rows(World.filled(all))
        )
    }

    @Test func `a list that is left before its end is not kept`() async throws {
        let world = try await Self.world(maximumPageSize: 5)
        _ = try await world.rows(World.filled("SELECT name FROM %t WHERE %w LIMIT 2"))
        #expect(try await Self.requests("SELECT name FROM %t WHERE %w", in: world) == 3)
    }

    @Test func `a list that a limit of pages cut short is not kept`() async throws {
        var policy = Session.Policy()
        policy.maximumPages = 2
        let world = try await Self.world(maximumPageSize: 5, policy: policy)
        for count in [2, 4] {
            #expect(await world.error(Self.list)?.code == .truncated)
            #expect(world.transport.count == count)
        }
    }

    @Test func `a list that failed on the way is not kept`() async throws {
        let page = #"{"tuningJobs": [{"name": "a"}], "nextPageToken": "2"}"#
        let end = #"{"tuningJobs": [{"name": "b"}]}"#
        let session = try World.session(ScriptedTransport([page, "no JSON", page, end]))
        _ = try await session.run("SET cache.ttl = 60")
        let sql = World.filled("SELECT name FROM %t WHERE %w")
        #expect(await session.error(sql) != nil)
        #expect(try await session.rows(sql) == [["a"], ["b"]])
        #expect(try await session.rows(sql) == [["a"], ["b"]])
    }

    @Test func `a list with a cell that is no JSON is not kept`() async throws {
        let pages = [#"{"x" 1}"#, #"{"x": "1"}"#].map {
            #"{"tuningJobs": [{"labels": \#($0)}]}"#
        }
        let session = try World.session(ScriptedTransport(pages))
        _ = try await session.run("SET cache.ttl = 60")
        let sql = World.filled("SELECT labels FROM %t WHERE %w")
        #expect(await session.error(sql) != nil)
        for _ in 0..<2 {
            #expect(try await session.rows(sql) == [[.json(#"{"x":"1"}"#)]])
        }
    }

    @Test func `a row is kept, and that there is none is not`() async throws {
        let world = try await Self.world()
        let name = try await world.value(World.filled("SELECT min(tuningJobsId) FROM %t WHERE %w"))
        guard case .text(let id) = name else {
            Issue.record("\(name)")
            return
        }
        let get = "SELECT state FROM %t WHERE %w AND tuningJobsId = "
        #expect(try await Self.requests(get + "'\(id)'", in: world) == 1)
        #expect(try await Self.requests(get + "'\(id)'", in: world) == 0)
        #expect(try await Self.requests(get + "'1'", in: world) == 1)
        #expect(try await Self.requests(get + "'1'", in: world) == 1)
    }

    @Test func `a join makes no call whose answer is kept`() async throws {
        let world = try await Self.world()
        let sql =
            "SELECT l.locationId, count(j.name) FROM google.aiplatform.locations l "
            + "LEFT JOIN %t j ON j.projectsId = l.projectsId AND j.locationsId = l.locationId "
            + "WHERE l.projectsId = 'demo-project' GROUP BY 1 ORDER BY 1"
        #expect(try await Self.requests(sql, in: world) == 4)
        #expect(try await Self.requests(sql, in: world) == 0)
        let fresh = try World()
        #expect(try await world.rows(World.filled(sql)) == fresh.rows(World.filled(sql)))
    }

    @Test func `sessions do not share what they keep`() async throws {
        let world = try await Self.world()
        _ = try await world.rows(Self.list)
        let other = try World.session(world.transport)
        _ = try await other.run("SET cache.ttl = '60s'")
        _ = try await other.rows(Self.list)
        #expect(world.transport.count == 2)
    }
}
