import Testing
import TuneQL
import TuneQLEmulator
import TuneQLTransport

/// Statements of which some calls fail, and what is known of each call.
@Suite struct PartialTests {
    private static let locations = (1...8).map { "us-test\($0)" }
    private static let list = """
        SELECT name FROM \(World.jobs) WHERE projectsId = 'demo-project'
        AND locationsId IN (\(locations.map { "'\($0)'" }.joined(separator: ", ")))
        """
    private static let refusal = HTTPResponse(
        status: 403,
        body: Array(
            #"{"error":{"code":403,"status":"PERMISSION_DENIED","message":"No."}}"#.utf8
        )
    )

    private static func world(
        partial: Bool = true,
        failing parts: [String] = ["us-test3/"],
        with answer: HTTPResponse = refusal,
        wrap: (any Transport) -> any Transport = { $0 }
    ) throws -> World {
        let world = try World(
            jobsPerLocation: 5,
            locations: locations,
            maximumPageSize: 2,
            policy: PolicyTests.policy { $0.allowsPartialResults = partial },
            wrap: wrap
        )
        var faults = Emulator.Faults()
        faults.inject(.answer(answer)) { _, request in
            parts.contains { request.url.contains($0) }
        }
        world.emulator.faults = faults
        return world
    }

    private static func count(_ results: ResultSet) async -> (rows: Int, error: QueryError?) {
        var count = 0
        do throws(QueryError) {
            for try await _ in results { count += 1 }
            return (count, nil)
        } catch {
            return (count, error)
        }
    }

    @Test func `a first page that fails late comes before all rows`() async throws {
        let world = try Self.world(partial: false) {
            StragglerTransport($0, after: 7) { $0.path.contains("us-test3/") }
        }
        let (count, error) = await Self.count(try await world.session.run(Self.list))
        #expect(count == 0)
        #expect(error?.code == .api)
    }

    @Test func `the rows of the other calls come, and what is missing is known`() async throws {
        let world = try Self.world()
        let results = try await world.session.run(Self.list)
        let (count, error) = await Self.count(results)
        #expect(count == 35)
        #expect(error == nil)
        #expect(!results.isComplete)
        #expect(results.scopes.count == 8)
        for scope in results.scopes where scope.parameters["locationsId"] != "us-test3" {
            #expect(scope.resource == World.jobs)
            #expect(scope.method == "list")
            #expect(scope.status == .ok)
            #expect((scope.pages, scope.rows) == (3, 5))
            #expect(scope.bytes > 100)
            #expect(scope.error == nil)
        }
        let failed = results.scopes.filter { $0.status == .failed }
        #expect(failed.map { $0.parameters["locationsId"] } == ["us-test3"])
        #expect(failed.first?.pages == 0)
        #expect(failed.first?.error?.code == .api)
        #expect(await world.session.lastScopes == results.scopes)
    }

    @Test func `the calls of the statement before are a table`() async throws {
        let world = try Self.world()
        _ = try await world.rows(Self.list)
        _ = try await world.rows("SELECT 1")
        let failed = """
            SELECT parameters ->> 'locationsId', pages, "rows", code FROM catalog.last_scopes
            WHERE status <> 'ok'
            """
        #expect(try await world.rows(failed) == [["us-test3", 0, 0, "api"]])
        // It shows the statement before, and makes no calls itself.
        #expect(try await world.rows(failed).count == 1)
        #expect(
            try await world.value("SELECT sum(\"rows\") FROM catalog.last_scopes") == 35
        )
        _ = try await world.rows("\(Self.list) AND locationsId = 'us-test1'")
        #expect(try await world.rows(failed) == [])
    }

    @Test func `a statement that fails leaves its calls behind as well`() async throws {
        let world = try Self.world(partial: false)
        #expect(await world.error(Self.list)?.code == .api)
        let sql =
            "SELECT parameters ->> 'locationsId' FROM catalog.last_scopes WHERE status = 'failed'"
        #expect(try await world.rows(sql) == [["us-test3"]])
    }

    /// The second page of a location, with a job of which one cell is no JSON inside.
    private static func unreadable(partial: Bool) throws -> World {
        try world(partial: partial, failing: []) {
            ChangingTransport($0) { request, response in
                guard request.url.contains("us-test3/"), request.url.contains("pageToken=") else {
                    return response
                }
                var response = response
                let text = String(decoding: response.body, as: UTF8.self)
                let broken = text.replacing(#""labels":"#, with: #""labels":{"a":01},"old":"#)
                response.body = Array(broken.utf8)
                return response
            }
        }
    }

    private static let labels = list.replacing("name FROM", with: "name, labels FROM")

    @Test func `a cell that cannot be read makes its call fail`() async throws {
        let world = try Self.unreadable(partial: true)
        let results = try await world.session.run(Self.labels)
        let (count, error) = await Self.count(results)
        #expect(count == 37)
        #expect(error == nil)
        let failed = results.scopes.filter { $0.status != .ok }
        #expect(failed.map { $0.parameters["locationsId"] } == ["us-test3"])
        #expect(failed.map(\.status) == [.failed])
        #expect(failed.map(\.pages) == [1])
        #expect(failed.first?.error?.code == .transport)
        #expect(failed.first?.error?.message.contains("us-test3") == true)
    }

    @Test func `a cell that nobody reads makes nothing fail`() async throws {
        let world = try Self.unreadable(partial: true)
        _ = try await world.rows("SET pushdown = off")
        #expect(try await world.rows(Self.list).count == 40)
    }

    @Test func `the call of a cell that cannot be read is known when the statement fails`()
        async throws
    {
        let world = try Self.unreadable(partial: false)
        let error = await world.error(Self.labels)
        #expect(error?.code == .transport)
        #expect(error?.message.contains("us-test3") == true)
        let failed = await world.session.lastScopes.filter { $0.status == .failed }
        #expect(failed.map { $0.parameters["locationsId"] } == ["us-test3"])
        #expect(failed.first?.error?.message == error?.message)
    }

    @Test(arguments: [(403, .api), (401, .credentials), (503, .api)] as [(Int, QueryError.Code)])
    func `when all calls fail the statement does`(_ status: Int, _ code: QueryError.Code)
        async throws
    {
        let world = try Self.world(failing: ["/"], with: HTTPResponse(status: status))
        let (count, error) = await Self.count(try await world.session.run(Self.list))
        #expect(count == 0)
        #expect(error?.code == code)
        #expect(error?.range != nil)
        #expect(error?.message.contains("all 8 calls failed") == true)
    }

    @Test(
        arguments: [
            ("SELECT name FROM %t WHERE projectsId = 'demo-project'", .missingParameter),
            ("SELECT nmae FROM %t WHERE %w", .unknownName),
            ("CREATE TABLE kept AS \(list)", .api),
            (
                "EXEC %t.cancel SELECT projectsId, locationsId, '1' AS tuningJobsId FROM (\(list))",
                .api
            ),
        ] as [(String, QueryError.Code)]
    )
    func `partial results excuse nothing else`(_ sql: String, _ code: QueryError.Code)
        async throws
    {
        let sql = sql.replacing(
            "SELECT name FROM \(World.jobs)",
            with: "SELECT * , projectsId, locationsId FROM \(World.jobs)"
        )
        let error = try await Self.world().error(World.filled(sql))
        #expect(error?.code == code)
    }

    @Test func `the number of calls is no matter of one of them`() async throws {
        var policy = Session.Policy()
        policy.allowsPartialResults = true
        policy.maximumCalls = 3
        let world = try World(locations: Self.locations, policy: policy)
        #expect(await world.error(Self.list)?.code == .limit)
    }

    @Test func `a call inside of a join may fail`() async throws {
        let world = try Self.world(failing: ["us-test3/tuningJobs", "us-test5/tuningJobs"])
        let results = try await world.session.run(
            "SELECT j.name FROM \(FanOutTests.places) JOIN \(FanOutTests.jobs) "
                + "ON \(FanOutTests.joined) WHERE l.projectsId = 'demo-project'"
        )
        let (count, error) = await Self.count(results)
        #expect(count == 30)
        #expect(error == nil)
        #expect(results.scopes.count { $0.status == .failed } == 2)
    }

    @Test func `of several gets one fails and one finds nothing`() async throws {
        let world = try Self.world(failing: ["tuningJobs/13"])
        let id = try await world.value(
            "SELECT min(tuningJobsId) FROM \(World.jobs) WHERE projectsId = 'demo-project' "
                + "AND locationsId = 'us-test1'"
        )
        guard case .text(let known) = id else {
            Issue.record("\(id)")
            return
        }
        let results = try await world.session.run(
            "SELECT name FROM \(World.jobs) WHERE projectsId = 'demo-project' "
                + "AND locationsId = 'us-test1' AND tuningJobsId IN ('\(known)', '12', '13')"
        )
        let (count, error) = await Self.count(results)
        #expect(count == 1)
        #expect(error == nil)
        let states = results.scopes.map { [$0.parameters["tuningJobsId"], $0.status.rawValue] }
        #expect(Set(states) == [[known, "ok"], ["12", "ignored"], ["13", "failed"]])
        #expect(results.scopes.allSatisfy { $0.method == "get" })
    }

    @Test func `a row that does not exist leaves a result complete`() async throws {
        let world = try Self.world(partial: false)
        let results = try await world.session.run(
            "SELECT name FROM \(World.jobs) WHERE projectsId = 'demo-project' "
                + "AND locationsId = 'us-test1' AND tuningJobsId = '12'"
        )
        #expect(await Self.count(results).rows == 0)
        #expect(results.isComplete)
        #expect(results.scopes.map(\.status) == [.ignored])
        #expect(results.scopes.first?.error?.message.contains("NOT_FOUND") == true)
    }

    @Test func `a list that is left early says so`() async throws {
        let world = try Self.world()
        let results = try await world.session.run(
            "SELECT name FROM \(World.jobs) WHERE projectsId = 'demo-project' "
                + "AND locationsId = 'us-test1' AND state <> 'x' LIMIT 1"
        )
        #expect(await Self.count(results).rows == 1)
        #expect(results.isComplete)
        #expect(results.scopes.map(\.status) == [.unfinished])
        #expect(results.scopes.map(\.pages) == [1])
    }

    @Test func `repeats are counted with their call`() async throws {
        let world = try World(jobsPerLocation: 5, locations: Self.locations)
        var faults = Emulator.Faults()
        faults.inject(.answer(HTTPResponse(status: 503)), at: [0, 1])
        world.emulator.faults = faults
        let results = try await world.session.run(Self.list)
        #expect(await Self.count(results).rows == 40)
        #expect(results.scopes.reduce(0) { $0 + $1.retries } == 2)
    }

    @Test func `SET turns it on and off`() async throws {
        let world = try Self.world(partial: false)
        #expect(try await world.session.run("SET partial = 'on'").message == "partial is on")
        #expect(try await world.rows(Self.list).count == 35)
        #expect(try await world.session.run("SET partial = off").message == "partial is off")
        #expect(await world.error(Self.list)?.code == .api)
        #expect(await world.error("SET partial = 'maybe'")?.code == .invalidValue)
    }

    @Test func `writes have scopes too`() async throws {
        let world = try World()
        _ = try await world.rows(ManyWritesTests.insert(2))
        let scopes = await world.session.lastScopes
        #expect(scopes.map(\.method) == ["create", "create"])
        #expect(scopes.map(\.status) == [.ok, .ok])
        #expect(scopes.allSatisfy { $0.bytes > 0 })
    }
}
