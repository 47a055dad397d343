import Testing
import TuneQLSyntax

struct QueryTests {
    @Test func `a query has its clauses with their places`() throws {
        let text = """
            WITH x(a) AS (SELECT 1) SELECT DISTINCT r.*, *, state AS s FROM p.s.r AS r WHERE a = 1 \
            GROUP BY a, b HAVING c UNION ALL SELECT 2 ORDER BY 1 DESC NULLS LAST, 2 LIMIT 3, 4
            """
        let query = try query(text)
        #expect(query.with.map(\.name.text) == ["x"])
        #expect(query.with[0].columns.map(\.text) == ["a"])
        #expect(slice(text, query.with[0].range) == "x(a) AS (SELECT 1)")
        #expect(slice(text, query.range) == text)
        #expect(query.body.map(\.setOperator) == [nil, .unionAll])
        let core = query.body[0]
        #expect(core.isDistinct)
        #expect(core.results.map { slice(text, $0.range) } == ["r.*", "*", "state AS s"])
        #expect(slice(text, try #require(core.whereRange)) == "WHERE a = 1")
        #expect(core.groupBy.count == 2 && core.having != nil)
        #expect(slice(text, query.body[1].range) == "SELECT 2")
        #expect(query.orderBy.map(\.isDescending) == [true, false])
        #expect(query.orderBy.map(\.nulls) == [.last, nil])
        #expect(query.limit.map { slice(text, $0.range) } == "4")
        #expect(query.offset.map { slice(text, $0.range) } == "3")
    }

    @Test(
        arguments: [
            (", u", .comma, false), ("JOIN u", .inner, false), ("INNER JOIN u", .inner, false),
            ("CROSS JOIN u", .cross, false), ("LEFT JOIN u", .left, false),
            ("LEFT OUTER JOIN u", .left, false), ("RIGHT JOIN u", .right, false),
            ("FULL OUTER JOIN u", .full, false), ("NATURAL JOIN u", .inner, true),
            ("NATURAL LEFT JOIN u", .left, true),
        ] as [(String, Join.Kind, Bool)]
    )
    func `a join has a kind`(join: String, kind: Join.Kind, isNatural: Bool) throws {
        let from = try query("SELECT * FROM t " + join).body[0].from
        #expect(from[0].join == nil)
        #expect(from[1].join?.kind == kind)
        #expect(from[1].join?.isNatural == isNatural)
    }

    @Test func `a table has a path, an alias and arguments`() throws {
        let text = "SELECT * FROM google.\"ai platform\".jobs('p', 2) AS j"
        let table = try #require(try query(text).body[0].from[0].tables.first)
        #expect(table.path.map(\.text) == ["google", "ai platform", "jobs"])
        #expect(slice(text, table.range) == "google.\"ai platform\".jobs")
        #expect(table.alias?.text == "j")
        #expect(table.arguments?.count == 2)
        #expect(table.end == text.utf8.count - " AS j".utf8.count)
    }

    @Test func `all tables are visited, and common tables are known where they are visible`() throws
    {
        let text = """
            WITH x AS (SELECT * FROM a.x), y AS (SELECT * FROM x) \
            SELECT (SELECT 1 FROM b.c) FROM y JOIN (WITH z AS (SELECT 1) SELECT * FROM z, x) ON \
            EXISTS (SELECT 1 FROM d.e) WHERE f IN g.h AND i IN (SELECT * FROM z)
            """
        var found: [String] = []
        try statement(text).forEachTable { table, scope in
            found.append(table.path.dotted + (scope.isCommonTable(table) ? " common" : ""))
        }
        let expected = [
            "a.x", "x common", "b.c", "y common", "z common", "x common", "d.e", "g.h", "z",
        ]
        #expect(found == expected)
    }

    @Test func `columns are visited with the tables around them`() throws {
        let text = """
            SELECT a FROM t WHERE b = (SELECT c FROM u WHERE d = 1) AND e IN (SELECT f FROM v) \
            ORDER BY g
            """
        var found: [String] = []
        try query(text).forEachColumnReference { column, scope in
            let tables = scope.cores.flatMap(\.from).flatMap(\.tables).map(\.path.dotted)
            found.append(slice(text, column.range) + ":" + tables.joined(separator: ","))
        }
        #expect(found == ["a:t", "b:t", "c:u,t", "d:u,t", "e:t", "f:v,t", "g:t"])
    }

    @Test func `a subquery in FROM does not see the tables beside it`() throws {
        var cores: [Int] = []
        try query("SELECT 1 FROM t, (SELECT a)").forEachColumnReference { _, scope in
            cores.append(scope.cores.count)
        }
        #expect(cores == [1])
    }

    @Test func `the tallest expression can be walked`() throws {
        var count = 0
        let text = "SELECT a" + String(repeating: " + a", count: 1_100)
        try query(text).forEachColumnReference { _, _ in count += 1 }
        #expect(count == 1_101)
    }

    @Test func `an error of a visitor comes out`() throws {
        let query = try query("SELECT a FROM t")
        #expect(throws: WrongKind.self) {
            try query.forEachTable { (_, _) throws(WrongKind) in throw WrongKind() }
        }
    }
}
