import Testing
import TuneQL

/// Parameters that are also columns of the rows: the statement's value is not compared with the row's.
@Suite struct SharedColumnTests {
    private static let table = "acme.shapes.instances"

    private static func page(_ rows: String...) -> String {
        "{\"items\":[\(rows.joined(separator: ","))]}"
    }

    private static func all(_ zones: (String, [String])...) -> String {
        let items = zones.map { "\"zones/\($0)\":{\"instances\":[\($1.joined(separator: ","))]}" }
        return "{\"items\":{\(items.joined(separator: ","))}}"
    }

    private static func rows(
        _ sql: String,
        _ responses: [String: String]
    ) async throws -> (rows: [[Value]], targets: [String]) {
        let world = try ShapeWorld(responses)
        let rows = try await world.session.rows(sql.replacing("%t", with: table))
        return (rows, world.server.targets)
    }

    @Test func `the value that is sent is the column's, whatever the row says`() async throws {
        let found = try await Self.rows(
            "SELECT name, zone, row.zone FROM %t WHERE project = 'p' AND zone = 'a'",
            [ShapeWorld.list("a", "name,zone"): Self.page(ShapeWorld.row("i", "a"))]
        )
        #expect(found.rows == [["i", "a", "https://c/zones/a"]])
    }

    @Test func `a value that is sent is not requested`() async throws {
        let found = try await Self.rows(
            "SELECT name, zone FROM %t WHERE project = 'p' AND zone = 'a'",
            [ShapeWorld.list("a", "name"): Self.page(#"{"name":"i"}"#)]
        )
        #expect(found.rows == [["i", "a"]])
    }

    @Test func `without a value that is sent, the column is the row's own`() async throws {
        let body = Self.all(("a", [ShapeWorld.row("i", "a")]), ("b", [ShapeWorld.row("j", "b")]))
        let found = try await Self.rows(
            "SELECT name, zone, row.zone = zone FROM %t WHERE project = 'p' AND zone LIKE '%/b'",
            [ShapeWorld.aggregated("name,zone"): body]
        )
        #expect(found.rows == [["j", "https://c/zones/b", 1]])
    }

    @Test(arguments: [
        "zone IN ('a', 'b')", "zone = 'a' OR zone = 'b'", "zone IN (SELECT 'a' UNION SELECT 'b')",
        "zone IN ('a', 'b', 'c') AND zone < 'c'", "zone IN ('a', 'b', 'c') AND zone NOT LIKE 'c%'",
        "zone IN ('a', 'b', 'c') AND NOT (zone = 'c')",
        "zone IN ('a', 'b', 'c') AND row.zone LIKE '%/_' AND zone <> 'c'",
    ])
    func `each call's rows have the value that it sent`(condition: String) async throws {
        let found = try await Self.rows(
            "SELECT zone, name FROM %t WHERE project = 'p' AND (\(condition)) ORDER BY zone, name",
            [
                ShapeWorld.list("a", "name"): Self.page(ShapeWorld.row("i", "a")),
                ShapeWorld.list("b", "name"): Self.page(ShapeWorld.row("j", "b")),
                ShapeWorld.list("a", "name,zone"): Self.page(ShapeWorld.row("i", "a")),
                ShapeWorld.list("b", "name,zone"): Self.page(ShapeWorld.row("j", "b")),
            ]
        )
        #expect(found.rows == [["a", "i"], ["b", "j"]])
        #expect(found.targets.count == 2)
    }

    @Test func `values from another table are the column's, and groups`() async throws {
        let found = try await Self.rows(
            """
            WITH zones(z) AS (VALUES ('a'), ('b'))
            SELECT zone, count(*), max(row.zone) FROM zones JOIN %t AS i ON i.zone = z
            WHERE project = 'p' GROUP BY zone ORDER BY zone DESC
            """,
            [
                ShapeWorld.list("a", "zone"): Self.page(
                    ShapeWorld.row("i", "a"),
                    ShapeWorld.row("k", "a")
                ),
                ShapeWorld.list("b", "zone"): Self.page(ShapeWorld.row("j", "b")),
            ]
        )
        #expect(
            found.rows == [["b", 1, "https://c/zones/b"], ["a", 2, "https://c/zones/a"]]
        )
    }

    @Test func `each side of an OR sends its own value`() async throws {
        let found = try await Self.rows(
            "SELECT zone, name FROM %t WHERE project = 'p' AND (zone = 'a' AND name LIKE 'i%' "
                + "OR zone = 'b' AND name LIKE 'k%') ORDER BY zone",
            [
                ShapeWorld.list("a", "name"): Self.page(ShapeWorld.row("i", "a")),
                ShapeWorld.list("b", "name"): Self.page(
                    ShapeWorld.row("j", "b"),
                    ShapeWorld.row("k", "b")
                ),
            ]
        )
        #expect(found.rows == [["a", "i"], ["b", "k"]])
    }

    @Test(arguments: [
        "zone = 'a' AND name = 'i' OR zone = 'b' AND name = 'k'",
        "zone = ? AND name = 'i' OR 'b' = zone AND name = ?",
        "zone IN ('a', 'b') AND (name = 'i' OR name = 'k') AND size = 1 "
            + "OR zone = 'b' AND name = 'k' AND size = 2",
    ])
    func `several names on each side of an OR are passed on`(condition: String) async throws {
        let world = try ShapeWorld(
            ["a": ["i"], "b": ["j", "k"]].reduce(into: [:]) { responses, zone in
                for fields in ["name", "name,size"] {
                    responses[ShapeWorld.list(zone.key, fields)] = Self.page(
                        zone.value.map { ShapeWorld.row($0, zone.key) }.joined(separator: ",")
                    )
                }
            }
        )
        let rows = try await world.session.rows(
            "SELECT zone, name FROM \(Self.table) WHERE project = 'p' AND (\(condition)) "
                + "ORDER BY zone",
            condition.contains("?") ? ["a", "k"] : .none
        )
        #expect(rows == [["a", "i"], ["b", "k"]])
        #expect(world.server.targets.count == 2)
    }

    @Test func `only combinations that a side of an OR has are called`() async throws {
        let world = try ShapeWorld([
            ShapeWorld.instance("a", "i", "name,size"): ShapeWorld.row("i", "a"),
            ShapeWorld.instance("b", "k", "name,size"): ShapeWorld.row("k", "b"),
        ])
        let rows = try await world.session.rows(
            "SELECT zone, name FROM \(Self.table) WHERE project = 'p' AND (zone = 'a' "
                + "AND instance = 'i' AND size > 0 OR zone = 'b' AND instance = 'k')"
        )
        #expect(rows.count == 2)
        #expect(world.server.targets.count == 2)
    }

    @Test(arguments: [
        ("zone = 'a' OR size > 5", "zone"), ("zone = 'a' AND size = 1 OR name = 'i'", "zone"),
        ("zone = 'a' OR zone LIKE '%b'", "zone"), ("zone = 'a' OR row.zone = 'b'", "zone"),
        ("zone = 'a' AND name = 'i' OR zone = name", "zone"),
        ("zone = 'a' AND (instance = 'i' OR size = 1)", "instance"),
    ])
    func `an OR that keeps a parameter from being sent is told of`(
        condition: String,
        name: String
    ) async throws {
        let world = try ShapeWorld([:])
        let results = try? await world.session.run(
            "EXPLAIN SELECT name FROM \(Self.table) WHERE project = 'p' AND (\(condition))"
        )
        let warning = results?.warnings.first?.message
        #expect(warning?.hasPrefix("this OR keeps \(name) from being sent") == true)
    }

    @Test(arguments: [
        "row.zone = 'a' OR size > 5", "zone = 'a' AND (zone = 'b' OR size = 1)",
        "zone = 'a' OR zone = 'b'", "size = 1 OR name = 'i'",
    ])
    func `other ORs are not told of`(condition: String) async throws {
        let world = try ShapeWorld([:])
        let results = try await world.session.run(
            "EXPLAIN SELECT name FROM \(Self.table) WHERE project = 'p' AND (\(condition))"
        )
        #expect(results.warnings.isEmpty)
    }

    @Test(arguments: [
        "row.zone", "i.row.zone", "\"row.zone\"", "i.\"row.zone\"", "ROW.Zone", "row.\"zone\"",
    ])
    func `a row's own value has several spellings`(spelling: String) async throws {
        let found = try await Self.rows(
            "SELECT \(spelling) FROM %t AS i WHERE project = 'p' AND zone = 'a'",
            [ShapeWorld.list("a", "zone"): Self.page(ShapeWorld.row("i", "a"))]
        )
        #expect(found.rows == [["https://c/zones/a"]])
    }

    @Test(arguments: [
        ("row.zoen", "row.zone"), ("i.row.zoen", "row.zone"), ("row.name", "name"),
        ("x.zone", "zone"), ("zoen", "zone"),
    ])
    func `a misspelt name is answered with the right one`(name: String, right: String) async throws
    {
        let world = try ShapeWorld([:])
        let error = await world.session.error(
            "SELECT \(name) FROM \(Self.table) AS i WHERE project = 'p' AND zone = 'a'"
        )
        #expect(error?.message == "no such column: \(name)")
        #expect(error?.help == "did you mean \(right)?")
    }

    @Test func `the full name of the table qualifies a row's own value`() async throws {
        let found = try await Self.rows(
            "SELECT %t.row.zone, instances.row.zone FROM %t WHERE project = 'p' AND zone = 'a'",
            [ShapeWorld.list("a", "zone"): Self.page(ShapeWorld.row("i", "a"))]
        )
        #expect(found.rows == [["https://c/zones/a", "https://c/zones/a"]])
    }

    @Test func `a table that is called row has its own columns`() async throws {
        let found = try await Self.rows(
            "SELECT row.zone, row.row.zone FROM %t AS row WHERE row.project = 'p' AND row.zone = 'a'",
            [ShapeWorld.list("a", "zone"): Self.page(ShapeWorld.row("i", "a"))]
        )
        #expect(found.rows == [["a", "https://c/zones/a"]])
    }

    @Test func `a condition on a row's own value is never sent`() async throws {
        let found = try await Self.rows(
            "SELECT name FROM %t WHERE project = 'p' AND row.zone = 'https://c/zones/b'",
            [
                ShapeWorld.aggregated("name,zone"): Self.all(
                    ("a", [ShapeWorld.row("i", "a")]),
                    ("b", [ShapeWorld.row("j", "b")])
                )
            ]
        )
        #expect(found.rows == [["j"]])
    }

    @Test func `all columns are those of the rows, with the values that are sent`() async throws {
        let found = try await Self.rows(
            "SELECT * FROM %t WHERE project = 'p' AND zone = 'a'",
            [ShapeWorld.list("a", "name,size,owner"): Self.page(ShapeWorld.row("i", "a"))]
        )
        #expect(found.rows.map { $0.prefix(3) } == [["i", "a", 1]])
        #expect(found.rows.first?.count == 4)
    }

    @Test func `a row that is looked up has the value that is sent`() async throws {
        let found = try await Self.rows(
            "SELECT zone, instance, row.zone FROM %t WHERE project = 'p' AND zone = 'a' "
                + "AND instance = 'i'",
            [ShapeWorld.instance("a", "i", "zone"): ShapeWorld.row("i", "a")]
        )
        #expect(found.rows == [["a", "i", "https://c/zones/a"]])
    }

    @Test func `a join of the rows' own values reads each list once`() async throws {
        let body = Self.all(("a", [ShapeWorld.row("i", "a")]), ("b", [ShapeWorld.row("j", "b")]))
        let found = try await Self.rows(
            "SELECT a.name, b.name FROM %t AS a JOIN %t AS b ON a.row.zone = b.row.zone "
                + "WHERE a.project = 'p' AND b.project = 'p' ORDER BY 1",
            [ShapeWorld.aggregated("name,zone"): body]
        )
        #expect(found.rows == [["i", "i"], ["j", "j"]])
        #expect(found.targets.count == 1)
    }

    @Test func `views and copies have both values`() async throws {
        let world = try ShapeWorld([
            ShapeWorld.list("a", "zone"): Self.page(ShapeWorld.row("i", "a"))
        ])
        _ = try await world.session.rows(
            """
            CREATE VIEW v AS SELECT zone, row.zone, row.zone AS url FROM \(Self.table)
            WHERE project = 'p'
            """
        )
        let rows = try await world.session.rows(
            "SELECT zone, row.zone, v.\"row.zone\" = url FROM v WHERE zone = 'a'"
        )
        #expect(rows == [["a", "https://c/zones/a", 1]])
        _ = try await world.session.rows("CREATE TABLE c AS SELECT * FROM v WHERE zone = 'a'")
        #expect(
            try await world.session.rows("SELECT row.zone, zone FROM c")
                == [["https://c/zones/a", "a"]]
        )
    }

    @Test func `conditions reach outer joins, with the rows' own values`() async throws {
        let found = try await Self.rows(
            """
            SELECT i.row.zone, n FROM %t AS i RIGHT JOIN (SELECT 1 AS n) AS o ON 1
            WHERE i.project = 'p' AND i.zone = 'a'
            """,
            [ShapeWorld.list("a", "zone"): Self.page(ShapeWorld.row("i", "a"))]
        )
        #expect(found.rows == [["https://c/zones/a", 1]])
    }

    @Test func `the names of results are those of the columns`() async throws {
        let world = try ShapeWorld([
            ShapeWorld.list("a", "zone,owner"): Self.page(ShapeWorld.row("i", "a"))
        ])
        let result = try await world.session.run(
            "SELECT row.zone, i.owner.login, i.row.zone || '' FROM \(Self.table) AS i "
                + "WHERE project = 'p' AND zone = 'a'"
        )
        #expect(result.columns.map(\.name) == ["row.zone", "i.owner.login", "i.row.zone || ''"])
    }
}

/// What is said of such columns.
@Suite struct SharedColumnDescriptionTests {
    private static let table = "acme.shapes.instances"

    @Test func `DESCRIBE and the catalog list the rows' own values`() async throws {
        let world = try ShapeWorld([:])
        #expect(
            try await world.session.rows("DESCRIBE EXTENDED \(Self.table)") == [
                ["name", "string", ""], ["zone", "string", "The zone's name."],
                ["size", "integer", ""], ["owner", "object", ""],
                ["row.zone", "string", "The URL of the zone."],
            ]
        )
        #expect(
            try await world.session.rows(
                "SELECT name, source FROM catalog.columns WHERE resource = 'instances' "
                    + "AND name LIKE '%zone'"
            ) == [["zone", "parameter"], ["row.zone", "row"]]
        )
    }

    @Test func `EXPLAIN tells sent values from local filters`() async throws {
        let world = try ShapeWorld([:])
        let result = try await world.session.run(
            "EXPLAIN SELECT name FROM \(Self.table) WHERE project = 'p' AND zone = 'a' "
                + "AND row.zone LIKE '%x'"
        )
        let names = result.columns.map(\.name)
        let row = try #require(try await result.rows().first)
        let parameters = try #require(names.firstIndex(of: "parameters"))
        let filter = try #require(names.firstIndex(of: "filter"))
        #expect(row[parameters] == "project = 'p' AND zone = 'a'")
        #expect(row[filter] == "row.zone LIKE '%x'")
        #expect(world.server.targets.isEmpty)
    }

    @Test func `EXPLAIN shows conditions inside of rows' own values`() async throws {
        let world = try ShapeWorld([:])
        let result = try await world.session.run(
            "EXPLAIN SELECT title FROM acme.shapes.issues WHERE owner = 'bob' "
                + "AND row.owner.login = 'ann'"
        )
        let filter = try #require(result.columns.map(\.name).firstIndex(of: "filter"))
        #expect(try await result.rows().map { $0[filter] } == ["row.owner.login = 'ann'"])
    }

    @Test func `RETURNING has the value that was sent, and the row's own`() async throws {
        let target = "projects/p/zones/a/instances"
        let world = try ShapeWorld([target: ShapeWorld.row("i", "a")])
        let rows = try await world.session.rows(
            "INSERT INTO \(Self.table) (project, zone) VALUES ('p', 'a') "
                + "RETURNING name, zone, row.zone"
        )
        #expect(rows == [["i", "a", "https://c/zones/a"]])
    }

    @Test func `a change takes no condition on a row's own value`() async throws {
        let world = try ShapeWorld([:])
        let error = await world.session.error(
            "DELETE FROM \(Self.table) WHERE project = 'p' AND zone = 'a' AND instance = 'i' "
                + "AND row.zone LIKE '%x'"
        )
        #expect(
            error?.message == "DELETE takes only parameter = value and parameter IN (…): its "
                + "request carries no other conditions"
        )
        #expect(world.server.targets.isEmpty)
    }
}

/// Parameters of every type that are columns of the rows as well.
@Suite struct SharedColumnTypeTests {
    private static let row = """
        {"items":[{"title":"t","owner":{"login":"ann"},"id":"7","since":"2026-01-01T00:00:00.5Z",\
        "active":false,"ratio":0.5,"state":"open","code":12}]}
        """

    private static func rows(_ sql: String, _ target: String = "issues") async throws -> [[Value]] {
        let world = try ShapeWorld([target: row])
        let rows = try await world.session.rows(sql)
        #expect(world.server.targets == [target])
        return rows
    }

    @Test(
        arguments: [
            ("owner = 'bob'", "owner=bob", "owner", "bob"),
            ("id = 7", "id=7", "id", 7), ("id = '0012'", "id=0012", "id", 12),
            ("since = '2026-05-01'", "since=2026-05-01", "since", "2026-05-01"),
            ("since IN ('2026-05-01')", "since=2026-05-01", "since", "2026-05-01"),
            ("ratio = 1.5", "ratio=1.5", "ratio", 1.5),
            ("state = 'all'", "state=all", "state", "all"),
            ("code = 'x'", "code=x", "code", "x"), ("code = '13'", "code=13", "code", 13),
            ("active = true", "active=true", "active", true),
            ("active = false", "active=false", "active", false),
        ] as [(String, String, String, Value)]
    )
    func `the column is what is sent`(
        condition: String,
        query: String,
        column: String,
        value: Value
    ) async throws {
        let rows = try await Self.rows(
            "SELECT title, \(column) FROM acme.shapes.issues WHERE \(condition)",
            "issues?\(query)"
        )
        #expect(rows == [["t", value]])
    }

    @Test(arguments: [
        "row.owner.login = 'ann'", "owner.login = 'ann'", "row.id > 6", "row.since < '2026-01-02'",
        "row.active = false", "NOT row.active", "row.ratio < 1", "row.state = 'open'",
        "row.code BETWEEN 11 AND 13", "since < '2026-01-02'", "id > 6", "code > 9",
        "json_extract(row.owner, '$.login') = 'ann'", "row.owner ->> 'login' = 'ann'",
    ])
    func `a row's own value has its type`(condition: String) async throws {
        let rows = try await Self.rows("SELECT title FROM acme.shapes.issues WHERE \(condition)")
        #expect(rows == [["t"]])
    }

    @Test func `a path leads into the row's own value, beside the value that is sent`()
        async throws
    {
        let rows = try await Self.rows(
            "SELECT owner, owner.login FROM acme.shapes.issues WHERE owner = 'bob'",
            "issues?owner=bob"
        )
        #expect(rows == [["bob", "ann"]])
    }
}
