import Testing
import TuneQL

/// Conditions on parameters alone are looked at before a call is made.
@Suite struct ParameterConditionTests {
    private static let both =
        "projectsId = 'demo-project' AND locationsId IN ('us-central1', 'nowhere')"
    private static let views = [
        "CREATE TEMP VIEW plain AS SELECT *, projectsId, locationsId AS place FROM %t WHERE \(both)",
        "CREATE TEMP VIEW strict AS SELECT *, locationsId FROM %t WHERE \(both) "
            + "AND upper(locationsId) <> 'NOWHERE'",
        "CREATE TEMP VIEW two AS SELECT name, locationsId AS place FROM %t WHERE \(both) "
            + "UNION ALL SELECT name, locationsId FROM %t WHERE \(both)",
        "CREATE TABLE places(place); INSERT INTO places VALUES ('us-central1'), ('nowhere')",
    ].flatMap { $0.split(separator: "; ").map(String.init) }

    /// The locations that a statement asks for, in the order of the alphabet.
    private func locations(_ sql: String, _ bindings: Bindings = .none) async throws -> [String] {
        let world = try World(jobsPerLocation: 3)
        for view in Self.views { _ = try await world.rows(World.filled(view)) }
        world.transport.forget()
        _ = try await world.rows(World.filled(sql), bindings)
        let paths = world.transport.requests.map { $0.path.split(separator: "/") }
        return Set(paths.compactMap { $0.count > 4 ? String($0[4]) : nil }).sorted()
    }

    private static let conditions = [
        "locationsId <> 'nowhere'", "locationsId != 'nowhere'",
        "locationsId NOT IN ('nowhere', 'x')",
        "locationsId LIKE 'us-%'", "locationsId NOT LIKE 'NO%'", "locationsId GLOB 'us*'",
        "locationsId > 'p'", "locationsId BETWEEN 'p' AND 'z'", "NOT (locationsId < 'p')",
        "locationsId IS NOT 'nowhere'", "locationsId IN ('us-central1', 'x')",
        "upper(locationsId) = 'US-CENTRAL1'", "length(locationsId) > 7",
        "projectsId || '/' || locationsId <> 'demo-project/nowhere'",
        "(locationsId = 'us-central1' OR locationsId = 'x')",
        "locationsId = 'us-central1' OR locationsId = 'x'", "locationsId REGEXP '^us'",
        "CASE locationsId WHEN 'nowhere' THEN 0 ELSE 1 END", "locationsId <> :no",
        "locationsId <> ?1",
        "locationsId COLLATE NOCASE <> 'NOWHERE'", "locationsId = lower('US-CENTRAL1')",
        "CAST(locationsId AS TEXT) <> 'nowhere'", "substr(locationsId, 1, 2) IN ('us', 'eu')",
        "locationsId <> 'nowhere' -- a remark\n", "-locationsId = 0 AND locationsId >= 'us'",
    ]

    @Test(arguments: conditions)
    func `no call is made for values that a condition rules out`(_ condition: String) async throws {
        let bindings = Bindings(positional: ["nowhere"], named: ["no": "nowhere"])
        let isAlternative = condition.contains(" OR ") && !condition.hasPrefix("(")
        let term = isAlternative ? "(\(condition))" : condition
        #expect(
            try await locations("SELECT count(*) FROM %t WHERE \(Self.both) AND \(term)", bindings)
                == ["us-central1"]
        )
    }

    @Test(
        arguments: [
            "SELECT count(*) FROM %t a JOIN %t b ON b.projectsId = a.projectsId AND b.locationsId IN "
                + "('us-central1', 'nowhere') AND b.locationsId NOT IN ('nowhere') WHERE a.%w1",
            "SELECT count(*) FROM %t a JOIN %t b USING (projectsId) WHERE a.%w1 AND b.locationsId IN "
                + "('us-central1', 'nowhere') AND lower(b.locationsId) <> 'nowhere'",
            "SELECT count(*) FROM %t a JOIN %t b ON b.projectsId = a.projectsId WHERE a.%w1 AND b.locationsId "
                + "IN ('us-central1', 'nowhere') AND b.locationsId <= a.locationsId AND b.locationsId > 'o'",
            "SELECT count(*) FROM places p JOIN %t b ON b.projectsId = 'demo-project' AND "
                + "b.locationsId = p.place AND b.locationsId NOT IN ('nowhere')",
            "SELECT count(*) FROM places p LEFT JOIN %t b ON b.projectsId = 'demo-project' AND "
                + "b.locationsId = p.place AND b.locationsId NOT IN ('nowhere')",
            "SELECT count(*) FROM %t a LEFT JOIN places p ON p.place = a.locationsId WHERE \(qualified) AND "
                + "a.locationsId NOT LIKE 'no%'",
            "SELECT count(*) FROM %t WHERE \(both) AND locationsId NOT IN (SELECT p.place FROM places p "
                + "WHERE p.place LIKE 'no%')",
            "SELECT count(*) FROM plain WHERE place NOT IN ('nowhere')",
            "SELECT count(*) FROM plain WHERE place <> 'nowhere'",
            "SELECT count(*) FROM plain WHERE place = 'us-central1'",
            "SELECT count(*) FROM strict", "SELECT count(*) FROM two WHERE place NOT LIKE 'no%'",
            "WITH w AS (SELECT name, locationsId AS l FROM %t WHERE \(both)) SELECT count(*) FROM w "
                + "WHERE l NOT IN ('nowhere')",
            "SELECT count(*) FROM (SELECT name, locationsId AS l FROM %t WHERE \(both)) WHERE upper(l) > 'O'",
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM %t WHERE \(both) AND locationsId NOT IN ('nowhere'))",
            "CREATE TABLE k AS SELECT name FROM %t WHERE \(both) AND locationsId NOT IN ('nowhere')",
            "INSERT INTO places SELECT name FROM %t WHERE \(both) AND locationsId NOT IN ('nowhere')",
        ].map {
            $0.replacing(
                "a.%w1",
                with: "a.projectsId = 'demo-project' AND a.locationsId = 'us-central1'"
            )
        }
    )
    func `conditions are looked at in joins, views and subqueries too`(_ sql: String) async throws {
        #expect(try await locations(sql) == ["us-central1"])
    }

    private static let qualified =
        "a.projectsId = 'demo-project' AND a.locationsId IN ('us-central1', 'nowhere')"

    /// Where NULLs of an outer join could meet the condition, all rows are read.
    @Test func `conditions on the optional side of a join make no rows and lose none`() async throws
    {
        let world = try World(jobsPerLocation: 3)
        _ = try await world.rows("CREATE TABLE l AS SELECT 'us-central1' AS place")
        let rows = try await world.rows(
            World.filled(
                "SELECT count(b.name) FROM l LEFT JOIN %t b ON b.projectsId = 'demo-project' "
                    + "AND b.locationsId = l.place WHERE b.locationsId IS NOT 'us-central1'"
            )
        )
        #expect(rows == [[0]])
        #expect(
            try await world.rows(
                World.filled(
                    "SELECT count(*) FROM l LEFT JOIN %t b ON b.projectsId = 'demo-project' "
                        + "AND b.locationsId = l.place AND upper(l.place) = 'X'"
                )
            ) == [[1]]
        )
    }

    @Test func `a condition that SQLite cannot tell alone costs a call, and no row`() async throws {
        for condition in ["random() IS NOT NULL AND locationsId <> 'x'", "locationsId <> state"] {
            #expect(
                try await locations("SELECT count(*) FROM %t WHERE %w AND \(condition)")
                    == ["us-central1"]
            )
        }
    }

    @Test func `EXPLAIN foretells the calls that conditions leave`() async throws {
        let world = try World()
        let rows = try await world.rows(
            World.filled(
                "EXPLAIN SELECT count(*) FROM %t WHERE \(Self.both) AND locationsId NOT IN ('nowhere')"
            )
        )
        #expect(rows.map { $0[12] } == [1])
        #expect(world.transport.count == 0)
    }
}
