import Testing
import TuneQL
import TuneQLCalls
import TuneQLCredentials
import TuneQLEmulator
import TuneQLTransport

@Suite struct DatabaseTests {
    private let file = DatabaseFile()

    private func session(_ world: World) throws -> Session { try world.session(in: file) }

    @Test func `a schema may use JSON functions, also when it is opened again`() async throws {
        let first = try session(try World())
        for sql in [
            """
            CREATE TABLE t (j CHECK (json_valid(j)), team AS (j ->> 'team'), n INTEGER AS \
            (json_extract(j, '$.n')) STORED)
            """,
            "CREATE INDEX i ON t (json_extract(j, '$.team')) WHERE json_type(j, '$.n') = 'integer'",
            "CREATE TABLE log (line)",
            """
            CREATE TRIGGER r AFTER INSERT ON t BEGIN \
            INSERT INTO log SELECT key || '=' || value FROM json_each(new.j); END
            """,
            #"INSERT INTO t (j) VALUES ('{"team": "a", "n": 1}')"#,
        ] { _ = try await first.rows(sql) }
        let second = try session(try World())
        _ = try await second.rows(#"INSERT INTO t (j) VALUES ('{"team": "b", "n": 2}')"#)
        #expect(
            try await second.rows("SELECT team, n FROM t ORDER BY n") == [
                [.text("a"), .integer(1)], [.text("b"), .integer(2)],
            ]
        )
        #expect(
            try await second.rows("SELECT line FROM log")
                == [["team=a"], ["n=1"], ["team=b"], ["n=2"]]
        )
        #expect(await second.error("INSERT INTO t (j) VALUES ('{')")?.code == .sql)
    }

    @Test func `tables and views are there again in the next session`() async throws {
        let world = try World()
        let first = try session(world)
        for sql in [
            "USE google",
            "CREATE TABLE t AS SELECT name FROM %t WHERE %w",
            "CREATE VIEW v AS SELECT projectsId, locationsId, name FROM aiplatform.tuning_jobs",
            "CREATE VIEW w AS SELECT * FROM v WHERE projectsId = 'demo-project'",
            "CREATE TEMP VIEW gone AS SELECT 1",
            "CREATE MATERIALIZED VIEW m AS SELECT name FROM w WHERE locationsId = 'us-east1'",
            "CREATE VIEW c AS SELECT name FROM catalog.providers",
        ] { _ = try await first.rows(World.filled(sql)) }
        let second = try session(world)
        world.transport.forget()
        #expect(try await second.rows("SELECT * FROM t").count == 13)
        #expect(try await second.rows("SELECT * FROM m").count == 13)
        #expect(try await second.rows("SELECT * FROM c") == [["google"]])
        #expect(world.transport.count == 0)
        #expect(try await second.rows("SELECT * FROM w WHERE locationsId = 'us-east1'").count == 13)
        #expect(world.transport.count == 1)
        #expect(await second.error("SELECT * FROM gone")?.code == .unknownName)
        #expect(
            try await second.session("REFRESH MATERIALIZED VIEW m")
                == "REFRESH MATERIALIZED VIEW 13"
        )
        // The definition's provider is the view's alone.
        #expect(await second.error("SELECT 1 FROM aiplatform.tuning_jobs")?.code == .unknownName)
        _ = try await second.rows("DROP VIEW w")
        _ = try await second.rows("DROP MATERIALIZED VIEW m")
        let third = try session(world)
        #expect(try await third.rows("SHOW VIEWS") == [["c", "view"], ["v", "view"]])
        #expect(try await third.rows("SHOW TABLES") == [["t", "table"]])
    }

    @Test func `a lock is waited for as long as the time limit says, and its holder is named`()
        async throws
    {
        let world = try World()
        let holder = try session(world)
        var policy = Session.Policy()
        policy.timeLimit = .milliseconds(50)
        let waiting = try Engine(Engine.Configuration(transport: world.transport))
            .makeSession(database: file.path, policy: policy)
        _ = try await holder.rows("BEGIN EXCLUSIVE")
        for sql in ["SELECT 1", "CREATE TABLE t (x)", "CREATE VIEW v AS SELECT 1 AS a"] {
            let error = try #require(await waiting.error(sql))
            #expect(error.code == .timeout)
            #expect(
                error.help
                    == "the database \(file.path) is locked by another session of this program"
            )
        }
        _ = try await holder.rows("COMMIT")
        #expect(try await waiting.rows("SELECT 1") == [[1]])
    }

    @Test func `a lock is waited for by the statement that is running, whichever was begun last`()
        async throws
    {
        let world = try World()
        let holder = try session(world)
        let transport = BusyTransport(EmulatorTransport(emulator: world.emulator))
        var policy = Session.Policy()
        // A statement with a limit waits for that long; this one is told that it waits before.
        policy.timeLimit = .seconds(3_600)
        policy.progress = { _ in Task { _ = try? await holder.rows("ROLLBACK") } }
        let waiting = try Engine(
            Engine.Configuration(transport: transport),
            client: APIClient(transport: transport, credentials: StaticCredentials.none)
        )
        .makeSession(database: file.path, policy: policy)
        let reading = try await waiting.run("SELECT 1 UNION ALL SELECT 2")
        // While the call is made, an earlier result is read and a later statement cancelled.
        transport.meanwhile {
            _ = try? await reading.rows()
            _ = try? await waiting.run("SELECT 3")
            _ = try? await holder.rows("BEGIN EXCLUSIVE")
        }
        _ = try await waiting.rows(
            "CREATE TABLE t AS SELECT name FROM (EXEC google.aiplatform.locations.list "
                + "@projectsId = 'demo-project')"
        )
        #expect(try await waiting.rows("SELECT count(*) FROM t") == [[3]])
    }

    @Test func `a view over what the catalog does not have fails where it is used`() async throws {
        let world = try World()
        let first = try session(world)
        _ = try await first.rows("CREATE VIEW v AS SELECT 1 AS a")
        _ = try await first.rows(
            "UPDATE tuneql_views SET definition = 'CREATE VIEW v AS SELECT * FROM google.old.jobs'"
        )
        let second = try session(world)
        #expect(try await second.rows("SELECT 1") == [[1]])
        let error = try #require(await second.error("SELECT * FROM v"))
        #expect(
            error.message == "the view v cannot be used: old is not a service of google"
        )
        #expect(error.range == 14..<15)
        _ = try await second.rows("CREATE OR REPLACE VIEW v AS SELECT 2 AS a")
        #expect(try await second.rows("SELECT a FROM v") == [[2]])
        #expect(try await session(world).rows("SELECT a FROM v") == [[2]])
    }

    @Test func `a join with a table of the file fetches ahead, and its rows can be stored`()
        async throws
    {
        let world = try World()
        let session = try session(world)
        _ = try await session.rows("CREATE TABLE places (p, l)")
        _ = try await session.rows(
            "INSERT INTO places SELECT projectsId, locationId FROM google.aiplatform.locations "
                + "WHERE projectsId = 'demo-project'"
        )
        _ = try await session.rows("CREATE TABLE found (name)")
        world.transport.forget()
        _ = try await session.rows(
            "INSERT INTO found SELECT j.name FROM places JOIN \(World.jobs) j "
                + "ON j.projectsId = p AND j.locationsId = l"
        )
        #expect(world.transport.count == 3)
        #expect(try await self.session(world).rows("SELECT count(*) FROM found") == [[39]])
    }

    @Test func `a file that is no database is refused`() throws {
        let world = try World()
        file.write(String(repeating: "this is no database\n", count: 100))
        let error = #expect(throws: QueryError.self) { try session(world) }
        #expect(
            error?.message == "the database \(file.path) cannot be opened: file is not a database"
        )
    }

    @Test func `a directory that does not exist is refused`() throws {
        let engine = try Engine()
        let error = #expect(throws: QueryError.self) {
            try engine.makeSession(database: "/nowhere/at/all.db")
        }
        #expect(error?.message.hasSuffix("unable to open database file") == true)
    }

    @Test func `a session in memory leaves no file and forgets`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE VIEW v AS SELECT 1 AS a")
        let other = try World()
        #expect(await other.error("SELECT * FROM v")?.code == .unknownName)
    }
}

extension Session {
    fileprivate func session(_ sql: String) async throws -> String? {
        try await run(sql).message
    }
}
