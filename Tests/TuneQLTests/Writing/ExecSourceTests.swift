import Synchronization
import Testing
import TuneQL
import TuneQLEmulator

/// EXEC as a row source in FROM.
@Suite struct ExecSourceTests {
    static let arguments = "@projectsId = 'demo-project', @locationsId = 'us-central1'"
    static let list = "(EXEC \(World.jobs).list \(arguments))"
    static let cancelQueued =
        "(\(ManyWritesTests.cancelQueued)) c"

    /// A call that gets one job of a world.
    static func get(_ world: World, _ number: Int = 0) async throws -> String {
        "(EXEC \(World.jobs).get \(arguments), @tuningJobsId = '\(try await id(world, number))')"
    }

    static func cancel(_ world: World) async throws -> String {
        "(EXEC \(World.jobs).cancel \(arguments), @tuningJobsId = '\(try await id(world, 0))')"
    }

    private static func id(_ world: World, _ number: Int) async throws -> String {
        let ids = try await world.rows(
            World.filled("SELECT tuningJobsId FROM %t WHERE %w ORDER BY 1")
        )
        world.transport.forget()
        guard case .text(let id) = ids[number][0] else { return "" }
        return id
    }

    private static func policy(_ change: (inout Session.Policy) -> Void) -> Session.Policy {
        var policy = Session.Policy()
        change(&policy)
        return policy
    }

    // MARK: - Rows

    @Test func `an object is one row, with the columns of the response`() async throws {
        let world = try World()
        let get = try await Self.get(world)
        let results = try await world.session.run("SELECT * FROM \(get) e")
        let columns = try await world.session.run(World.filled("SELECT * FROM %t WHERE %w")).columns
        #expect(results.columns == columns)
        #expect(try await results.rows().count == 1)
        #expect(world.transport.count == 1)
    }

    @Test func `the rows of a list are those that SELECT gives`() async throws {
        let world = try World()
        let listed = try await world.rows(
            "SELECT e.name, state, e.createTime, labels FROM \(Self.list) AS e ORDER BY 1"
        )
        let selected = try await world.rows(
            World.filled("SELECT name, state, createTime, labels FROM %t WHERE %w ORDER BY 1")
        )
        #expect(listed == selected)
        #expect(listed.count == 13)
    }

    @Test func `EXEC needs no parentheses`() async throws {
        let world = try World()
        let list = Self.list.dropFirst().dropLast()
        #expect(try await world.value("SELECT count(*) FROM \(list) e") == 13)
        #expect(try await world.value("SELECT count(*) FROM \(list), (SELECT 1)") == 13)
    }

    @Test func `the call is made once, however often its rows are read`() async throws {
        let world = try World()
        let sql = """
            WITH e AS NOT MATERIALIZED (SELECT * FROM \(Self.list))
            SELECT count(*) FROM e a JOIN e b ON a.name <> b.name WHERE a.name IN (SELECT name FROM e)
            """
        #expect(try await world.value(sql) == 156)
        #expect(world.transport.count == 1)
    }

    @Test func `dotted fields are typed by the response's schema`() async throws {
        let world = try World()
        let sql = """
            SELECT typeof(e.supervisedTuningSpec.hyperParameters.epochCount) AS t,
                supervisedTuningSpec.hyperParameters.epochCount + 1
            FROM \(Self.list) e WHERE supervisedTuningSpec.hyperParameters.epochCount IS NOT NULL LIMIT 1
            """
        #expect(try await world.rows(sql).first?.first == "integer")
        let error = await world.error(
            "SELECT e.supervisedTuningSpec.hyperParamters FROM \(Self.list) e"
        )
        #expect(error?.help == "did you mean hyperParameters?")
    }

    @Test func `parameters can be read, and joined with`() async throws {
        let world = try World()
        let get = try await Self.get(world)
        let sql = """
            SELECT e.projectsId, e.locationsId, j.name = e.name FROM \(get) e
            JOIN \(World.jobs) j ON j.projectsId = e.projectsId AND j.locationsId = e.locationsId
                AND j.tuningJobsId = e.tuningJobsId
            """
        #expect(try await world.rows(sql) == [["demo-project", "us-central1", 1]])
        #expect(world.transport.count == 2)
    }

    @Test func `calls that its rows feed are made at the same time`() async throws {
        let world = try World(jobsPerLocation: 5, locations: FanOutTests.locations) {
            MeetingTransport($0, count: 7) { request in
                request.path.hasSuffix("/tuningJobs") && !request.path.contains("us-test1/")
            }
        }
        let rows = try await world.rows(
            """
            SELECT j.name FROM (EXEC google.aiplatform.locations.list @projectsId = 'demo-project') l
            JOIN \(World.jobs) j ON j.projectsId = 'demo-project' AND j.locationsId = l.locationId
            """
        )
        #expect(rows.count == 40)
        #expect(world.transport.count == 9)
        #expect(Set(world.transport.requests.map(\.path)).count == 9)
    }

    @Test func `values may be variables, of which each keeps its place`() async throws {
        let world = try World()
        let sql = """
            SELECT count(*), ? FROM (EXEC \(World.jobs).list @projectsId = ?, @locationsId = :l) e
            WHERE state <> ?
            """
        let bindings = Bindings(
            positional: ["first", "demo-project", .null, "no state"],
            named: ["l": "us-central1"]
        )
        #expect(try await world.rows(sql, bindings) == [[13, "first"]])
    }

    @Test func `values may come from tables, and from what another EXEC answers`() async throws {
        let world = try World()
        let sql = """
            WITH one AS (SELECT name FROM \(Self.list) ORDER BY name LIMIT 1)
            SELECT count(*), max(g.name = (SELECT name FROM one)) FROM (EXEC \(World.jobs).get
                \(Self.arguments), @tuningJobsId = (SELECT split_part(name, '/', -1) FROM one)) g
            """
        #expect(try await world.rows(sql) == [[1, 1]])
        #expect(world.transport.count == 2)
    }

    @Test(arguments: ["SELECT name FROM \(list)", "EXEC \(World.jobs).list \(arguments)"])
    func `a list with more pages than EXEC reads says so behind its rows`(
        sql: String
    ) async throws {
        let world = try World(maximumPageSize: 5)
        let results = try await world.session.run(sql)
        var count = 0
        let error = await #expect(throws: QueryError.self) {
            for try await _ in results { count += 1 }
        }
        #expect(count == 5)
        #expect(error?.code == .truncated)
        let page = "(EXEC \(World.jobs).list \(Self.arguments), @pageSize = 2)"
        #expect(try await world.value("SELECT count(*) FROM \(page)") == 2)
    }

    // MARK: - Writes

    @Test func `a write answers a row that tells what became of it`() async throws {
        let world = try await ManyWritesTests.world(
            1,
            failing: [],
            with: .answer(ManyWritesTests.denied)
        )
        let cancel = try await Self.cancel(world)
        let results = try await world.session.run("SELECT * FROM \(cancel)")
        #expect(
            results.columns.map(\.name) == [
                "projectsId", "locationsId", "tuningJobsId", "status", "error",
            ]
        )
        #expect(try await results.rows().map { Array($0[3...]) } == [["done", .null]])
        #expect(world.transport.requests.map(\.method) == ["POST"])
    }

    @Test func `a write's answer can be selected from`() async throws {
        let world = try World(jobsPerLocation: 0)
        let create = """
            (EXEC \(World.jobs).create \(Self.arguments), @baseModel = 'gemini-2.5-flash',
                @supervisedTuningSpec = \(WritingTests.spec))
            """
        let rows = try await world.rows(
            "SELECT state, e.supervisedTuningSpec.hyperParameters.epochCount, e.locationsId "
                + "FROM \(create) e, (SELECT 1 UNION SELECT 2)"
        )
        #expect(
            rows == Array(repeating: ["JOB_STATE_QUEUED", 3, "us-central1"], count: 2)
        )
        #expect(world.transport.requests.map(\.method) == ["POST"])
    }

    @Test func `EXEC with rows answers a row for each, and fails behind them`() async throws {
        let world = try await ManyWritesTests.world(
            5,
            failing: [2],
            with: .answer(ManyWritesTests.denied)
        )
        let results = try await world.session.run(
            "SELECT status, count(*), max(error) FROM \(Self.cancelQueued) GROUP BY status"
        )
        var rows: [[Value]] = []
        let error = await #expect(throws: QueryError.self) {
            for try await row in results { rows.append((0..<row.count).map { row[$0] }) }
        }
        #expect(
            rows == [["done", 4, .null], ["refused", 1, "PERMISSION_DENIED: no"]]
        )
        #expect(error?.code == .partial)
        #expect(error?.message.hasPrefix("row 3 of 5: PERMISSION_DENIED: no") == true)
        #expect(error?.help?.hasPrefix("4 done, 1 refused") == true)
        #expect(error?.report == nil)
        #expect(world.transport.requests.count { $0.method == "POST" } == 5)
    }

    @Test func `what was done stays in a table, although the statement fails`() async throws {
        let world = try await ManyWritesTests.world(
            3,
            failing: [0],
            with: .answer(ManyWritesTests.denied)
        )
        let error = await world.error("CREATE TABLE done AS SELECT * FROM \(Self.cancelQueued)")
        #expect(error?.code == .partial)
        #expect(
            try await world.rows("SELECT status, count(*) FROM done GROUP BY 1")
                == [["done", 2], ["refused", 1]]
        )
    }

    @Test(arguments: [
        "SELECT nothing FROM %c", "SELECT * FROM %c WHERE", "SELECT * FROM %c, nowhere",
        "INSERT INTO nowhere SELECT status FROM %c",
        "INSERT INTO %t (projectsId) SELECT status FROM %c",
        "CREATE TABLE t AS SELECT nofunction(1) FROM %c",
        "SELECT * FROM %c, (EXEC %t.cancel @projectsId = 1) d",
        "SELECT * FROM %c, (EXEC %t.cancle @projectsId = 1) d",
        "CREATE VIEW v AS SELECT * FROM %c", "CREATE MATERIALIZED VIEW v AS SELECT * FROM %c",
        "SELECT * FROM (EXEC %t.cancel @projectsId = t.x) e, (SELECT 1 AS x) t",
        "SELECT * FROM (EXEC /*+ AWIAT */ %t.cancel @projectsId = 1) e",
    ])
    func `nothing is written when the statement is wrong`(_ sql: String) async throws {
        let world = try World()
        let cancel = try await Self.cancel(world)
        let error = await world.error(World.filled(sql.replacing("%c", with: cancel)))
        #expect(error != nil)
        #expect(world.transport.count == 0)
    }

    @Test func `EXPLAIN ANALYZE makes the call once`() async throws {
        let world = try World()
        let get = try await Self.get(world)
        let rows = try await world.rows("EXPLAIN ANALYZE SELECT a.name FROM \(get) a, \(get) b")
        #expect(rows.map { $0[2] } == ["get"])
        #expect(rows.map { $0[4] } == [2])
        #expect(world.transport.count == 2)
    }

    @Test func `a failed call is the same error as that of EXEC`() async throws {
        let world = try World()
        let get = "EXEC \(World.jobs).get \(Self.arguments), @tuningJobsId = '1'"
        let direct = try #require(await world.error(get))
        let inside = try #require(await world.error("SELECT * FROM (\(get)) e"))
        #expect(inside.code == direct.code)
        #expect(inside.message == direct.message)
        #expect(inside.range == 15..<15 + get.utf8.count)
    }

    // MARK: - Policies

    @Test func `a read-only session makes reads and refuses writes`() async throws {
        let world = try World(policy: Self.policy { $0.isReadOnly = true })
        let cancel = try await Self.cancel(world)
        #expect(try await world.value("SELECT count(*) FROM \(Self.list)") == 13)
        world.transport.forget()
        #expect(await world.error("SELECT * FROM \(cancel)")?.code == .forbidden)
        #expect(world.transport.count == 0)
    }

    @Test func `a dry run shows the writes and sends none`() async throws {
        let world = try World(policy: Self.policy { $0.isDryRun = true })
        let sql =
            "SELECT * FROM \(Self.list) l, (\(World.filled("EXEC %t.cancel SELECT projectsId, locationsId, tuningJobsId FROM %t WHERE %w"))) c"
        let results = try await world.session.run(sql)
        #expect(results.message == "13 requests, not sent")
        #expect(try await results.rows().allSatisfy { $0[0] == "POST" })
        #expect(world.transport.requests.allSatisfy { $0.method == "GET" })
        world.transport.forget()
        let shown = try await world.rows("SELECT name FROM \(Self.list)")
        #expect(shown.count == 1)
        #expect(world.transport.count == 0)
    }

    @Test func `many writes need approval`() async throws {
        let asked = Mutex<[Int]>([])
        let world = try World(
            policy: Self.policy {
                $0.approval = { (writes) throws(QueryError) in
                    asked.withLock { $0.append(writes.count) }
                    throw QueryError(.forbidden, "no")
                }
            }
        )
        let sql = World.filled(
            "SELECT * FROM (EXEC %t.cancel SELECT projectsId, locationsId, tuningJobsId "
                + "FROM %t WHERE %w) c"
        )
        #expect(await world.error(sql)?.code == .forbidden)
        #expect(asked.withLock { $0 } == [13])
        #expect(world.transport.requests.map(\.method) == ["GET"])
    }

    @Test func `calls in FROM count`() async throws {
        let world = try World(policy: Self.policy { $0.maximumCalls = 1 })
        let sql = World.filled("SELECT (SELECT count(*) FROM %t WHERE %w) FROM \(Self.list)")
        #expect(await world.error(sql)?.code == .limit)
        #expect(try await world.value("SELECT count(*) FROM \(Self.list)") == 13)
    }

    @Test func `a transaction has reads in FROM and no writes`() async throws {
        let world = try World()
        let cancel = try await Self.cancel(world)
        _ = try await world.rows("BEGIN")
        #expect(try await world.value("SELECT count(*) FROM \(Self.list)") == 13)
        world.transport.forget()
        let error = await world.error("SELECT * FROM \(cancel)")
        #expect(error?.help == "COMMIT or ROLLBACK first")
        #expect(world.transport.count == 0)
    }

    // MARK: - Other statements

    @Test func `rows go into local tables and into resources`() async throws {
        let world = try World()
        let get = try await Self.get(world)
        _ = try await world.rows("CREATE TABLE t AS SELECT name, state FROM \(get) e")
        _ = try await world.rows("INSERT INTO t SELECT name, state FROM \(get) e")
        _ = try await world.rows("UPDATE t SET state = e.name || '!' FROM \(get) e")
        #expect(try await world.rows("SELECT count(*), state LIKE '%!' FROM t") == [[2, 1]])
        world.transport.forget()
        _ = try await world.rows(
            World.filled(
                "INSERT INTO %t (projectsId, locationsId, baseModel, supervisedTuningSpec) "
                    + "SELECT projectsId, locationsId, 'gemini-2.5-flash', \(WritingTests.spec) "
                    + "FROM \(get) e"
            )
        )
        #expect(world.transport.requests.map(\.method) == ["GET", "POST"])
    }

    @Test func `a read may stand in a view, which makes it whenever it is read`() async throws {
        let world = try World()
        let get = try await Self.get(world)
        _ = try await world.rows("CREATE VIEW v AS SELECT e.name, e.state FROM \(get) e")
        #expect(world.transport.count == 0)
        #expect(try await world.rows("SELECT state FROM v").count == 1)
        #expect(try await world.rows("SELECT state FROM v").count == 1)
        #expect(world.transport.count == 2)
        _ = try await world.rows("CREATE MATERIALIZED VIEW m AS SELECT name FROM \(Self.list)")
        #expect(try await world.value("SELECT count(*) FROM m") == 13)
    }

    @Test func `EXPLAIN shows the call and makes none`() async throws {
        let world = try World()
        let cancel = try await Self.cancel(world)
        let rows = try await world.rows(
            "EXPLAIN SELECT * FROM \(cancel) c, (SELECT name FROM \(World.jobs) WHERE \(World.place))"
        )
        #expect(rows.map { $0[2] } == ["cancel", "list"])
        #expect(world.transport.count == 0)
        _ = try await world.rows("EXPLAIN QUERY PLAN SELECT * FROM \(cancel) c")
        #expect(world.transport.count == 0)
        _ = try await world.rows("EXPLAIN ANALYZE SELECT * FROM \(Self.list)")
        #expect(world.transport.count == 1)
    }

    @Test func `results may be open while others are read`() async throws {
        let world = try World()
        let first = try await world.session.run("SELECT name FROM \(Self.list)")
        let second = try await world.session.run("SELECT name FROM \(Self.list) LIMIT 3")
        #expect(try await second.rows().count == 3)
        #expect(try await first.rows().count == 13)
    }

    @Test func `no rows, no calls, no rows`() async throws {
        let world = try World()
        let none = World.filled(
            "EXEC %t.cancel SELECT '' AS projectsId, '' AS locationsId, '' AS tuningJobsId WHERE 0"
        )
        #expect(try await world.value("SELECT count(*) FROM (\(none))") == 0)
        #expect(world.transport.count == 0)
    }
}
