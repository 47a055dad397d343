import Testing
import TuneQL

@Suite struct ViewTests {
    private static let view =
        "CREATE VIEW v AS SELECT projectsId, locationsId, tuningJobsId, name, state FROM \(World.jobs)"

    @Test(
        arguments: [
            ("SELECT name FROM v WHERE %w", 13, ["list"]),
            (
                "SELECT name FROM v WHERE v.projectsId = 'demo-project' "
                    + "AND v.locationsId = 'us-central1'",
                13, ["list"]
            ),
            (
                "SELECT name FROM v AS x WHERE x.projectsId = 'demo-project' "
                    + "AND x.locationsId IN ('us-central1', 'us-east1')",
                26, ["list", "list"]
            ),
            (
                "SELECT count(*) FROM v WHERE projectsId IN ('demo-project', 'other-project') "
                    + "AND locationsId = 'us-east1'",
                1, ["list", "list"]
            ),
            (
                "SELECT w.id FROM w WHERE w.project = 'demo-project' AND w.locationsId = 'us-east1'",
                13, ["list"]
            ),
            (
                "SELECT id FROM w WHERE project = 'demo-project' "
                    + "AND locationsId IN ('us-east1', 'europe-west1')",
                26, ["list", "list"]
            ),
            (
                "SELECT l.displayName, v.name FROM google.aiplatform.locations l JOIN v "
                    + "ON v.projectsId = l.projectsId AND v.locationsId = l.locationId "
                    + "WHERE l.projectsId = 'demo-project'",
                39, ["list", "list", "list", "list"]
            ),
        ] as [(String, Int, [String])]
    )
    func `parameters reach into views`(_ sql: String, _ rows: Int, _ calls: [String]) async throws {
        let world = try World()
        _ = try await world.rows(Self.view)
        _ = try await world.rows(
            "CREATE VIEW w (id, project, locationsId) AS "
                + "SELECT tuningJobsId, v.projectsId, locationsId FROM v"
        )
        #expect(world.transport.count == 0)
        #expect(try await world.rows(World.filled(sql)).count == rows)
        #expect(world.transport.count == calls.count)
    }

    @Test(
        arguments: [
            (
                "SELECT projectsId, locationsId, state, count(*) AS n FROM %t "
                    + "GROUP BY projectsId, locationsId, state",
                1
            ),
            ("SELECT DISTINCT projectsId, locationsId, state FROM %t", 1),
            ("SELECT projectsId, locationsId, name FROM %t ORDER BY name", 1),
            (
                "SELECT projectsId, locationsId, "
                    + "rank() OVER (PARTITION BY projectsId, locationsId ORDER BY state) FROM %t",
                1
            ),
            (
                "SELECT projectsId, locationsId FROM %t UNION ALL "
                    + "SELECT l.projectsId, l.locationId FROM google.aiplatform.locations l",
                2
            ),
        ] as [(String, Int)]
    )
    func `parameters reach into views that group, sort, number and unite`(
        _ query: String,
        _ calls: Int
    ) async throws {
        let world = try World()
        _ = try await world.rows(World.filled("CREATE VIEW v AS \(query)"))
        #expect(try await !world.rows(World.filled("SELECT * FROM v WHERE %w")).isEmpty)
        #expect(world.transport.count == calls)
    }

    @Test func `views read nested fields, and their readers read others`() async throws {
        let world = try World()
        _ = try await world.rows(
            World.filled(
                "CREATE VIEW v AS SELECT projectsId, locationsId, name, supervisedTuningSpec AS spec, "
                    + "supervisedTuningSpec.hyperParameters.epochCount AS epochs FROM %t"
            )
        )
        let sql = World.filled(
            "SELECT v.epochs, v.spec ->> 'trainingDatasetUri', j.supervisedTuningSpec.trainingDatasetUri "
                + "FROM v JOIN %t j ON j.name = v.name AND j.projectsId = v.projectsId "
                + "AND j.locationsId = v.locationsId WHERE v.projectsId = 'demo-project' "
                + "AND v.locationsId = 'us-central1' AND j.supervisedTuningSpec IS NOT NULL"
        )
        let rows = try await world.rows(sql)
        _ = try await world.rows("SET pushdown = off")
        #expect(!rows.isEmpty)
        #expect(rows.allSatisfy { $0[1] == $0[2] && $0[1] != .null })
        #expect(try await Set(world.rows(sql)) == Set(rows))
        _ = try await world.rows(
            World.filled(
                "CREATE MATERIALIZED VIEW m AS "
                    + "SELECT supervisedTuningSpec.hyperParameters.epochCount AS epochs FROM %t WHERE %w"
            )
        )
        #expect(try await world.session.run("SELECT epochs FROM m").columns[0].kind == .integer)
    }

    @Test func `a view with a LIMIT passes nothing on, and the error says so`() async throws {
        let world = try World()
        _ = try await world.rows(Self.view + " LIMIT 5")
        let error = try #require(await world.error(World.filled("SELECT * FROM v WHERE %w")))
        #expect(error.code == .missingParameter)
        #expect(error.help?.hasSuffix("that it shows, unless it has a LIMIT") == true)
    }

    @Test func `EXPLAIN sees through a view`() async throws {
        let world = try World()
        _ = try await world.rows(Self.view)
        let rows = try await world.rows(
            "EXPLAIN SELECT name FROM v WHERE projectsId = 'demo-project' "
                + "AND locationsId IN ('us-central1', 'us-east1')"
        )
        #expect(rows.count == 2)
        #expect(world.transport.count == 0)
    }

    @Test func `a temporary view takes no kept one away`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE VIEW v AS SELECT 1 AS a")
        let error = try #require(await world.error("CREATE OR REPLACE TEMP VIEW v AS SELECT 2"))
        #expect(error.message == "there is already a view v")
        #expect(error.help == "DROP VIEW v first, or choose another name")
        _ = try await world.rows("CREATE TEMP VIEW t AS SELECT 1 AS a")
        _ = try await world.rows("CREATE OR REPLACE TEMP VIEW t AS SELECT 2 AS a")
        #expect(try await world.value("SELECT a FROM t") == 2)
    }

    @Test func `OR REPLACE takes the place of a view, and a mistake leaves the old one`()
        async throws
    {
        let world = try World()
        _ = try await world.rows("CREATE VIEW v AS SELECT 1 AS a")
        #expect(try await world.value("SELECT a FROM v") == 1)
        let taken = try #require(await world.error("CREATE VIEW v AS SELECT 2 AS a"))
        #expect(taken.message == "there is already a view v")
        #expect(taken.help == "CREATE OR REPLACE replaces it")
        _ = try await world.rows("CREATE VIEW IF NOT EXISTS v AS SELECT 3 AS a")
        #expect(try await world.value("SELECT a FROM v") == 1)
        _ = try await world.rows("CREATE OR REPLACE VIEW v AS SELECT 4 AS a")
        #expect(try await world.value("SELECT a FROM v") == 4)
        for mistake in ["SELECT nothing FROM \(World.jobs)", "SELECT a FROM v", "SELECT * FROM x"] {
            #expect(await world.error("CREATE OR REPLACE VIEW v AS \(mistake)") != nil)
            #expect(try await world.value("SELECT a FROM v") == 4)
        }
        #expect(await world.error("CREATE OR REPLACE VIEW v (a, b) AS SELECT 1") != nil)
        #expect(try await world.value("SELECT a FROM v") == 4)
    }

    @Test(
        arguments: [
            ("DROP VIEW ⟦nope⟧", "there is no view nope", "SHOW VIEWS lists them"),
            ("DROP VIEW ⟦views⟧", "there is no view views", "did you mean view1?"),
            ("DROP VIEW ⟦t⟧", "t is a table", "DROP TABLE t drops it"),
            (
                "DROP VIEW ⟦m⟧", "m is a materialized view", "DROP MATERIALIZED VIEW m drops it"
            ),
            (
                "DROP TABLE ⟦m⟧", "m is a materialized view", "DROP MATERIALIZED VIEW m drops it"
            ),
            (
                "DROP MATERIALIZED VIEW ⟦t⟧", "t is a table, not a materialized view",
                "SHOW VIEWS lists the views"
            ),
            (
                "REFRESH MATERIALIZED VIEW ⟦view1⟧", "view1 is a view, not a materialized view",
                "SHOW VIEWS lists the views"
            ),
            (
                "REFRESH MATERIALIZED VIEW ⟦nope⟧", "there is no materialized view nope",
                "SHOW VIEWS lists them"
            ),
            (
                "CREATE OR REPLACE VIEW ⟦t⟧ AS SELECT 1", "there is already a table t",
                "DROP TABLE t first, or choose another name"
            ),
            (
                "CREATE OR REPLACE VIEW ⟦m⟧ AS SELECT 1", "there is already a materialized view m",
                "DROP MATERIALIZED VIEW m first, or choose another name"
            ),
            (
                "CREATE MATERIALIZED VIEW ⟦m⟧ AS SELECT 1",
                "there is already a materialized view m",
                "CREATE OR REPLACE replaces it"
            ),
            (
                "CREATE TABLE ⟦view1⟧ (x)", "there is already a view view1",
                "DROP VIEW view1 first, or choose another name"
            ),
            (
                "CREATE VIEW ⟦google.aiplatform.tuning_jobs⟧ AS SELECT 1",
                "CREATE VIEW cannot change google.aiplatform.tuning_jobs",
                "name a view of your own with one word"
            ),
        ] as [(String, String, String)]
    )
    func `names of views are checked`(_ marked: String, _ message: String, _ help: String)
        async throws
    {
        let world = try World()
        for sql in [
            "CREATE TABLE t (x)", "CREATE VIEW view1 AS SELECT 1 AS a",
            "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a",
        ] { _ = try await world.rows(sql) }
        let (sql, range) = unmark(marked)
        let error = try #require(await world.error(sql))
        #expect(error.message == message)
        #expect(error.help == help)
        #expect(error.range == range)
    }

    @Test func `views are dropped`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE VIEW v AS SELECT 1 AS a")
        #expect(try await world.session.run("DROP VIEW v").message == "DROP VIEW")
        #expect(await world.error("SELECT * FROM v")?.code == .unknownName)
        _ = try await world.rows("DROP VIEW IF EXISTS v")
        _ = try await world.rows("DROP MATERIALIZED VIEW IF EXISTS v")
        #expect(await world.error("DROP VIEW v")?.code == .unknownName)
    }

    @Test func `a view's missing parameter is told where it is read`() async throws {
        let world = try World()
        _ = try await world.rows(Self.view)
        let error = try #require(await world.error("SELECT * FROM v WHERE projectsId = 'p'"))
        #expect(error.code == .missingParameter)
        #expect(error.message == "tuning_jobs cannot be listed without locationsId")
        #expect(world.transport.count == 0)
    }

    @Test func `a transaction takes views back`() async throws {
        let world = try World()
        _ = try await world.rows("BEGIN")
        _ = try await world.rows("CREATE VIEW v AS SELECT 1 AS a")
        _ = try await world.rows("CREATE MATERIALIZED VIEW m AS SELECT 1 AS a")
        _ = try await world.rows("ROLLBACK")
        #expect(try await world.rows("SHOW VIEWS").isEmpty)
        #expect(try await world.rows("SHOW TABLES").isEmpty)
        _ = try await world.rows("CREATE VIEW v AS SELECT 2 AS a")
        #expect(try await world.value("SELECT a FROM v") == 2)
    }

    // MARK: Materialized

    @Test func `a materialized view is read without a request until it is refreshed`() async throws
    {
        let world = try World()
        let created = try await world.session.run(
            World.filled(
                "CREATE MATERIALIZED VIEW m AS SELECT name, createTime, labels, "
                    + "projectsId FROM %t WHERE %w"
            )
        )
        #expect(created.message == "CREATE MATERIALIZED VIEW 13")
        world.transport.forget()
        #expect(try await world.value("SELECT count(*) FROM m") == 13)
        #expect(world.transport.count == 0)
        let columns = try await world.session.run("SELECT * FROM m").columns
        #expect(columns.map(\.kind) == [.any, .timestamp, .json, .any])
        _ = try await world.rows("DELETE FROM m WHERE rowid < 5")
        let refreshed = try await world.session.run("REFRESH MATERIALIZED VIEW M")
        #expect(refreshed.message == "REFRESH MATERIALIZED VIEW 13")
        #expect(world.transport.count == 1)
        #expect(try await world.value("SELECT count(*) FROM m") == 13)
        _ = try await world.rows("DROP MATERIALIZED VIEW m")
        #expect(await world.error("SELECT * FROM m")?.code == .unknownName)
        #expect(await world.error("REFRESH MATERIALIZED VIEW m")?.code == .unknownName)
    }

    @Test func `a refresh that fails leaves the rows`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE t AS SELECT 1 AS a")
        _ = try await world.rows("CREATE MATERIALIZED VIEW m AS SELECT abs(a) AS a FROM t")
        _ = try await world.rows("UPDATE t SET a = -9223372036854775808")
        let error = try #require(await world.error("REFRESH MATERIALIZED VIEW m"))
        #expect(error.message == "integer overflow")
        #expect(try await world.value("SELECT a FROM m") == 1)
        _ = try await world.rows("CREATE OR REPLACE MATERIALIZED VIEW m (b, c) AS SELECT 2, 3")
        #expect(try await world.rows("SELECT b, c FROM m") == [[2, 3]])
        let failed = try #require(
            await world.error("CREATE OR REPLACE MATERIALIZED VIEW m AS SELECT * FROM missing")
        )
        #expect(failed.code == .unknownName)
        _ = try await world.rows("REFRESH MATERIALIZED VIEW m")
        #expect(try await world.rows("SELECT b, c FROM m") == [[2, 3]])
    }

    @Test func `a materialized view may be refreshed while its rows are read`() async throws {
        let world = try World()
        _ = try await world.rows(
            "CREATE MATERIALIZED VIEW m AS WITH RECURSIVE n(x) AS "
                + "(SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100) SELECT x FROM n"
        )
        var rows = try await world.session.run("SELECT x FROM m").makeAsyncIterator()
        #expect(try await rows.next() != nil)
        _ = try await world.rows("REFRESH MATERIALIZED VIEW m")
        #expect(try await world.value("SELECT count(*) FROM m") == 100)
    }
}
