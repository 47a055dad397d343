import Synchronization
import Testing
import TuneQL
import TuneQLEmulator

/// What a session's policy allows.
@Suite struct PolicyTests {
    static func policy(_ change: (inout Session.Policy) -> Void) -> Session.Policy {
        var policy = Session.Policy()
        change(&policy)
        return policy
    }

    private static let cancelOne = World.filled(
        "EXEC %t.cancel @projectsId = 'demo-project', @locationsId = 'us-central1', "
            + "@tuningJobsId = '1'"
    )
    private static let cancelAll = World.filled(
        "EXEC %t.cancel SELECT projectsId, locationsId, tuningJobsId FROM %t WHERE %w"
    )
    private static let list = World.filled("SELECT name FROM %t WHERE %w AND pageSize = 5")

    // MARK: - Dry runs

    @Test func `a dry run of INSERT shows the POSTs and sends none`() async throws {
        let world = try World(policy: Self.policy { $0.isDryRun = true })
        let rows = try await world.rows(ManyWritesTests.insert(2) + " RETURNING name")
        #expect(rows.count == 2)
        #expect(rows[0][0] == "POST")
        guard case .text(let url) = rows[0][1], case .json(let body) = rows[0][2] else {
            Issue.record("\(rows)")
            return
        }
        #expect(url.contains("/v1/projects/demo-project/locations/us-central1/tuningJobs"))
        #expect(body.contains(#""baseModel":"gemini-2.5-flash""#))
        #expect(world.transport.count == 0)
    }

    @Test func `a dry run makes the reads that decide which writes there would be`() async throws {
        let world = try World(policy: Self.policy { $0.isDryRun = true })
        let results = try await world.session.run(Self.cancelAll)
        #expect(results.columns.map(\.name) == ["method", "url", "body"])
        #expect(results.message == "13 requests, not sent")
        let rows = try await results.rows()
        #expect(rows.count == 13)
        #expect(rows.allSatisfy { $0[0] == "POST" && "\($0[1])".contains(":cancel") })
        #expect(world.transport.requests.map(\.method) == ["GET"])
    }

    @Test func `a dry run of SELECT shows what EXPLAIN shows`() async throws {
        let world = try World(policy: Self.policy { $0.isDryRun = true })
        let explained = try await world.rows("EXPLAIN " + Self.list)
        #expect(try await world.rows(Self.list) == explained)
        #expect(world.transport.count == 0)
    }

    // MARK: - Read-only sessions

    @Test(arguments: [cancelOne, cancelAll, ManyWritesTests.insert(1)])
    func `a read-only session refuses what writes, before any request`(_ sql: String)
        async throws
    {
        let world = try World(policy: Self.policy { $0.isReadOnly = true })
        let error = try #require(await world.error(sql))
        #expect(error.code == .forbidden)
        #expect(error.range != nil)
        #expect(world.transport.count == 0)
    }

    @Test func `a read-only session reads, calls what reads, and keeps local tables`()
        async throws
    {
        let world = try World(policy: Self.policy { $0.isReadOnly = true })
        #expect(try await world.rows(Self.list).count == 13)
        let listed = try await world.rows(
            World.filled(
                "EXEC %t.list @projectsId = 'demo-project', @locationsId = 'us-central1'"
            )
        )
        #expect(listed.count == 13)
        _ = try await world.rows("CREATE TABLE t (a)")
        _ = try await world.rows("INSERT INTO t VALUES (1)")
        #expect(try await world.value("SELECT count(*) FROM t") == 1)
    }

    // MARK: - Limits

    @Test func `no call is made beyond the limit`() async throws {
        let world = try World(policy: Self.policy { $0.maximumCalls = 2 })
        let error = try #require(await world.error(Self.list))
        #expect(error.code == .limit)
        #expect(
            error.message == "the statement exceeds its limit of 2 calls"
        )
        #expect(world.transport.count == 2)
        #expect(try await world.rows(Self.list + " LIMIT 10").count == 10)
    }

    @Test func `a limit in the middle of writes leaves the rest untried`() async throws {
        let world = try World(policy: Self.policy { $0.maximumCalls = 2 })
        let error = try #require(await world.error(ManyWritesTests.insert(3)))
        #expect(error.code == .partial)
        #expect(error.report?.rows.map { $0[2] } == ["done", "done", "not tried"])
        #expect(world.transport.count == 2)
    }

    @Test func `a statement with as many calls as it may make succeeds`() async throws {
        let world = try World(policy: Self.policy { $0.maximumCalls = 3 })
        #expect(try await world.rows(Self.list).count == 13)
    }

    @Test func `a limit of pages is told when rows are missing for it`() async throws {
        let world = try World(policy: Self.policy { $0.maximumPages = 2 })
        let error = try #require(await world.error(Self.list))
        #expect(error.code == .truncated)
        #expect(
            error.message == "a list was cut short after 2 pages; the rows are incomplete"
        )
        #expect(world.transport.count == 2)
    }

    @Test(arguments: [" LIMIT 10", " LIMIT 3"])
    func `a limit of pages is not told when no row is missing`(_ limit: String) async throws {
        let world = try World(policy: Self.policy { $0.maximumPages = 2 })
        _ = try await world.rows(Self.list + limit)
        let enough = try World(policy: Self.policy { $0.maximumPages = 3 })
        #expect(try await enough.rows(Self.list).count == 13)
    }

    @Test func `writes are not decided by a list that was cut short`() async throws {
        let world = try World(policy: Self.policy { $0.maximumPages = 1 })
        let error = try #require(await world.error(Self.cancelAll + " AND pageSize = 5"))
        #expect(error.code == .truncated)
        #expect(world.transport.requests.map(\.method) == ["GET"])
    }

    @Test func `the time limit ends a statement whose answer does not come`() async throws {
        let world = try World(policy: Self.policy { $0.timeLimit = .seconds(5) }) {
            StallingTransport($0) { $0.method == "GET" }
        }
        let error = try #require(await world.error(Self.list))
        #expect(error.code == .timeout)
        #expect(error.message == "the statement took longer than 5 s")
    }

    @Test func `the time limit ends a write, whose outcome is told`() async throws {
        let transport = StallingTransport(EmulatorTransport(emulator: Emulator())) {
            $0.method == "POST"
        }
        let clock = GatedClock()
        let session = try World.session(
            transport,
            clock,
            policy: Self.policy { $0.timeLimit = .seconds(5) }
        )
        let task = Task { await session.error(Self.cancelOne) }
        for await _ in transport.stalled { break }
        clock.open()
        let error = try #require(await task.value)
        #expect(error.code == .timeout)
        #expect(error.message == "the statement took longer than 5 s")
        #expect(
            error.help?.hasPrefix(
                "if it was already sent, the service may still carry it out; "
                    + "before repeating it, check with  SELECT name, state FROM "
            ) == true
        )
    }

    // MARK: - Approval

    @Test func `several writes are approved before the first`() async throws {
        let asked = Mutex<[Session.PlannedWrites]>([])
        let policy = Self.policy {
            $0.approval = { (writes) throws(QueryError) in
                asked.withLock { $0.append(writes) }
                throw QueryError(.forbidden, "no")
            }
        }
        let world = try World(policy: policy)
        for sql in [Self.cancelAll, ManyWritesTests.insert(2)] {
            let error = try #require(await world.error(sql))
            #expect(error.code == .forbidden)
            #expect(error.range != nil)
        }
        #expect(
            asked.withLock { $0 }.map { [$0.method, "\($0.count)", "\($0.isDecidedByData)"] } == [
                ["google.aiplatform.tuning_jobs.cancel", "13", "true"],
                ["google.aiplatform.tuning_jobs.create", "2", "false"],
            ]
        )
        #expect(world.transport.requests.allSatisfy { $0.method == "GET" })
        _ = try await world.rows(ManyWritesTests.insert(1))
    }
}
