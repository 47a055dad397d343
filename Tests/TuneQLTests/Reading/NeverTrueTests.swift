import Testing
import TuneQL

/// Tables from which no row can come: no call is made for them, and no parameter is missed.
@Suite struct NeverTrueTests {
    @Test(
        arguments: [
            ("SELECT name FROM %t WHERE %w AND 0", []),
            ("SELECT name FROM %t WHERE 0 AND %w", []),
            ("SELECT name FROM %t WHERE %w AND state IN ()", []),
            ("SELECT name FROM %t WHERE 0", []),
            ("SELECT name FROM %t WHERE 1 = 2", []),
            ("SELECT name FROM %t WHERE NULL", []),
            ("SELECT name FROM %t WHERE state = NULL", []),
            ("SELECT name FROM %t WHERE NOT 1 OR (false AND state = 'x')", []),
            ("SELECT name FROM %t WHERE 'a' BETWEEN 'b' AND 'c'", []),
            ("SELECT name FROM %t WHERE 2 IN (1, 3) -- and no more", []),
            ("SELECT name FROM %t LIMIT 0", []),
            ("SELECT count(*), max(createTime) FROM %t WHERE 0", [[.integer(0), .null]]),
            ("SELECT job.name FROM %t AS job JOIN %t b ON b.name = job.name WHERE 0", []),
            ("SELECT tuning_jobs.name, projectsId FROM %t WHERE 0", []),
            ("SELECT google.aiplatform.tuning_jobs.name FROM %t WHERE 0", []),
            ("SELECT name FROM (SELECT * FROM %t) WHERE 0", []),
            ("SELECT 1 WHERE EXISTS (SELECT 1 FROM %t WHERE 0)", []),
            ("SELECT 1 AS n UNION ALL SELECT length(name) FROM %t WHERE 0", [[.integer(1)]]),
            ("SELECT n, name FROM (SELECT 1 AS n) LEFT JOIN %t ON 0", [[.integer(1), .null]]),
            ("SELECT n, name FROM (SELECT 1 AS n) JOIN %t ON 1 = 0", []),
            ("SELECT * FROM (SELECT 1 AS n) WHERE n IN (SELECT 1 FROM %t LIMIT 0)", []),
        ] as [(String, [[Value]])]
    )
    func `no row and no call`(_ sql: String, _ rows: [[Value]]) async throws {
        let world = try World()
        #expect(try await world.rows(World.filled(sql)) == rows)
        #expect(world.transport.count == 0)
    }

    @Test func `only the SELECT with the condition is without rows`() async throws {
        let world = try World()
        let sql = "SELECT name FROM %t WHERE 0 UNION ALL SELECT name FROM %t WHERE %w"
        #expect(try await world.rows(World.filled(sql)).count == 13)
        let missing = "SELECT name FROM %t WHERE 0 UNION ALL SELECT name FROM %t"
        let error = await world.error(World.filled(missing))
        #expect(error?.code == .missingParameter)
    }

    @Test(
        arguments: [
            "SELECT name FROM %t WHERE 1", "SELECT name FROM %t WHERE 1 OR 0",
            "SELECT name FROM %t WHERE state NOT IN ()", "SELECT name FROM %t LIMIT 1",
            "SELECT name FROM %t WHERE NOT 0", "SELECT name FROM %t WHERE 0 OR state = 'x'",
        ])
    func `what may be true wants its parameters`(_ sql: String) async throws {
        let world = try World()
        let error = await world.error(World.filled(sql))
        #expect(error?.code == .missingParameter)
    }

    @Test(
        arguments: [
            "SELECT * FROM v WHERE 0", "SELECT state FROM v LIMIT 0", "SELECT * FROM w WHERE NULL",
            "SELECT * FROM n WHERE a = 'x' AND 1 = 2", "SELECT * FROM (SELECT * FROM w) WHERE 0",
            "SELECT * FROM v WHERE %w AND state IN ()",
            "WITH c AS (SELECT * FROM %t) SELECT name FROM c WHERE 0",
            "WITH c(a) AS (SELECT state FROM v), d AS (SELECT * FROM c) SELECT a FROM d LIMIT 0",
        ])
    func `views and common tables are not read either`(_ sql: String) async throws {
        let world = try World()
        for definition in [
            "CREATE VIEW v AS SELECT projectsId, locationsId, state FROM %t",
            "CREATE VIEW w AS SELECT state, count(*) AS jobs FROM v GROUP BY state",
            "CREATE VIEW n(a, b) AS SELECT state, max(name) FROM %t GROUP BY state",
        ] { _ = try await world.rows(World.filled(definition)) }
        #expect(try await world.rows(World.filled(sql)) == [])
        #expect(world.transport.count == 0)
    }

    @Test func `what is written by such a SELECT is nothing`() async throws {
        let world = try World()
        let insert = """
            INSERT INTO %t (projectsId, locationsId, baseModel) \
            SELECT projectsId, locationsId, baseModel FROM %t WHERE %w AND 0
            """
        _ = try await world.rows(World.filled(insert))
        _ = try await world.rows(World.filled("CREATE TABLE k AS SELECT * FROM %t WHERE 0"))
        #expect(try await world.rows("SELECT count(*) FROM k") == [[.integer(0)]])
        #expect(world.transport.count == 0)
    }
}
