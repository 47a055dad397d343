import Testing
import TuneQL

/// Numbers, truth values and JSON stay what they are behind functions, views and copies.
@Suite struct TypedValueTests {
    @Test(
        arguments: [
            ("SELECT description FROM v WHERE %w AND v.%h > 9", "BD"),
            ("SELECT description FROM v WHERE %w AND %h > '9'", "BD"),
            ("SELECT id FROM w WHERE w.spec.hyperParameters.epochCount > 9", "BD"),
            ("SELECT description FROM k WHERE k.%h > 9", "BD"),
            ("SELECT description FROM k WHERE %h > 9", "BD"),
            ("SELECT description FROM t WHERE hp.epochCount > 9", "BD"),
            ("SELECT description FROM m WHERE %h > 9", "BD"),
            (
                "SELECT description FROM (SELECT * FROM %t WHERE %w UNION ALL SELECT * FROM %t WHERE %w AND 0) u "
                    + "WHERE u.%h > 9", "BD"
            ),
            (
                "WITH x AS (SELECT description, supervisedTuningSpec.hyperParameters AS hp FROM %t WHERE %w) "
                    + "SELECT description FROM x WHERE x.hp.epochCount > 9", "BD"
            ),
            (
                "WITH x (n, h) AS (SELECT description, %h FROM %t WHERE %w) SELECT n FROM x WHERE h > '9'",
                "BD"
            ),
            ("SELECT description FROM %t WHERE %w AND coalesce(%h, 0) > '9'", "BD"),
            (
                "SELECT description FROM %t WHERE %w AND '9' IN (SELECT %h FROM k WHERE k.description = "
                    + "tuning_jobs.description)", "C"
            ),
            ("SELECT description FROM v WHERE %w ORDER BY %h", "ACBD"),
            ("SELECT description FROM k ORDER BY k.%h DESC", "DBCA"),
            (
                "WITH lim AS (SELECT '9' AS m) SELECT description FROM k, lim WHERE %h > lim.m",
                "BD"
            ),
            ("SELECT description FROM k WHERE %h IN (SELECT '9' UNION SELECT '10')", "BC"),
            ("SELECT description FROM k WHERE %h = (SELECT '9')", "C"),
            (
                "SELECT description FROM k WHERE %h BETWEEN (SELECT '9') AND coalesce(NULL, '10')",
                "BC"
            ),
            ("SELECT max(k.%h) FROM k", "100"), ("SELECT min(%h) FROM k", "5"),
        ] as [(String, String)]
    )
    func `numbers are numbers`(_ sql: String, _ expected: String) async throws {
        let session = try await TypedJobs.session()
        let sql = TypedJobs.filled(sql)
        let names = try await session.rows(sql).map { $0[0].text ?? $0[0].plain }
        #expect((sql.contains("ORDER BY") ? names : names.sorted()).joined() == expected)
    }

    @Test(
        arguments: [
            ("max(f)", .boolean(true)), ("coalesce(f, 0)", .boolean(true)),
            ("(SELECT f)", .boolean(true)), ("nullif(f, 2)", .boolean(true)),
            ("CASE WHEN 1 THEN f END", .boolean(true)), ("max(f) OVER ()", .boolean(true)),
            ("iif(0, f, false)", .boolean(false)), ("f + 0", 1), ("sum(f)", 1),
            ("json_object('f', f)", .json(#"{"f":true}"#)),
            ("json_array(f, NULL)", .json("[true,null]")),
        ] as [(String, Value)]
    )
    func `truth values are truth values`(_ expression: String, _ expected: Value) async throws {
        let session = try await TypedJobs.session()
        for table in [
            "SELECT description, supervisedTuningSpec AS s FROM v WHERE %w", "SELECT * FROM k AS k",
        ] {
            let path = table.contains("AS s") ? "s" : "supervisedTuningSpec"
            let rows = try await session.rows(
                TypedJobs.filled(
                    "SELECT \(expression) FROM (SELECT description, x.\(path).exportLastCheckpointOnly AS f "
                        + "FROM (\(table)) x) WHERE description = 'A'"
                )
            )
            #expect(rows == [[expected]])
        }
    }

    @Test func `what is no truth value stays what it is inside JSON`() async throws {
        let session = try await TypedJobs.session()
        _ = try await session.rows("CREATE TABLE x (b BOOLEAN)")
        _ = try await session.rows("INSERT INTO x VALUES (1), (5), ('true'), (NULL)")
        #expect(
            try await session.rows("SELECT json_group_array(b) FROM x")
                == [[.json(#"[true,5,"true",null]"#)]]
        )
    }

    @Test func `JSON is JSON inside of JSON`() async throws {
        let session = try await TypedJobs.session()
        let rows = try await session.rows(
            "SELECT json_object('l', labels, 'n', description) FROM m WHERE description = 'A'"
        )
        #expect(rows == [[.json(#"{"l":{"year":"2026"},"n":"A"}"#)]])
    }

    @Test(
        arguments: [
            ("count(*)", .integer), ("1.5", .real), ("max(createTime)", .timestamp),
            ("description || ''", .any), ("length(description)", .integer), ("avg(%h)", .real),
            ("sum(%h)", .integer),
            ("coalesce(endTime, 'none')", .any), ("labels", .json),
            ("coalesce(labels, '{}')", .any),
            ("date(createTime)", .timestamp), ("true", .boolean), ("NULL", .any), ("'x'", .any),
        ] as [(String, ResultColumn.Kind)]
    )
    func `results have kinds`(_ expression: String, _ kind: ResultColumn.Kind) async throws {
        let session = try await TypedJobs.session()
        let results = try await session.run(TypedJobs.filled("SELECT \(expression) FROM k"))
        #expect(results.columns.map(\.kind) == [kind])
    }

    @Test(arguments: ["v", "k", "m"])
    func `a misspelt field is refused behind views and copies`(_ table: String) async throws {
        let session = try await TypedJobs.session()
        let (sql, range) = unmark("SELECT \(table).supervisedTuningSpec.⟦nope⟧ FROM \(table)")
        let error = try #require(await session.error(sql))
        #expect(error.message == "supervisedTuningSpec has no field nope")
        #expect(error.range == range)
    }

    @Test(
        arguments: [
            "CREATE TABLE sqlite_x AS SELECT true AS b",
            "CREATE MATERIALIZED VIEW sqlite_x AS SELECT true AS b",
        ]
    )
    func `rows that cannot be kept are given up`(_ sql: String) async throws {
        let session = try World().session
        #expect(await session.error(sql) != nil)
        let left = "SELECT name FROM temp.sqlite_schema WHERE name LIKE 'tuneql_fresh%'"
        #expect(try await session.rows(left) == [])
    }

    @Test func `a text of a local table may be JSON`() async throws {
        let session = try await TypedJobs.session()
        _ = try await session.rows("CREATE TABLE x (j TEXT, n VARCHAR(9))")
        _ = try await session.rows("INSERT INTO x VALUES ('{\"team\": \"a\"}', '{\"n\": 1}')")
        #expect(try await session.rows("SELECT x.j.team, n.n FROM x") == [["a", 1]])
        #expect(
            try await session.rows("WITH c (j) AS (SELECT j FROM x) SELECT c.j.team FROM c")
                == [["a"]]
        )
    }

    @Test func `a database that is opened again knows its types`() async throws {
        let file = DatabaseFile()
        let emulator = try World()
        let first = try emulator.session(in: file)
        for sql in [
            "CREATE TABLE k AS SELECT * FROM %t WHERE %w",
            "CREATE MATERIALIZED VIEW m AS SELECT description, createTime, supervisedTuningSpec FROM %t WHERE %w",
            "CREATE VIEW v AS SELECT description, max(createTime, '2020') AS c, supervisedTuningSpec AS s FROM k",
        ] { _ = try await first.rows(World.filled(sql)) }
        let again = try emulator.session(in: file)
        for sql in [
            "SELECT count(*) FROM k WHERE k.%h > 1000", "SELECT count(*) FROM m WHERE m.%h > 1000",
            "SELECT count(*) FROM v WHERE v.s.hyperParameters.epochCount > 1000",
            "SELECT count(*) FROM k WHERE createTime < '2001-01-01T00:00:00+02:00'",
        ] { #expect(try await again.rows(TypedJobs.filled(sql)) == [[0]]) }
        let kinds = try await again.run("SELECT createTime, labels FROM k").columns.map(\.kind)
        #expect(kinds == [.timestamp, .json])
        #expect(try await again.run("SELECT c FROM v").columns.map(\.kind) == [.timestamp])
    }
}
