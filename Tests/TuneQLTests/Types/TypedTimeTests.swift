import Testing
import TuneQL

/// Times compare as instants in every expression.
@Suite struct TypedTimeTests {
    @Test(
        arguments: [
            // Functions, on either side.
            ("SELECT description FROM %t WHERE %w AND coalesce(endTime, createTime) >= %i", "ABCD"),
            ("SELECT description FROM %t WHERE %w AND ifnull(createTime, endTime) >= %i", "ABD"),
            ("SELECT description FROM %t WHERE %w AND %i <= coalesce(createTime, NULL)", "ABD"),
            ("SELECT description FROM %t WHERE %w AND iif(1, createTime, endTime) = %i", "AB"),
            ("SELECT description FROM %t WHERE %w AND CASE WHEN 1 THEN createTime END > %i", "D"),
            ("SELECT description FROM %t WHERE %w AND max(createTime, '2026-05-31') > %i", "D"),
            ("SELECT description FROM %t WHERE %w AND min(createTime, endTime) < %i", "C"),
            ("SELECT description FROM %t WHERE %w AND nullif(createTime, %i) IS NOT NULL", "CD"),
            ("SELECT description FROM %t j WHERE %w AND (SELECT j.createTime) >= %i", "ABD"),
            ("SELECT description FROM %t WHERE %w AND CAST(createTime AS TEXT) >= %i", "ABD"),
            ("SELECT description FROM %t WHERE %w AND createTime >= CAST(%i AS TIMESTAMP)", "ABD"),
            ("SELECT description FROM %t WHERE %w AND datetime(createTime) >= %i", "ABD"),
            ("SELECT description FROM %t WHERE %w AND date(createTime) = '2026-05-31'", "ABCD"),
            ("SELECT description FROM %t WHERE %w AND coalesce(endTime, '') > '2026-05-31'", "BCD"),
            // The other comparisons.
            ("SELECT description FROM %t WHERE %w AND %i IN (createTime)", "AB"),
            ("SELECT description FROM %t WHERE %w AND coalesce(createTime, '') IN (%i, %i)", "AB"),
            (
                "SELECT description FROM %t WHERE %w AND createTime IN (SELECT t FROM b WHERE id = 'A')",
                "AB"
            ),
            (
                "SELECT description FROM b, %t WHERE %w AND id = 'B' AND t IN (SELECT createTime FROM k) "
                    + "AND description = 'A'", "A"
            ),
            ("SELECT description FROM %t WHERE %w AND %i BETWEEN createTime AND endTime", "BC"),
            ("SELECT description FROM %t WHERE %w AND CASE createTime WHEN %i THEN 1 END", "AB"),
            ("SELECT description FROM %t WHERE %w AND (createTime, 1) = (%i, 1)", "AB"),
            ("SELECT description FROM %t WHERE %w AND createTime IS %i", "AB"),
            ("SELECT description FROM %t WHERE %w AND createTime IS NOT DISTINCT FROM %i", "AB"),
            // Common tables, subqueries, views and copies.
            (
                "WITH r AS (SELECT %i AS since) SELECT description FROM r, %t WHERE %w AND since <= createTime",
                "ABD"
            ),
            (
                "WITH r (since) AS (VALUES (%i)) SELECT description FROM r, %t WHERE %w AND r.since = createTime",
                "AB"
            ),
            (
                "WITH r (x, y) AS (SELECT description, max(createTime, '2026') FROM %t WHERE %w) "
                    + "SELECT x FROM r WHERE %i <= y", "ABD"
            ),
            ("SELECT description FROM v WHERE %w AND createTime >= %i", "ABD"),
            ("SELECT id FROM w WHERE born >= %i", "ABD"),
            ("SELECT id FROM w WHERE %i = born", "AB"),
            ("SELECT description FROM k WHERE createTime >= %i", "ABD"),
            ("SELECT description FROM t WHERE born = %i", "AB"),
            ("SELECT description FROM m WHERE createTime >= %i", "ABD"),
            (
                "SELECT a.description FROM %t a JOIN b ON a.createTime = b.t WHERE a.projectsId = 'demo-project' "
                    + "AND a.locationsId = 'us-central1' AND b.id = 'B'", "AB"
            ),
            (
                "SELECT a.description FROM %t a LEFT JOIN b ON b.t = a.createTime AND b.id = 'A' "
                    + "WHERE a.projectsId = 'demo-project' AND a.locationsId = 'us-central1' "
                    + "AND b.id IS NULL", "CD"
            ),
            (
                "SELECT k.description FROM k JOIN t ON k.createTime = t.born AND t.description = 'A'",
                "AB"
            ),
            (
                "SELECT k.description FROM k JOIN (SELECT description AS other, createTime FROM k) USING (createTime) "
                    + "WHERE other = 'A'", "AB"
            ),
            (
                "SELECT j.description FROM (SELECT 1) JOIN u JOIN %t j USING (createTime) WHERE %w",
                "AB"
            ),
            // Groups, orders, and what is distinct.
            ("SELECT min(description) FROM %t WHERE %w GROUP BY coalesce(createTime, '')", "ACD"),
            ("SELECT min(description) FROM k GROUP BY createTime", "ACD"),
            ("SELECT min(description), createTime AS c FROM k GROUP BY 2", "ACD"),
            (
                "SELECT max(description) FROM %t WHERE %w GROUP BY endTime HAVING max(createTime) < %i",
                ""
            ),
            ("SELECT description FROM k ORDER BY createTime, description LIMIT 3", "CAB"),
            (
                "SELECT description FROM %t WHERE %w ORDER BY coalesce(createTime, '') DESC, description",
                "DABC"
            ),
            (
                "SELECT description, ifnull(createTime, 0) AS c FROM %t WHERE %w ORDER BY c, description",
                "CABD"
            ),
            (
                "SELECT description, ifnull(createTime, '') FROM %t WHERE %w ORDER BY 2, description",
                "CABD"
            ),
            (
                "SELECT count(*) FROM (SELECT DISTINCT coalesce(createTime, '') FROM %t WHERE %w)",
                "3"
            ),
            ("SELECT count(*) FROM (SELECT DISTINCT createTime FROM k)", "3"),
            (
                "SELECT count(*) FROM (SELECT ifnull(createTime, '') FROM %t WHERE %w UNION "
                    + "SELECT t FROM b WHERE id = 'A')", "3"
            ),
            ("SELECT count(*) FROM (SELECT t FROM b UNION SELECT createTime FROM k)", "3"),
            ("SELECT count(DISTINCT ifnull(createTime, '')) FROM %t WHERE %w", "3"),
            (
                "SELECT description FROM %t WHERE %w GROUP BY 1 HAVING max(coalesce(createTime, '')) > %i",
                "D"
            ),
            // Windows.
            (
                "SELECT description FROM (SELECT description, first_value(createTime) OVER (ORDER BY createTime, description) "
                    + "AS f FROM k) WHERE f < %i ORDER BY 1", "ABCD"
            ),
            (
                "SELECT description FROM (SELECT description, rank() OVER (ORDER BY createTime) AS r FROM k) "
                    + "WHERE r = 2", "AB"
            ),
            (
                "SELECT description FROM (SELECT description, lag(born) OVER (ORDER BY id) AS l FROM w JOIN k "
                    + "ON description = id) WHERE l = %i", "BC"
            ),
            (
                "SELECT description FROM (SELECT description, count(*) OVER (PARTITION BY coalesce(createTime, '')) AS n "
                    + "FROM %t WHERE %w) WHERE n = 2", "AB"
            ),
            // A collation of one's own decides, and none leaks out of a comparison.
            ("SELECT description FROM %t WHERE %w AND createTime COLLATE binary = %i", ""),
            (
                "SELECT description FROM %t WHERE %w AND CASE WHEN createTime > '2026' THEN labels.year END "
                    + "= '2026'", "A"
            ),
            (
                "SELECT count(*) FROM (SELECT 1 FROM %t WHERE %w GROUP BY CASE WHEN "
                    + "coalesce(createTime, '') > '2026' THEN coalesce(labels.year, '2026-01-01') END)",
                "3"
            ),
            (
                "SELECT description || (lag(createTime) OVER (ORDER BY description) = createTime) "
                    + "FROM %t WHERE %w ORDER BY 1", "NULLB1C0D0"
            ),
            // Nor into terms that are the number or alias of a result.
            (
                "SELECT iif(coalesce(createTime, NULL) > %i, '!', '2026') FROM %t WHERE %w "
                    + "ORDER BY 1 LIMIT 1", "!"
            ),
            (
                "SELECT iif(coalesce(createTime, NULL) > %i, '!', '2026') AS x FROM %t WHERE %w "
                    + "ORDER BY x LIMIT 1", "!"
            ),
            (
                "SELECT iif(coalesce(createTime, NULL) > %i, '2026', '2026-01') FROM %t WHERE %w "
                    + "GROUP BY 1", "20262026-01"
            ),
            (
                "SELECT count(*) FROM (SELECT iif(coalesce(createTime, '') > '2026', "
                    + "coalesce(labels.year, '2026-01-01'), '') AS x FROM %t WHERE %w GROUP BY x)",
                "3"
            ),
            (
                "SELECT count(*) FROM (SELECT lower(labels.year) FROM %t WHERE %w UNION "
                    + "SELECT iif(coalesce(createTime, '') > '2026', '2026-01-01', '') FROM k)", "4"
            ),
        ] as [(String, String)]
    )
    func `instants decide`(_ sql: String, _ expected: String) async throws {
        let session = try await TypedJobs.session()
        let sql = TypedJobs.filled(sql).replacing("%i", with: "'2026-05-31T22:00:00+02:00'")
        let isOrdered = sql.contains("ORDER BY")
        let names = try await session.rows(sql).map { $0[0].text ?? $0[0].plain }
        #expect((isOrdered ? names : names.sorted()).joined() == expected)
    }

    @Test(
        arguments: [
            ("UPDATE k SET baseModel = 'x' WHERE createTime = %i RETURNING description", "AB"),
            ("DELETE FROM k WHERE createTime >= %i RETURNING k.description", "ABD"),
            ("DELETE FROM k AS q WHERE q.createTime = %i RETURNING description", "AB"),
            (
                "UPDATE k AS q SET state = '' WHERE q.labels.year = '2026' RETURNING description",
                "A"
            ),
            ("DELETE FROM k RETURNING createTime = %i", "0011"),
            (
                "INSERT INTO k (createTime) VALUES ('2026-05-31T20:00Z') RETURNING createTime = %i",
                "1"
            ),
            ("UPDATE k SET state = '' RETURNING k.labels.year", "2026"),
        ] as [(String, String)]
    )
    func `changes of copies compare instants`(_ sql: String, _ expected: String) async throws {
        let session = try await TypedJobs.session()
        let sql = sql.replacing("%i", with: "'2026-05-31T22:00:00+02:00'")
        let texts = try await session.rows(sql).map { $0[0].text ?? $0[0].plain }
        #expect(texts.sorted().joined().replacing("NULL", with: "").hasPrefix(expected))
    }

    @Test func `a join loses no row where statistics are known`() async throws {
        let session = try await TypedJobs.session()
        _ = try await session.rows("CREATE INDEX i ON b (t COLLATE chronological)")
        let sql = "SELECT count(*) FROM k JOIN b ON k.createTime = b.t AND b.id > ''"
        #expect(try await session.rows(sql) == [[6]])
        _ = try await session.rows("ANALYZE")
        #expect(try await session.rows(sql) == [[6]])
    }

    @Test(
        arguments: [
            ("createTime >= ⟦'2026-5-31'⟧", "'2026-5-31' is not a time"),
            ("createTime > ⟦'yesterday'⟧", "'yesterday' is not a time"),
            ("⟦'31.5.2026'⟧ < createTime", "'31.5.2026' is not a time"),
            ("createTime IN ('2026-01-01', ⟦'never'⟧)", "'never' is not a time"),
            ("createTime BETWEEN '2026-01-01' AND ⟦'now'⟧", "'now' is not a time"),
            ("CASE createTime WHEN ⟦'now'⟧ THEN 1 END", "'now' is not a time"),
            ("endTime <> ⟦''⟧", "an empty text is not a time"),
            ("max(createTime, endTime) > ⟦'soon'⟧", "'soon' is not a time"),
            ("createTime >= ⟦unixepoch('2026-05-31')⟧", "a time is compared with a number"),
            ("createTime > ⟦20260531⟧", "a time is compared with a number"),
            ("createTime > ⟦julianday('now') - 1⟧", "a time is compared with a number"),
        ] as [(String, String)]
    )
    func `what is no time is refused before any request`(
        _ condition: String,
        _ message: String
    ) async throws {
        let transport = ScriptedTransport([])
        let session = try World.session(transport)
        let (sql, range) = unmark(
            World.filled("SELECT description FROM %t WHERE %w AND \(condition)")
        )
        let error = try #require(await session.error(sql))
        #expect(error.code == .invalidValue)
        #expect(error.message == message)
        #expect(error.range == range)
    }

    @Test func `copies know times that may be something else`() async throws {
        let session = try await TypedJobs.session()
        _ = try await session.rows("CREATE TABLE x AS SELECT coalesce(endTime, 'none') AS t FROM k")
        let sql = "SELECT count(*) FROM x WHERE t = "
        #expect(try await session.rows(sql + "'2026-06-01T02:00:00+02:00'") == [[2]])
        #expect(try await session.rows(sql + "'none'") == [[1]])
    }

    @Test func `casts inside of casts are typed in no time`() async throws {
        let world = try World()
        let casts = String(repeating: "CAST(", count: 24)
        let ends = String(repeating: " AS TEXT)", count: 24)
        let sql = World.filled(
            "SELECT name FROM %t WHERE %w AND \(casts)createTime\(ends) > '2020'"
        )
        #expect(try await world.rows(sql).count == 13)
    }

    @Test func `the value of a variable is a time as well`() async throws {
        let world = try World()
        let sql = World.filled("SELECT count(*) FROM %t WHERE %w AND createTime >= :since")
        let error = await world.error(sql, ["since": "yesterday"])
        #expect(error?.code == .invalidValue)
        #expect(world.transport.count == 0)
        #expect(try await world.value(sql, ["since": "2020-01-01T02:00:00+02:00"]) == 13)
    }
}

extension Value {
    /// The text of a text.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
