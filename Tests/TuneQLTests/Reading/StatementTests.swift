import Testing
import TuneQL

@Suite struct StatementTests {
    @Test(
        arguments: [
            ("SHOW PROVIDERS", "google"),
            ("SHOW SERVICES IN google", "aiplatform"),
            ("SHOW RESOURCES IN google.aiplatform LIKE 'tuning%'", "tuning_jobs"),
            ("SHOW METHODS IN google.aiplatform.tuning_jobs", "cancel"),
            ("SHOW EXTENDED METHODS IN google.aiplatform.tuning_jobs LIKE 'c%'", "create"),
            ("DESCRIBE google.aiplatform.tuning_jobs", "supervisedTuningSpec"),
            ("DESCRIBE EXTENDED google.aiplatform.tuning_jobs", "evaluateDatasetRuns"),
            ("DESCRIBE METHOD google.aiplatform.tuning_jobs.create", "input_required"),
            ("SHOW VERSION", TuneQLVersion.current),
        ] as [(String, String)]
    )
    func `the catalog answers without a request`(_ sql: String, _ expected: String) async throws {
        let world = try World()
        let rows = try await world.rows(sql)
        #expect(rows.contains { $0.contains { $0.plain.contains(expected) } }, "\(rows)")
        #expect(world.transport.count == 0)
    }

    @Test(
        arguments: [
            ("SELECT name FROM %t WHERE %w", 1),
            ("SELECT name FROM %t WHERE %w AND tuningJobsId = '1'", 1),
            (
                "SELECT name FROM %t WHERE projectsId = 'demo-project' AND locationsId IN ('a', 'b')",
                2
            ),
            (
                "INSERT INTO %t (projectsId, locationsId, baseModel, supervisedTuningSpec) SELECT "
                    + #"'demo-project', 'us-central1', 'm', '{"trainingDatasetUri": "gs://b/x"}'"#,
                1
            ),
            ("EXEC %t.cancel @projectsId = 'p', @locationsId = 'us', @tuningJobsId = '1'", 1),
            (
                "SELECT j.name FROM google.aiplatform.locations l JOIN %t j ON j.locationsId = "
                    + "l.locationId AND j.projectsId = l.projectsId WHERE l.projectsId = 'demo-project'",
                2
            ),
        ] as [(String, Int)]
    )
    func `EXPLAIN tells the calls and makes none`(_ sql: String, _ count: Int) async throws {
        let world = try World()
        let rows = try await world.rows("EXPLAIN " + World.filled(sql))
        #expect(rows.count == count)
        #expect(world.transport.count == 0)
    }

    @Test func `EXPLAIN of an INSERT from a resource tells the reads`() async throws {
        let world = try World()
        let rows = try await world.rows(
            World.filled(
                "EXPLAIN INSERT INTO %t (projectsId, locationsId, baseModel, supervisedTuningSpec) "
                    + "SELECT projectsId, 'us-east1', baseModel, supervisedTuningSpec FROM %t WHERE %w"
            )
        )
        #expect(rows.map { $0[2] } == ["list", "create"])
        #expect(world.transport.count == 0)
    }

    @Test func `EXPLAIN QUERY PLAN makes no request`() async throws {
        let world = try World()
        let rows = try await world.rows(
            World.filled("EXPLAIN QUERY PLAN SELECT name FROM %t WHERE %w")
        )
        #expect(rows.first?.last?.plain.contains("list projectsId locationsId") == true)
        #expect(world.transport.count == 0)
    }

    @Test func `USE shortens names`() async throws {
        let world = try World()
        let error = try #require(await world.error("SELECT 1 FROM aiplatform.tuning_jobs"))
        #expect(error.help == "write provider.service.resource, or USE a provider first")
        _ = try await world.rows("USE google")
        let rows = try await world.rows(
            "SELECT name FROM aiplatform.tuning_jobs WHERE \(World.place)"
        )
        #expect(rows.count == 13)
        let qualified = try await world.rows(
            "SELECT aiplatform.tuning_jobs.name, tuning_jobs.state FROM aiplatform.tuning_jobs "
                + "WHERE aiplatform.tuning_jobs.projectsId = 'demo-project' "
                + "AND tuning_jobs.locationsId = 'us-central1'"
        )
        #expect(qualified.count == 13)
    }

    @Test func `names are found in any case, and columns by the table's name`() async throws {
        let world = try World()
        let rows = try await world.rows(
            """
            SELECT tuning_jobs.NAME, google.aiplatform.tuning_jobs.State \
            FROM Google."AIplatform".`Tuning_Jobs` WHERE PROJECTSID = 'demo-project' \
            AND locationsid = 'us-central1'
            """
        )
        #expect(rows.count == 13)
    }

    @Test func `a transaction over local tables does not hinder the catalog`() async throws {
        let world = try World()
        _ = try await world.rows("BEGIN")
        _ = try await world.rows("CREATE TABLE t (x)")
        #expect(try await world.rows("SHOW PROVIDERS").count == 1)
        _ = try await world.rows(World.filled("INSERT INTO t SELECT name FROM %t WHERE %w"))
        _ = try await world.rows("ROLLBACK")
        #expect(await world.error("SELECT * FROM t")?.code == .unknownName)
    }

    @Test(arguments: ["catalog . providers", "[catalog].[providers]", "`Catalog`.\"PROVIDERS\""])
    func `the catalog is known however its name is written`(table: String) async throws {
        #expect(try await World().value("SELECT count(*) FROM \(table)") == 1)
    }

    @Test func `the catalog can be queried, not changed, and comes back when it was detached`()
        async throws
    {
        let world = try World()
        let count = "SELECT count(*) FROM catalog.providers"
        #expect(try await world.value(count) == 1)
        #expect(await world.error("DELETE FROM catalog.providers")?.code == .sql)
        _ = try await world.rows("DETACH catalog")
        #expect(try await world.rows("SHOW PROVIDERS").count == 1)
        #expect(try await world.value(count) == 1)
    }

    @Test func `SQLite's own statements work`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)")
        #expect(try await world.rows("PRAGMA table_info(t)").map { $0[1] } == ["id", "x"])
        _ = try await world.rows("ATTACH ':memory:' AS other")
        _ = try await world.rows("CREATE TABLE other.u AS SELECT 1 AS a")
        let inserted = try await world.rows("INSERT INTO t (x) VALUES ('a'), ('b') RETURNING id, x")
        #expect(inserted == [[1, "a"], [2, "b"]])
        #expect(
            try await world.session.run("UPDATE t SET x = 'c' WHERE id = 1").message == "UPDATE 1"
        )
        #expect(try await world.session.run("DELETE FROM t").message == "DELETE 2")
    }

    @Test(arguments: ["PRAGMA writable_schema = ON", "PRAGMA trusted_schema = ON"])
    func `a PRAGMA cannot open what the session has closed`(_ sql: String) async throws {
        let world = try World()
        _ = try? await world.rows(sql)
        _ = try await world.rows("CREATE TABLE t (x)")
        #expect(await world.error("UPDATE sqlite_schema SET sql = 'x'") != nil)
        #expect(await world.error("SELECT load_extension('x')") != nil)
    }

    @Test func `changing tables while a result is open is allowed`() async throws {
        let world = try World(jobsPerLocation: 30, maximumPageSize: 5)
        var rows = try await world.session.run(World.filled("SELECT name FROM %t WHERE %w"))
            .makeAsyncIterator()
        #expect(try await rows.next() != nil)
        _ = try await world.rows("CREATE TABLE t (x)")
        _ = try await world.rows(
            "SELECT * FROM google.aiplatform.locations WHERE projectsId = 'demo-project'"
        )
        var count = 1
        while try await rows.next() != nil { count += 1 }
        #expect(count == 30)
    }
}
