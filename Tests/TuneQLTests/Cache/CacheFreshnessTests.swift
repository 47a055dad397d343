import TestSupport
import Testing
import TuneQL

/// When a session forgets what it keeps, and which statements do not look there.
@Suite struct CacheFreshnessTests {
    static let list = World.filled("SELECT name, state, createTime FROM %t WHERE %w ORDER BY name")
    static let locations =
        "SELECT count(*) FROM google.aiplatform.locations WHERE projectsId = 'demo-project'"
    static let insert =
        "\(WritingTests.insert), supervisedTuningSpec) SELECT \(WritingTests.values), \(WritingTests.spec)"
    static let cancel = World.filled(
        "EXEC %t.cancel @projectsId = 'demo-project', @locationsId = 'us-central1', @tuningJobsId = "
    )

    /// A session that has kept the jobs and locations.
    private static func world(maximumPageSize: Int = 100) async throws -> World {
        let world = try World(maximumPageSize: maximumPageSize)
        _ = try await world.session.run("SET cache.ttl = '60s'")
        _ = try await world.rows(list)
        _ = try await world.rows(locations)
        world.transport.forget()
        return world
    }

    private static func gets(_ world: World) -> Int {
        world.transport.requests.count { $0.method == "GET" }
    }

    @Test(
        arguments: [
            insert,
            insert.replacing("gemini-2.5-flash", with: "no-such-model"),
            cancel + "'1'",
            World.filled(
                "EXEC %t.cancel SELECT projectsId, locationsId, '1' AS tuningJobsId FROM %t "
                    + "WHERE %w LIMIT 1"
            ),
        ]
    )
    func `a write forgets its own table, whatever becomes of it`(_ sql: String) async throws {
        let world = try await Self.world()
        _ = await world.error(sql)
        #expect(world.transport.requests.contains { $0.method == "POST" })
        world.transport.forget()
        _ = try await world.rows(Self.locations)
        #expect(Self.gets(world) == 0)
        _ = try await world.rows(Self.list)
        #expect(Self.gets(world) == 1)
    }

    @Test func `what is read while a write is made is not kept`() async throws {
        let world = try await Self.world(maximumPageSize: 2)
        _ = try await world.session.run("PURGE")
        var reading = try await world.session.run(World.filled("SELECT name FROM %t WHERE %w"))
            .makeAsyncIterator()
        _ = try await reading.next()
        _ = try await world.rows(Self.insert)
        while try await reading.next() != nil {}
        world.transport.forget()
        #expect(try await world.rows(Self.list).count == 14)
        #expect(Self.gets(world) == 7)
    }

    @Test(arguments: ["PURGE", "SET cache.ttl = '0s'", "SET cache.ttl = off"])
    func `everything is forgotten when it is wished`(_ sql: String) async throws {
        let world = try await Self.world()
        _ = try await world.session.run(sql)
        _ = try await world.session.run("SET cache.ttl = '60s'")
        _ = try await world.rows(Self.list)
        _ = try await world.rows(Self.locations)
        #expect(Self.gets(world) == 2)
    }

    @Test func `rows that are kept elsewhere or decide on writes are fetched`() async throws {
        let world = try await Self.world()
        let select = World.filled("SELECT name, state FROM %t WHERE %w")
        var expected = 0
        for sql in [
            "CREATE TABLE copy AS \(select)", "INSERT INTO copy \(select)",
            "CREATE MATERIALIZED VIEW kept AS \(select)", "REFRESH MATERIALIZED VIEW kept",
            World.filled(
                "EXEC %t.get SELECT projectsId, locationsId, tuningJobsId FROM %t WHERE %w AND state = 'x'"
            ),
        ] {
            expected += 1
            _ = try await world.rows(sql)
            #expect(Self.gets(world) == expected, "\(sql)")
        }
        _ = try await world.rows(Self.list)
        #expect(Self.gets(world) == expected)
    }

    @Test func `what was fetched for a copy answers the next SELECT`() async throws {
        let world = try World()
        _ = try await world.session.run("SET cache.ttl = '60s'")
        let select = World.filled("SELECT name, state FROM %t WHERE %w")
        _ = try await world.rows("CREATE TABLE copy AS \(select)")
        _ = try await world.rows(select)
        #expect(world.transport.count == 1)
    }

    @Test func `AWAIT asks the service`() async throws {
        let world = try World(isAlive: true)
        _ = try await world.session.run("SET cache.ttl = '1h'")
        let sql = Self.insert.replacing("INSERT", with: "INSERT /*+ AWAIT */")
        #expect(try await world.rows(sql + " RETURNING state") == [["JOB_STATE_SUCCEEDED"]])
    }
}
