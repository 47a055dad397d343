import TestSupport
import Testing
import TuneQL
import TuneQLScan
import TuneQLSyntax

/// SET cache.ttl, and where the cache is seen.
@Suite struct CacheSettingTests {
    static let list = World.filled("SELECT name FROM %t WHERE %w")

    @Test(
        arguments: [
            ("'60s'", 60_000), ("'2m'", 120_000), ("'500ms'", 500), ("90", 90_000),
            ("'1h'", 3_600_000), ("'1.5s'", 1_500),
        ]
    )
    func `a life is said in units or as seconds`(_ text: String, _ milliseconds: Int) async throws {
        let world = try World()
        _ = try await world.session.run("SET cache.ttl = \(text)")
        _ = try await world.rows(Self.list)
        try await world.clock.sleep(for: .milliseconds(milliseconds))
        _ = try await world.rows(Self.list)
        #expect(world.transport.count == 1)
        try await world.clock.sleep(for: .milliseconds(1))
        _ = try await world.rows(Self.list)
        #expect(world.transport.count == 2)
    }

    @Test(
        arguments: [
            ("cache.ttl = 'soon'", "'soon' is not a duration"),
            ("cache.ttl = '-1s'", "'-1s' is not a duration"),
            ("cache.tll = '1s'", "there is no setting cache.tll"),
            ("cache.size = 3", "there is no setting cache.size"),
        ]
    )
    func `a wrong value or name is refused`(_ setting: String, _ message: String) async throws {
        let error = try #require(await World().error("SET " + setting))
        #expect(error.message == message)
        #expect(error.help != nil)
    }

    @Test func `SHOW SETTINGS tells what is set`() async throws {
        let world = try World()
        let sql = "SHOW SETTINGS LIKE 'cache%'"
        #expect(try await world.rows(sql) == [["cache.ttl", "off"]])
        for (text, shown) in [("'2m'", "120s"), ("'500ms'", "500ms"), ("0", "off")] {
            _ = try await world.session.run("SET cache.ttl = \(text)")
            #expect(try await world.rows(sql) == [["cache.ttl", .text(shown)]])
        }
        #expect(
            try await world.rows("SHOW SETTINGS") == [
                ["await.timeout", "none"], ["cache.ttl", "off"], ["partial", "off"],
                ["provider", .null], ["pushdown", "on"], ["unknown_fields", "off"],
            ]
        )
    }

    @Test func `EXPLAIN tells what the cache will answer`() async throws {
        let world = try World()
        func explained(_ column: String) async throws -> Value {
            let results = try await world.session.run("EXPLAIN " + Self.list)
            let place = try #require(results.columns.firstIndex { $0.name == column })
            return try #require(try await results.rows().first)[place]
        }
        #expect(try await explained("cache") == "off")
        _ = try await world.session.run("SET cache.ttl = '60s'")
        #expect(try await explained("cache") == "fetched, kept for 60 s")
        _ = try await world.rows(Self.list)
        try await world.clock.sleep(for: .seconds(12))
        #expect(try await explained("cache") == "answered, 12 s old")
        #expect(["0", 0].contains(try await explained("calls")))
        #expect(world.transport.count == 1)
    }

    @Test func `EXPLAIN ANALYZE counts the calls that are made`() async throws {
        let world = try World()
        _ = try await world.session.run("SET cache.ttl = '60s'")
        _ = try await world.rows(Self.list)
        let sql =
            "EXPLAIN ANALYZE SELECT name FROM \(World.jobs) WHERE projectsId = 'demo-project' "
            + "AND locationsId IN ('us-central1', 'us-east1')"
        for (count, note) in [(1, ", 1 page cached"), (0, ", cached")] as [(Int64, String)] {
            let results = try await world.session.run(sql)
            let place = try #require(results.columns.firstIndex { $0.name == "calls" })
            #expect(results.message?.hasSuffix(note) == true)
            let calls = try await results.rows().map { $0[place] }
            #expect(calls.filter { $0 != 0 } == (count == 0 ? [] : [.integer(count)]))
        }
    }

    @Test func `a statement's work is counted`() async throws {
        let world = try World(maximumPageSize: 5)
        _ = try await world.session.run("SET cache.ttl = '60s'")
        let statement = try #require(try Self.statement())
        for (calls, kept) in [(3, 0), (0, 3)] {
            let control = StatementControl()
            _ = try await world.session.run(statement, of: Self.list, control: control).rows()
            #expect(control.work.calls == calls)
            #expect(control.work.keptPages == kept)
            #expect(control.work.pages == 3)
            #expect(control.work.bytes > 0)
        }
    }

    private static func statement() throws -> Statement? {
        var reader = StatementReader(list)
        return try reader.next()
    }
}
