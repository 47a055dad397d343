import Testing
import TuneQL

/// What EXPLAIN foretells is what EXPLAIN ANALYZE counts.
@Suite struct ForecastTests {
    static let jobs = "google.aiplatform.tuning_jobs"
    static let places = "google.aiplatform.locations"
    static let two = "projectsId = 'demo-project' AND locationsId IN ('us-central1', 'us-east1')"

    /// A statement, the number of calls that it makes, and whether EXPLAIN is sure of it.
    static let certain: [(String, Int)] = [
        ("SELECT name FROM %t WHERE %w", 1),
        ("SELECT count(*) FROM %t WHERE \(two)", 2),
        ("SELECT name FROM %t WHERE \(two) ORDER BY createTime LIMIT 3", 2),
        ("SELECT state, count(*) FROM %t WHERE \(two) GROUP BY state LIMIT 1", 2),
        ("SELECT name FROM %t WHERE %w LIMIT 1", 1),
        ("SELECT name FROM %t WHERE %w LIMIT 0", 0),
        ("SELECT name FROM %t WHERE %w AND tuningJobsId IN ('1', '2', '3')", 3),
        (
            "SELECT name FROM %t WHERE projectsId IN ('demo-project', 'other-project') AND "
                + "locationsId IN ('us-central1', 'us-east1', 'europe-west1')", 6
        ),
        ("SELECT name FROM %t WHERE projectsId = 'demo-project' AND locationsId = NULL", 0),
        ("SELECT name FROM %t WHERE %w AND 1 = 0", 0),
        (
            "SELECT name FROM %t WHERE %w UNION ALL SELECT name FROM \(places) WHERE projectsId = 'demo-project'",
            2
        ),
        (
            "SELECT count(*) FROM %t WHERE %w UNION ALL SELECT max(state) FROM %t WHERE %w "
                + "UNION ALL SELECT min(state) FROM %t WHERE %w", 1
        ),
        ("SELECT name FROM %t WHERE %w UNION SELECT name FROM %t WHERE \(two)", 2),
        ("WITH p AS (SELECT * FROM %t WHERE \(two)) SELECT count(*) FROM p", 2),
        (
            "WITH p AS MATERIALIZED (SELECT state FROM %t WHERE %w) SELECT * FROM p a JOIN p b USING (state)",
            1
        ),
        ("SELECT count(*) FROM v WHERE \(two)", 2),
        ("SELECT count(*) FROM \(places) WHERE projectsId = 'demo-project' AND (SELECT 1)", 1),
        (
            "SELECT name FROM wanted JOIN %t ON locationsId = place AND projectsId = 'demo-project'",
            2
        ),
        (
            "SELECT name FROM %t WHERE projectsId = 'demo-project' AND locationsId IN (SELECT place FROM wanted)",
            2
        ),
        ("SELECT name FROM %t WHERE (\(two)) OR (%w)", 2),
        ("INSERT INTO copies SELECT name FROM %t WHERE \(two)", 2),
        ("CREATE TABLE copy AS SELECT name FROM %t WHERE \(two)", 2),
        ("UPDATE wanted SET place = (SELECT max(name) FROM %t WHERE %w)", 1),
        ("DELETE FROM wanted WHERE place IN (SELECT name FROM %t WHERE %w)", 1),
        ("SELECT 1", 0),
        ("SHOW PROVIDERS", 0),
        ("DESCRIBE %t", 0),
        ("USE google", 0),
        (
            "INSERT INTO %t (projectsId, locationsId, baseModel, supervisedTuningSpec) VALUES "
                + "('demo-project', 'us-east1', 'gemini-2.5-flash', '{\"trainingDatasetUri\":\"gs://a/b.jsonl\"}'), "
                + "('demo-project', 'us-east1', 'gemini-2.5-flash', '{\"trainingDatasetUri\":\"gs://a/c.jsonl\"}')",
            2
        ),
        ("EXEC %t.list @projectsId = 'demo-project', @locationsId = 'us-east1'", 1),
    ]

    @Test(arguments: certain)
    func `a number is what is counted`(_ sql: String, _ count: Int) async throws {
        let world = try await Self.world()
        let sql = World.filled(sql)
        let steps = try await world.steps("EXPLAIN " + sql)
        #expect(world.transport.count == 0)
        let foretold = steps.map { $0["calls"] ?? .null }
        #expect(
            foretold.allSatisfy { if case .integer = $0 { true } else { false } },
            "\(foretold)"
        )
        #expect(steps.sum("calls") == count)
        #expect(try await world.steps("EXPLAIN ANALYZE " + sql).sum("calls") == count)
    }

    /// Statements whose calls depend on rows, the numbers that EXPLAIN gives, and what there is.
    static let uncertain: [(String, [String], Int)] = [
        (
            "SELECT count(*) FROM %t a JOIN %t b ON a.state = b.state WHERE "
                + "a.projectsId = 'demo-project' AND a.locationsId IN ('us-central1', 'us-east1') AND "
                + "b.projectsId = 'other-project' AND b.locationsId IN ('us-east1', 'europe-west1')",
            ["1", "1", "1 only if a has matching rows", "1 only if a has matching rows"], 4
        ),
        (
            "SELECT count(*) FROM %t a JOIN %t b ON b.projectsId = a.projectsId AND "
                + "b.locationsId = a.locationsId AND b.pageSize = 3 WHERE "
                + "a.projectsId = 'demo-project' AND a.locationsId IN ('us-central1', 'us-east1')",
            ["1", "1", "1 only if a has matching rows", "1 only if a has matching rows"], 4
        ),
        (
            "SELECT j.name FROM \(places) l JOIN %t j ON j.projectsId = l.projectsId "
                + "AND j.locationsId = l.locationId WHERE l.projectsId = 'demo-project'",
            ["1", "one for each row of l"], 4
        ),
        (
            "SELECT l.name FROM \(places) l LEFT JOIN %t j ON j.projectsId = l.projectsId "
                + "AND j.locationsId = coalesce(l.locationId, 'us-east1') WHERE l.projectsId = 'demo-project'",
            ["1", "one for each row of l"], 4
        ),
        (
            "SELECT name FROM %t WHERE projectsId = 'demo-project' AND locationsId IN "
                + "(SELECT locationId FROM \(places) WHERE projectsId = 'demo-project')",
            ["1", "one for each row of locations"], 4
        ),
        (
            "SELECT a.name FROM %t a JOIN %t b ON b.projectsId = 'other-project' AND "
                + "b.locationsId = 'us-east1' WHERE a.projectsId = 'demo-project' AND "
                + "a.locationsId = 'us-east1' AND a.state = 'JOB_STATE_SUCCEEDED'",
            ["1", "one for each combination of its parameters, if a has matching rows"], 2
        ),
        (
            "SELECT name FROM %t WHERE \(two) LIMIT 1",
            ["1 unless the LIMIT is reached first", "1 unless the LIMIT is reached first"], -1
        ),
        (
            "WITH t AS (SELECT count(*) AS c FROM %t WHERE %w) SELECT * FROM t JOIN \(places) l "
                + "ON t.c < 3 AND l.projectsId = 'demo-project'",
            ["1", "one for each row of t"], 1
        ),
        (
            "SELECT CASE WHEN (SELECT count(*) FROM %t WHERE %w) < 3 THEN "
                + "(SELECT count(*) FROM \(places) WHERE projectsId = 'demo-project') END",
            ["1", "as the rows of a subquery decide"], 1
        ),
        (
            "SELECT name FROM \(places) WHERE projectsId = 'demo-project' AND EXISTS "
                + "(SELECT 1 FROM %t WHERE projectsId = 'demo-project' AND locationsId = locationId)",
            ["1", "one for each row of locations"], 4
        ),
        (
            "EXEC %t.cancel SELECT projectsId, locationsId, tuningJobsId FROM %t WHERE %w "
                + "AND state = 'no such state'",
            ["1", "one for each row of the query"], 1
        ),
        (
            "INSERT INTO %t (projectsId, locationsId, baseModel, supervisedTuningSpec) SELECT "
                + "projectsId, 'us-east1', baseModel, supervisedTuningSpec FROM v WHERE %w AND state = 'no'",
            ["1", "one for each row of the query"], 1
        ),
    ]

    @Test(arguments: uncertain)
    func `what depends on rows is said, with the reason`(
        _ sql: String,
        _ foretold: [String],
        _ count: Int
    ) async throws {
        let world = try await Self.world()
        let sql = World.filled(sql)
        let steps = try await world.steps("EXPLAIN " + sql)
        #expect(world.transport.count == 0)
        let forecasts = steps.map { step in
            [step["calls"], step["note"]].compactMap { $0 == .null ? nil : $0?.bare }
                .joined(separator: " ")
        }
        #expect(forecasts == foretold)
        let counted = try await world.steps("EXPLAIN ANALYZE " + sql)
        if count >= 0 { #expect(counted.sum("calls") == count) }
    }

    private static func world() async throws -> World {
        let world = try World(jobsPerLocation: 5)
        for sql in [
            "CREATE VIEW v AS SELECT *, projectsId, locationsId FROM \(jobs)",
            "CREATE TABLE wanted(place TEXT)", "CREATE TABLE copies(name TEXT)",
            "INSERT INTO wanted VALUES ('us-central1'), ('us-east1'), ('us-central1')",
        ] {
            _ = try await world.rows(sql)
        }
        return world
    }
}

extension World {
    /// The rows of a statement by the names of its columns.
    func steps(_ sql: String) async throws -> [[String: Value]] {
        let results = try await session.run(sql)
        let names = results.columns.map(\.name)
        return try await results.rows().map { row in
            Dictionary(zip(names, row)) { first, _ in first }
        }
    }
}

extension Value {
    /// The text without quotes around it.
    var bare: String {
        guard case .text(let text) = self else { return plain }
        return text
    }
}

extension [[String: Value]] {
    /// The sum of a column's integers.
    func sum(_ column: String) -> Int {
        reduce(0) { sum, row in
            guard case .integer(let number)? = row[column] else { return sum }
            return sum + Int(number)
        }
    }
}
