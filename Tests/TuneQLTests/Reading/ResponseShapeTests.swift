import Testing
import TuneQL
import TuneQLTransport

/// SELECT from services with every shape of response and every way of paging.
@Suite struct ResponseShapeTests {
    private static func page(_ names: String..., tail: String = "") -> String {
        let items = names.map { "{\"name\":\"\($0)\"}" }.joined(separator: ",")
        return "{\"items\":[\(items)]\(tail)}"
    }

    private static func names(_ table: String, _ world: ShapeWorld) async throws -> [[Value]] {
        try await world.session.rows("SELECT name FROM acme.shapes.\(table)")
    }

    @Test func `the lists of a map are rows, with their keys`() async throws {
        let mask = "fields=items%2F%2A%2Fdisks%28name%29%2CnextPageToken%2Cunreachables"
        let end = "\(mask)&prettyPrint=false"
        let world = try ShapeWorld([
            "disks?\(end)":
                #"{"items":{"zones/a":{"disks":[{"name":"1"},{"name":"2"}]},"zones/b":{}},"nextPageToken":"t"}"#,
            "disks?pageToken=t&\(end)":
                #"{"items":{"zones/b":{"disks":[{"name":"3"}]}},"nextPageToken":"u"}"#,
            "disks?pageToken=u&\(end)": #"{"items":{"global":{"disks":[{"name":"4"}]}}}"#,
        ])
        let rows = try await world.session.rows("SELECT scope, name FROM acme.shapes.disks")
        #expect(
            rows == [["zones/a", "1"], ["zones/a", "2"], ["zones/b", "3"], ["global", "4"]]
        )
        #expect(world.server.targets.count == 3)
    }

    @Test func `places that did not respond make the result incomplete`() async throws {
        let world = try ShapeWorld([
            "disks?prettyPrint=false":
                #"{"items":{"a":{"disks":[{"name":"1","size":"2"}]}},"unreachables":["zones/b"]}"#
        ])
        let result = try await world.session.run("SELECT * FROM acme.shapes.disks")
        #expect(try await result.rows() == [["1", "2", "a"]])
        #expect(!result.isComplete)
        #expect(result.scopes.map(\.status) == [.failed])
        #expect(
            result.scopes.first?.error?.message.hasSuffix(
                "lacks the rows of places that did not respond: zones/b"
            ) == true
        )
    }

    @Test(
        arguments: [
            (#""z/b":{"warning":{"code":"NO_RESULTS_ON_PAGE"}}"#, "", nil),
            (#""z/b":{"warning":{"code":"UNREACHABLE"}}"#, "", "z/b (UNREACHABLE)"),
            (#""z/b":{"disks":[],"warning":{"code":"QUOTA"}}"#, "", "z/b (QUOTA)"),
            (
                #""z/b":{"warning":{"code":"A"}},"z/c":{"warning":{"code":"B"}}"#, "",
                "z/b (A), z/c (B)"
            ),
            (#""z/b":{"warning":null},"z/c":null"#, "", nil),
            ("", #","warning":{"code":"NO_RESULTS_ON_PAGE","message":"m"}"#, nil),
            ("", #","warning":{"code":"UNREACHABLE","message":"m"}"#, "UNREACHABLE: m"),
            (#""z/b":{"warning":{"code":"A"}}"#, #","warning":{"code":"B"}"#, "z/b (A)"),
        ] as [(String, String, String?)]
    )
    func `warnings of scopes and pages tell of missing rows`(
        scopes: String,
        tail: String,
        places: String?
    ) async throws {
        let first = #""z/a":{"disks":[{"name":"1"}]}"#
        let items = [first, scopes].filter { !$0.isEmpty }.joined(separator: ",")
        let world = try ShapeWorld(["disks": "{\"items\":{\(items)}\(tail)}"])
        let result = try await world.session.run("SELECT scope, name FROM acme.shapes.warned_disks")
        #expect(try await result.rows() == [["z/a", "1"]])
        #expect(result.isComplete == (places == nil))
        let message = result.scopes.first?.error?.message
        #expect(message.map { $0.hasSuffix(": \(places ?? "")") } ?? (places == nil))
    }

    @Test func `an array is a list, whose header fields lead to further pages`() async throws {
        func link(_ page: Int) -> [HTTPField] {
            [HTTPField(name: "Link", value: "<\(ShapeWorld.root)tags?page=\(page)>; rel=\"next\"")]
        }
        let world = try ShapeWorld(
            [
                "tags": #"[{"name":"a"},{"name":"b"}]"#, "tags?page=2": "[]",
                "tags?page=3": #"[{"name":"c"}]"#,
            ],
            headers: ["tags": link(2), "tags?page=2": link(3)]
        )
        #expect(try await Self.names("tags", world) == [["a"], ["b"], ["c"]])
        #expect(world.server.targets == ["tags", "tags?page=2", "tags?page=3"])
    }

    @Test func `a member may have the URL of the next page`() async throws {
        let next = { (page: Int) in
            ",\"links\":{\"next\":\"\(ShapeWorld.root)links?page=\(page)\"}"
        }
        let world = try ShapeWorld([
            "links": Self.page("a", tail: next(2)), "links?page=2": Self.page("b", tail: next(3)),
            "links?page=3": Self.page("c", tail: ",\"links\":{}"),
        ])
        #expect(try await Self.names("links", world) == [["a"], ["b"], ["c"]])
        #expect(world.server.targets == ["links", "links?page=2", "links?page=3"])
    }

    @Test func `a page at another server is an error that keeps the credentials`() async throws {
        let tail = #","links":{"next":"https://evil.example/links"}"#
        let world = try ShapeWorld(["links": Self.page("a", tail: tail)])
        let error = await world.session.error("SELECT name FROM acme.shapes.links")
        #expect(error?.message.contains("which is not at https://shapes.example") == true)
        #expect(world.server.targets == ["links"])
    }

    @Test func `wrapped pages have numbers`() async throws {
        let page = { (name: String) in "{\"data\":\(Self.page(name, tail: ",\"pages\":3"))}" }
        let world = try ShapeWorld([
            "wrapped": page("a"), "wrapped?page=2": page("b"), "wrapped?page=3": page("c"),
        ])
        #expect(try await Self.names("wrapped", world) == [["a"], ["b"], ["c"]])
        #expect(world.server.targets == ["wrapped", "wrapped?page=2", "wrapped?page=3"])
    }

    @Test func `offsets go on to a page without rows`() async throws {
        let world = try ShapeWorld([
            "offsets": Self.page("a", "b"), "offsets?start=2": Self.page("c"),
            "offsets?start=3": Self.page(),
        ])
        #expect(try await Self.names("offsets", world) == [["a"], ["b"], ["c"]])
        #expect(world.server.targets == ["offsets", "offsets?start=2", "offsets?start=3"])
    }

    @Test func `values are rows of one column`() async throws {
        let world = try ShapeWorld([
            "ids": #"{"ids":["a",2],"nextPageToken":"t"}"#,
            "ids?pageToken=t": #"{"ids":[],"nextPageToken":"u"}"#,
            "ids?pageToken=u": #"{"ids":["c\n"]}"#,
        ])
        let rows = try await world.session.rows("SELECT value FROM acme.shapes.ids")
        #expect(rows == [["a"], [2], ["c\n"]])
        #expect(world.server.targets.count == 3)
    }

    @Test(
        arguments: [
            (Array("a, b\n".utf8), .text("a, b\n")), ([0xFF, 0xD8], .blob([0xFF, 0xD8])),
            ([], .text("")),
        ] as [([UInt8], Value)]
    )
    func `contents are text, or else bytes`(bytes: [UInt8], value: Value) async throws {
        let world = try ShapeWorld(bytes: ["files/a/b%20c": bytes])
        let rows = try await world.session.rows(
            "SELECT contents FROM acme.shapes.files WHERE name = 'a/b c'"
        )
        #expect(rows == [[value]])
        let error = await world.session.error(
            "SELECT contents FROM acme.shapes.files WHERE name = 'a/../b'"
        )
        #expect(error?.message == "name = 'a/../b' can't be a part of a path")
        #expect(world.server.targets == ["files/a/b%20c"])
    }

    @Test(
        arguments: [
            (#""label.key" IN ('a', 'b c')"#, "label.key=a&label.key=b%20c"),
            (#""label.key" = '["a","b c"]'"#, "label.key=a&label.key=b%20c"),
            (#""label.key" = 'a'"#, "label.key=a"),
            (#""tag-name" IN ('a', 'b')"#, "tag-name=a%2Cb"),
            (#""label.key" IN (SELECT 'x' UNION SELECT 'y')"#, "label.key=x&label.key=y"),
        ]
    )
    func `the values of an array are one call`(condition: String, query: String) async throws {
        let world = try ShapeWorld(["labelled?\(query)": #"{"items":[{"id":"1"}]}"#])
        let sql = "SELECT id FROM acme.shapes.labelled WHERE \(condition)"
        #expect(try await world.session.rows(sql) == [["1"]])
        #expect(world.server.targets == ["labelled?\(query)"])
        #expect(try await world.session.run(sql).warnings.isEmpty)
    }

    @Test func `a list that is read by POST takes conditions, and is kept`() async throws {
        let world = try ShapeWorld(["entries:list": #"{"items":[{"id":"1"}]}"#])
        _ = try await world.session.run("SET cache.ttl = '1h'")
        for _ in 0..<2 {
            let rows = try await world.session.rows(
                "SELECT id FROM acme.shapes.entries WHERE names IN ('a', 'b')"
            )
            #expect(rows == [["1"]])
        }
        #expect(world.server.bodies == [#"{"names":["a","b"]}"#])
    }

    @Test func `EXEC tells of a next page that a header announces`() async throws {
        let link = HTTPField(name: "Link", value: #"<tags?page=2>; rel="next""#)
        let world = try ShapeWorld(["tags": #"[{"name":"a"}]"#], headers: ["tags": [link]])
        let error = await world.session.error("EXEC acme.shapes.tags.read")
        #expect(error?.code == .truncated)
        #expect(error?.message.contains("read has more pages") == true)
    }

    @Test func `a list with unknown paging is told of, unless a page was chosen`() async throws {
        let page = #"{"items":[{"id":"1"}]}"#
        let world = try ShapeWorld(["marked": page, "marked?marker=1": #"{"items":[]}"#])
        func remarks(_ condition: String) async throws -> [String] {
            let results = try await world.session.run(
                "SELECT id FROM acme.shapes.marked \(condition)"
            )
            _ = try await results.rows()
            return results.remarks
        }
        #expect(
            try await remarks("") == [
                "acme.shapes.marked may have more rows: read takes marker, and its document does "
                    + "not say how pages follow one another"
            ]
        )
        #expect(try await remarks("WHERE marker = '1'").isEmpty)
    }

    @Test func `EXPLAIN shows the body of a list that is read by POST`() async throws {
        let world = try ShapeWorld([:])
        let results = try await world.session.run(
            "EXPLAIN SELECT id FROM acme.shapes.entries WHERE names = 'a'"
        )
        let place = try #require(results.columns.firstIndex { $0.name == "body" })
        #expect(try await results.rows().map { $0[place] } == [.json(#"{"names":["a"]}"#)])
    }

    @Test func `EXEC tells of places that did not respond`() async throws {
        let world = try ShapeWorld([
            "disks?prettyPrint=false":
                #"{"items":{"a":{"disks":[{"name":"x"}]}},"unreachables":["zones/b"]}"#
        ])
        let error = await world.session.error("EXEC acme.shapes.disks.read")
        #expect(error?.code == .truncated)
        #expect(error?.message.contains("did not respond: zones/b") == true)
    }

    @Test func `EXEC tells of places that a warning names`() async throws {
        let body = #"{"items":{"z/b":{"warning":{"code":"UNREACHABLE"}}}}"#
        let world = try ShapeWorld(["disks": body, "disks?prettyPrint=false": body])
        let error = await world.session.error("EXEC acme.shapes.warned_disks.read")
        #expect(error?.code == .truncated)
        #expect(error?.message.hasSuffix(": z/b (UNREACHABLE)") == true)
    }

    @Test(arguments: ["deep = true", "deep = 'true'", "deep = 1"])
    func `a truth value is sent as services spell it`(condition: String) async throws {
        let world = try ShapeWorld(["labelled?deep=true": #"{"items":[{"id":"1"}]}"#])
        let sql = "SELECT id FROM acme.shapes.labelled WHERE \(condition)"
        #expect(try await world.session.rows(sql) == [["1"]])
        #expect(world.server.targets == ["labelled?deep=true"])
    }

    @Test(arguments: ["*", "count(*)"])
    func `a resource that is only called is not read`(results: String) async throws {
        let world = try ShapeWorld([:])
        let error = await world.session.error("SELECT \(results) FROM acme.shapes.calls")
        #expect(error?.message == "acme.shapes.calls does not support SELECT")
    }
}
