import Testing
import TuneQL

/// The columns of EXPLAIN.
@Suite struct ExplainTests {
    static let join =
        "SELECT j.name FROM google.aiplatform.locations l JOIN google.aiplatform.tuning_jobs j "
        + "ON j.projectsId = l.projectsId AND j.locationsId = l.locationId "
        + "WHERE l.projectsId = 'demo-project' AND j.state = 'X' AND l.displayName LIKE 'a%'"

    @Test func `parameters are shown with their values, or with where they come from`() async throws
    {
        let steps = try await World().steps("EXPLAIN " + Self.join)
        #expect(steps.map { $0["table"] } == ["l", "j"])
        #expect(
            steps.map { $0["parameters"] } == [
                "projectsId = 'demo-project'",
                "projectsId = l.projectsId AND locationsId = l.locationId",
            ]
        )
    }

    static let filters: [(String, [Value])] = [
        (join, ["l.displayName LIKE 'a%'", "j.state = 'X'"]),
        ("SELECT name FROM %t WHERE %w", [.null]),
        (
            "SELECT name FROM %t WHERE %w AND state = 'X' AND labels.team = 'y'",
            ["state = 'X' AND labels.team = 'y'"]
        ),
        (
            "SELECT name FROM %t WHERE %w AND (state = 'X' OR state = 'Y')",
            ["(state = 'X' OR state = 'Y')"]
        ),
        ("SELECT name FROM %t WHERE %w AND filter = 'state=\"X\"'", [.null]),
        (
            "WITH p AS (SELECT * FROM %t WHERE %w) SELECT name FROM p WHERE state = 'X'",
            ["state = 'X'"]
        ),
        (
            "SELECT name FROM (SELECT * FROM %t WHERE %w) AS p WHERE p.state = 'X'",
            ["p.state = 'X'"]
        ),
        ("SELECT name FROM v WHERE %w AND state = 'X'", ["state = 'X'"]),
        (
            "SELECT count(*) FROM %t WHERE %w AND state = 'X' UNION ALL "
                + "SELECT count(*) FROM %t WHERE %w AND state = 'Y'", ["state = 'X'; state = 'Y'"]
        ),
        ("SELECT count(*) FROM %t WHERE %w\n    AND state\n        = 'X'", ["state = 'X'"]),
        (
            "SELECT name FROM %t WHERE %w AND locationsId = lower(name)",
            ["locationsId = lower(name)"]
        ),
    ]

    @Test(arguments: filters)
    func `what is filtered here is shown`(_ sql: String, _ filters: [Value]) async throws {
        let world = try World()
        _ = try await world.rows(
            "CREATE VIEW v AS SELECT *, projectsId, locationsId FROM \(World.jobs)"
        )
        let steps = try await world.steps("EXPLAIN " + World.filled(sql))
        #expect(steps.map { $0["filter"] } == filters)
    }

    static let missing: [(String, String, Value, String)] = [
        (
            "SELECT name FROM %t WHERE projectsId = 'demo-project'", "locationsId",
            "projectsId = 'demo-project'", "add  AND locationsId = '…'"
        ),
        ("SELECT name FROM %t", "projectsId, locationsId", .null, "add  WHERE projectsId = '…'"),
        (
            "INSERT INTO %t (projectsId, baseModel) VALUES ('p', 'b')", "locationsId",
            "projectsId = 'p'",
            "create needs projectsId, locationsId"
        ),
        (
            "EXEC %t.cancel @projectsId = 'p', @locationsId = 'l'", "tuningJobsId",
            "projectsId = 'p' AND locationsId = 'l'",
            "add  @tuningJobsId = '…'"
        ),
        (
            "EXEC %t.cancel SELECT projectsId FROM %t WHERE %w", "locationsId, tuningJobsId",
            "projectsId = projectsId",
            "add  @locationsId = '…', @tuningJobsId = '…'"
        ),
    ]

    @Test(arguments: missing)
    func `what is missing is a step with the advice of the error`(
        _ sql: String,
        _ missing: String,
        _ parameters: Value,
        _ advice: String
    ) async throws {
        let world = try World()
        let sql = World.filled(sql)
        let steps = try await world.steps("EXPLAIN " + sql)
        #expect(world.transport.count == 0)
        let error = try #require(await world.error(sql))
        #expect(error.code == .missingParameter)
        #expect(steps.map { $0["missing"] } == [.text(missing)])
        #expect(steps.map { $0["parameters"] } == [parameters])
        #expect(steps.map { $0["calls"] } == [0])
        let note = steps[0]["note"]?.bare ?? ""
        #expect(note == [error.message, error.help ?? ""].joined(separator: "; "))
        #expect(note.contains(advice))
    }

    @Test(
        arguments: [
            ("SELECT name FROM %t WHERE %w", "until the last page"),
            ("SELECT name FROM %t WHERE %w LIMIT 3", "until the last page, or the LIMIT"),
            ("SELECT name FROM %t WHERE %w ORDER BY state LIMIT 3", "until the last page"),
            ("SELECT name FROM %t WHERE %w AND tuningJobsId = '1'", 1),
        ] as [(String, Value)]
    )
    func `the pages of a list are known when they are read`(
        _ sql: String,
        _ pages: Value
    ) async throws {
        let steps = try await World().steps("EXPLAIN " + World.filled(sql))
        #expect(steps.map { $0["pages"] } == [pages])
    }

    @Test(arguments: [(1, 1), (2, "until the last page, 2 at most")] as [(Int, Value)])
    func `a limit of pages is told`(_ limit: Int, _ pages: Value) async throws {
        let world = try World(policy: PolicyTests.policy { $0.maximumPages = limit })
        let steps = try await world.steps(World.filled("EXPLAIN SELECT name FROM %t WHERE %w"))
        #expect(steps.map { $0["pages"] } == [pages])
    }

    @Test(arguments: [
        "SELECT 1", "SHOW PROVIDERS", "DESCRIBE %t", "USE google", "SET pushdown = off", "BEGIN",
        "CREATE VIEW w AS SELECT name FROM %t WHERE %w", "DROP TABLE kept", "DELETE FROM kept",
        "PURGE",
        "INSERT INTO kept VALUES (1)", "CREATE TABLE u(a)", "EXPLAIN SELECT name FROM %t WHERE %w",
    ])
    func `a statement that calls nothing has a step that says so`(_ sql: String) async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE kept AS SELECT 7 AS a")
        let steps = try await world.steps(World.filled("EXPLAIN " + sql))
        #expect(steps.map { $0["note"] } == ["local, no calls"])
        #expect(steps.map { $0["calls"] } == [0])
        #expect(world.transport.count == 0)
        #expect(try await world.value("SELECT a FROM kept") == 7)
    }

    @Test(arguments: [
        "UPDATE kept SET a = (SELECT count(*) FROM %t WHERE %w)",
        "DELETE FROM kept WHERE a NOT IN (SELECT name FROM %t WHERE %w)",
        "INSERT INTO kept SELECT name FROM %t WHERE %w",
        "REPLACE INTO kept SELECT name FROM %t WHERE %w",
        "CREATE TABLE u AS SELECT name FROM %t WHERE %w",
        "CREATE MATERIALIZED VIEW u AS SELECT name FROM %t WHERE %w",
        "REFRESH MATERIALIZED VIEW seen",
    ])
    func `queries of local statements are explained, and nothing is changed`(
        _ sql: String
    ) async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE kept AS SELECT 7 AS a")
        _ = try await world.rows(
            World.filled("CREATE MATERIALIZED VIEW seen AS SELECT name FROM %t WHERE %w")
        )
        let before = world.transport.count
        let steps = try await world.steps(World.filled("EXPLAIN " + sql))
        #expect(steps.map { $0["method"] } == ["list"])
        #expect(steps.map { $0["calls"] } == [1])
        #expect(world.transport.count == before)
        #expect(try await world.rows("SELECT a FROM kept") == [[7]])
        #expect(await world.error("SELECT * FROM u")?.code == .unknownName)
    }

    @Test func `a query over a view decides how many writes there are, and is not read`()
        async throws
    {
        let world = try World()
        _ = try await world.rows(
            "CREATE VIEW v AS SELECT *, projectsId, locationsId, tuningJobsId FROM \(World.jobs)"
        )
        let steps = try await world.steps(
            World.filled(
                "EXPLAIN EXEC %t.cancel SELECT projectsId, locationsId, tuningJobsId AS tuningJobsId "
                    + "FROM v WHERE %w"
            )
        )
        #expect(world.transport.count == 0)
        #expect(steps.map { $0["method"] } == ["list", "cancel"])
        #expect(steps.last?["calls"] == "one for each row of the query")
        #expect(
            steps.last?["parameters"]
                == "projectsId = projectsId AND locationsId = locationsId AND tuningJobsId = tuningJobsId"
        )
    }
}
