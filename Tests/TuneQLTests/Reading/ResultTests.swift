import Testing
import TuneQL

@Suite(.timeLimit(.minutes(20))) struct ResultTests {
    @Test func `two results of a session are read in turns`() async throws {
        let world = try World(jobsPerLocation: 40, maximumPageSize: 3)
        var lists: [Set<[Value]>] = [[], []]
        var first = try await world.session.run(
            World.filled("SELECT name FROM %t WHERE %w")
        ).makeAsyncIterator()
        var second = try await world.session.run(
            World.filled(
                "SELECT name FROM %t WHERE projectsId = 'other-project' AND locationsId = 'us-east1'"
            )
        ).makeAsyncIterator()
        while true {
            let one = try await first.next()
            let other = try await second.next()
            if let one { lists[0].insert([one[0]]) }
            if let other { lists[1].insert([other[0]]) }
            if one == nil, other == nil { break }
        }
        #expect(lists.map(\.count) == [40, 40])
        #expect(lists[0].isDisjoint(with: lists[1]))
    }

    @Test func `a result that is dropped half-read asks for no further page`() async throws {
        let world = try World(jobsPerLocation: 100, maximumPageSize: 5)
        do {
            var rows = try await world.session.run(
                World.filled("SELECT name FROM %t WHERE %w")
            ).makeAsyncIterator()
            #expect(try await rows.next() != nil)
        }
        #expect(try await world.value("SELECT 1") == 1)
        #expect(world.transport.count < 20)
    }

    @Test func `a row's values are found by place and by name`() async throws {
        let world = try World()
        let results = try await world.session.run(
            "SELECT 1 AS one, 2.5 AS Real, 'x' AS text, NULL AS empty, x'00ff' AS bytes, "
                + "json('[1]') AS list, 1 AS one"
        )
        var rows = results.makeAsyncIterator()
        let row = try #require(try await rows.next())
        #expect(row.count == 7)
        #expect(row[0] == 1)
        #expect(row["REAL"] == 2.5)
        #expect(row["none"] == nil)
        #expect(row["empty"] == .null)
        #expect(row["bytes"] == .blob([0, 255]))
        #expect(row["list"] == .json("[1]"))
        #expect(row.integer("one") == 1)
        #expect(row.real("one") == 1)
        #expect(row.real("real") == 2.5)
        #expect(row.integer("real") == nil)
        #expect(row.string("text") == "x")
        #expect(row.string("list") == "[1]")
        #expect(row.string("empty") == nil)
        #expect(row.boolean("one") == true)
        #expect(try await rows.next() == nil)
        #expect(try await rows.next() == nil)
    }

    @Test(
        arguments: [
            ("?1", .text("")), ("?1", .text("a\u{0}b")), ("?1", .blob([])), ("?1", .blob([0, 1])),
            ("?1", .null), ("?1", .integer(.min)), ("?1", .real(0.1)),
        ] as [(String, Value)]
    )
    func `a value comes back as it was bound`(_ sql: String, _ value: Value) async throws {
        let world = try World()
        #expect(try await world.rows("SELECT \(sql)", [value]) == [[value]])
    }

    @Test(
        arguments: [
            ("SELECT ?, ?2, ?", ["a", "b", "c"]),
            ("SELECT :x, @y, $z", ["x", "y", "z"]),
        ] as [(String, [Value])]
    )
    func `variables have all their spellings`(_ sql: String, _ expected: [Value]) async throws {
        let world = try World()
        let bindings = Bindings(
            positional: ["a", "b", "c"],
            named: ["x": "x", "y": "y", "z": "z"]
        )
        #expect(try await world.rows(sql, bindings) == [expected])
    }

    @Test func `places without numbers count through a whole statement`() async throws {
        let world = try World()
        let id: Value = "1"
        _ = await world.error(
            World.filled("EXEC %t.cancel @projectsId = ?, @locationsId = ?, @tuningJobsId = ?"),
            ["demo-project", "us-east1", id]
        )
        #expect(
            world.transport.requests.map(\.path)
                == ["v1/projects/demo-project/locations/us-east1/tuningJobs/1:cancel"]
        )
        let rows = try await world.rows(
            World.filled(
                "INSERT INTO %t (projectsId, locationsId, baseModel, supervisedTuningSpec) "
                    + "SELECT ?, ?, ?, ? RETURNING ?"
            ),
            [
                "demo-project", "us-east1", "gemini-2.5-flash",
                #"{"trainingDatasetUri": "gs://b/x.jsonl"}"#, "last",
            ]
        )
        #expect(rows == [["last"]])
    }

    @Test func `a variable without a value is an error before any request`() async throws {
        let world = try World()
        let (text, range) = unmark(
            World.filled("SELECT name FROM %t WHERE %w AND state = ⟦:state⟧")
        )
        let error = try #require(await world.error(text, ["other": 1]))
        #expect(error.code == .invalidValue)
        #expect(error.message == "the variable :state has no value")
        #expect(error.range == range)
        #expect(world.transport.count == 0)
    }

    @Test func `a session is freed with its last result`() async throws {
        weak var session: Session?
        do {
            let strong = try World.session(ScriptedTransport([]))
            session = strong
            _ = try await strong.rows("SELECT 1")
        }
        while session != nil { await Task.yield() }
        #expect(session == nil)
    }
}
