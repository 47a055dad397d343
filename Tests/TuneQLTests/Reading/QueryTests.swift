import Testing
import TuneQL

/// What SQL means, over virtual tables: each statement against the same one over a plain table.
@Suite struct QueryTests {
    /// The rows of a statement over resources, and over a plain table of all their rows.
    ///
    /// `%j(location)` stands for the jobs of a location of the demo project.
    private func compare(_ sql: String, sorted: Bool = true) async throws -> World {
        let world = try World(maximumPageSize: 5)
        let list = World.locations.map { "'\($0)'" }.joined(separator: ", ")
        _ = try await world.rows(
            """
            CREATE TABLE plain AS SELECT *, projectsId, locationsId, tuningJobsId \
            FROM \(World.jobs) WHERE projectsId = 'demo-project' AND locationsId IN (\(list))
            """
        )
        let expected = try await world.rows(World.filled(sql.replacing("%t", with: "plain")))
        world.transport.forget()
        let actual = try await world.rows(World.filled(sql))
        #expect(!expected.isEmpty)
        #expect(order(actual, sorted) == order(expected, sorted), "\(sql)")
        return world
    }

    private func order(_ rows: [[Value]], _ sorted: Bool) -> [String] {
        let lines = rows.map { $0.map(\.plain).joined(separator: " | ") }
        return sorted ? lines.sorted() : lines
    }

    @Test(arguments: [
        "SELECT name FROM %t WHERE %w ORDER BY createTime DESC LIMIT 3",
        "SELECT name FROM %t WHERE %w ORDER BY createTime DESC, name LIMIT 3 OFFSET 4",
        "SELECT name FROM %t WHERE %w ORDER BY endTime DESC NULLS LAST, name",
    ])
    func `order`(_ sql: String) async throws {
        _ = try await compare(sql, sorted: false)
    }

    @Test(arguments: [
        "SELECT DISTINCT state FROM %t WHERE %w",
        "SELECT count(*), count(error), count(DISTINCT state) FROM %t WHERE %w",
        "SELECT state, count(*), max(createTime), min(createTime) FROM %t WHERE %w GROUP BY state "
            + "HAVING count(*) > 1",
        "SELECT name FROM %t WHERE %w AND (state = 'JOB_STATE_SUCCEEDED' OR error IS NOT NULL)",
        "SELECT name FROM %t WHERE %w AND state NOT IN ('JOB_STATE_SUCCEEDED', 'JOB_STATE_FAILED')",
        "SELECT name FROM %t WHERE %w AND description IS NULL",
        "SELECT name FROM %t WHERE %w AND description IS NOT NULL AND state LIKE '%SUCC%'",
        "SELECT name FROM %t WHERE %w AND endTime IS NULL",
        "SELECT name FROM %t WHERE projectsId IS 'demo-project' AND locationsId IS 'us-east1'",
        "SELECT name FROM %t WHERE (projectsId = 'demo-project' AND locationsId = 'us-central1' "
            + "AND state = 'JOB_STATE_SUCCEEDED') OR (projectsId = 'demo-project' "
            + "AND locationsId = 'us-east1' AND state = 'JOB_STATE_FAILED')",
        "SELECT name FROM %t WHERE (%w AND state = 'JOB_STATE_SUCCEEDED') OR (%w AND labels IS NOT NULL)",
        "SELECT locationsId, name FROM %t WHERE projectsId = 'demo-project' "
            + "AND (locationsId = 'us-central1' OR locationsId = 'us-east1')",
        "SELECT name, row_number() OVER (PARTITION BY state ORDER BY createTime, name) AS n, "
            + "lag(name) OVER (ORDER BY createTime, name) FROM %t WHERE %w",
        "SELECT a.name, b.name FROM %t a JOIN %t b ON a.state = b.state "
            + "WHERE a.projectsId = 'demo-project' AND a.locationsId = 'us-central1' "
            + "AND b.projectsId = 'demo-project' AND b.locationsId = 'us-east1'",
        "SELECT state FROM %t WHERE %w UNION SELECT baseModel FROM %t WHERE %w",
        "SELECT state FROM %t WHERE %w INTERSECT SELECT state FROM %t "
            + "WHERE projectsId = 'demo-project' AND locationsId = 'us-east1'",
        "SELECT name FROM %t WHERE %w EXCEPT SELECT name FROM %t WHERE %w AND error IS NULL",
        "SELECT name, (SELECT count(*) FROM %t b WHERE b.projectsId = a.projectsId "
            + "AND b.locationsId = 'us-east1' AND b.state = a.state) FROM %t a WHERE %w",
        "SELECT name FROM %t a WHERE %w AND EXISTS (SELECT 1 FROM %t b "
            + "WHERE b.projectsId = 'demo-project' AND b.locationsId = 'us-east1' "
            + "AND b.state = a.state AND b.baseModel = a.baseModel)",
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3) "
            + "SELECT i, count(name) FROM n LEFT JOIN %t j ON j.projectsId = 'demo-project' "
            + "AND j.locationsId = CASE i WHEN 1 THEN 'us-central1' WHEN 2 THEN 'us-east1' END "
            + "GROUP BY i",
        "WITH c AS (SELECT * FROM %t WHERE %w) SELECT a.name, b.name FROM c a, c b "
            + "WHERE a.baseModel = b.baseModel AND a.name < b.name",
        "SELECT a.name, b.n FROM (SELECT name, state FROM %t WHERE %w) a RIGHT JOIN "
            + "(SELECT state, count(*) AS n FROM %t WHERE projectsId = 'demo-project' "
            + "AND locationsId = 'us-east1' GROUP BY 1) b ON a.state = b.state",
        "WITH x(s) AS (VALUES ('JOB_STATE_SUCCEEDED'), ('none')) SELECT x.s, j.name FROM x "
            + "FULL JOIN (SELECT name, state FROM %t WHERE %w) j ON j.state = x.s",
        "SELECT json_extract(supervisedTuningSpec, '$.hyperParameters.epochCount'), "
            + "labels ->> 'team', labels -> '$.team' FROM %t WHERE %w",
        "SELECT j.name, l.key, l.value FROM %t j, json_each(j.labels) l WHERE %w",
        "SELECT name FROM %t WHERE %w AND createTime BETWEEN '2026-05-31T09:00:00Z' AND '2026-06-01'",
        "SELECT name FROM %t WHERE projectsId = 'demo-project' AND locationsId IN "
            + "(SELECT locationsId FROM %t WHERE %w)",
        "SELECT a.name, b.name FROM (SELECT name FROM %t WHERE %w) a LEFT JOIN %t b "
            + "ON b.name = a.name AND (b.projectsId = 'demo-project' AND b.locationsId = 'us-east1' "
            + "OR b.projectsId = 'demo-project' AND b.locationsId = 'us-central1' AND b.state <> 'x')",
        "SELECT name FROM %t WHERE (projectsId, locationsId) = ('demo-project', 'us-east1')",
    ])
    func `rows are those of a plain table`(_ sql: String) async throws {
        _ = try await compare(sql)
    }

    @Test func `a get and a list in one OR give each row once`() async throws {
        let world = try World(maximumPageSize: 4)
        let id = try #require(try await ReadingTests.idsFromEmulator(world, 7).last)
        let rows = try await world.rows(
            World.filled(
                "SELECT name FROM %t WHERE (%w AND tuningJobsId = '\(id)') OR (%w AND state IS NOT NULL)"
            )
        )
        #expect(rows.count == 13)
        #expect(Set(rows).count == 13)
    }

    @Test func `a self-join of two locations reads each list once`() async throws {
        let world = try await compare(
            "SELECT a.name, b.name FROM %t a JOIN %t b ON a.baseModel = b.baseModel "
                + "WHERE a.projectsId = 'demo-project' AND a.locationsId = 'us-central1' "
                + "AND b.projectsId = 'demo-project' AND b.locationsId = 'us-east1'"
        )
        #expect(world.transport.count == 6)
    }

    @Test func `a subquery that stops early reads no page twice`() async throws {
        let world = try await compare(
            "SELECT name FROM %t a WHERE %w AND EXISTS (SELECT 1 FROM %t b "
                + "WHERE b.projectsId = 'demo-project' AND b.locationsId = 'us-east1' "
                + "AND b.state = a.state)"
        )
        #expect(world.transport.count <= 6)
    }

    @Test func `locations lead to their jobs`() async throws {
        let world = try World()
        let rows = try await world.rows(
            """
            SELECT l.locationId, count(j.name) FROM google.aiplatform.locations l \
            LEFT JOIN google.aiplatform.tuning_jobs j \
            ON j.projectsId = l.projectsId AND j.locationsId = l.locationId \
            AND j.state = 'JOB_STATE_SUCCEEDED' \
            WHERE l.projectsId = 'demo-project' GROUP BY 1 ORDER BY 1
            """
        )
        #expect(rows.map { $0[0] } == ["europe-west1", "us-central1", "us-east1"])
        #expect(world.transport.count == 4)
    }

    @Test func `a view passes parameters on`() async throws {
        let world = try World()
        _ = try await world.rows(
            World.filled("CREATE VIEW v AS SELECT *, projectsId, locationsId FROM %t")
        )
        let rows = try await world.rows("SELECT name, state FROM v WHERE \(World.place)")
        #expect(rows.count == 13)
        #expect(world.transport.count == 1)
        _ = try await world.rows(
            "CREATE VIEW w AS SELECT state, locationsId FROM v WHERE \(World.place)"
        )
        let counts = try await world.rows(
            "SELECT a.state, count(*) FROM w a JOIN w b USING (state) GROUP BY 1"
        )
        #expect(!counts.isEmpty)
        _ = try await world.rows("DROP VIEW w")
        #expect(await world.error("SELECT * FROM w")?.code == .unknownName)
    }

    @Test func `an OR inside a view gives each row once`() async throws {
        let world = try World()
        _ = try await world.rows(
            World.filled(
                "CREATE VIEW v AS SELECT name FROM %t "
                    + "WHERE (%w AND state = 'JOB_STATE_SUCCEEDED') OR (%w AND state IS NOT NULL)"
            )
        )
        let rows = try await world.rows("SELECT name FROM v")
        #expect(rows.count == 13)
        #expect(Set(rows).count == 13)
    }

    @Test func `a view without its parameters is refused with the words of a table`() async throws {
        let world = try World()
        _ = try await world.rows(World.filled("CREATE VIEW v AS SELECT * FROM %t"))
        let error = await world.error("SELECT * FROM v")
        #expect(error?.message == "tuning_jobs cannot be listed without projectsId, locationsId")
    }

    @Test func `a trigger cannot read a resource`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE t (x)")
        let error = await world.error(
            World.filled(
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN "
                    + "INSERT INTO log SELECT count(*) FROM %t WHERE %w; END"
            )
        )
        #expect(error?.message == "a trigger cannot read google.aiplatform.tuning_jobs")
    }
}

extension Value {
    /// The value as text, whatever is known of its kind.
    var plain: String {
        switch self {
        case .null: "NULL"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .text(let text), .json(let text): "'\(text)'"
        case .boolean(let value): value ? "1" : "0"
        case .blob(let bytes): "\(bytes)"
        }
    }
}
