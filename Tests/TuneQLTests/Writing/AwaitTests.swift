import TestSupport
import Synchronization
import Testing
import TuneQL
import TuneQLCalls
import TuneQLScan
import TuneQLSyntax

/// AWAIT, on a clock that goes on as it is slept on.
@Suite struct AwaitTests {
    static let insert = WritingTests.insert.replacing("INSERT", with: "INSERT /*+ AWAIT */")
    static let row = ", supervisedTuningSpec) SELECT \(WritingTests.values), \(WritingTests.spec)"
    static let rebase = World.filled(
        "EXEC /*+ AWAIT, SHOWRESULTS */ %t.rebase_tuned_model @projectsId = 'demo-project', "
            + "@locationsId = 'us-central1', @@json = '{\"tunedModelRef\": {\"tuningJob\": \"%j\"}}'"
    )

    private static func seconds(_ world: World) -> [Int] {
        world.clock.sleeps.map { Int($0 / .seconds(1)) }
    }

    @Test func `RETURNING shows the state in which the job ended`() async throws {
        let world = try World(isAlive: true)
        let rows = try await world.rows(Self.insert + Self.row + " RETURNING state, endTime")
        #expect(rows.count == 1)
        #expect(rows.first?[0] == "JOB_STATE_SUCCEEDED")
        #expect(rows.first?[1] != .null)
        #expect(world.transport.requests.count { $0.method == "POST" } == 1)
        let waits = Self.seconds(world)
        #expect(waits.starts(with: [1, 2, 4, 8, 10].prefix(waits.count)))
    }

    @Test func `waits grow to ten seconds`() async throws {
        let world = try World(isAlive: true)
        let error = await world.error(
            Self.insert + Self.row.replacing("train.jsonl", with: "fail.jsonl") + " RETURNING state"
        )
        #expect(error?.message.contains(" ended as JOB_STATE_FAILED") == true)
        #expect(Self.seconds(world).allSatisfy { (1...10).contains($0) })
    }

    @Test func `a time limit that is too short names the job`() async throws {
        let world = try World(isAlive: true)
        _ = try await world.session.run("SET await.timeout = '1500ms'")
        let error = try #require(await world.error(Self.insert + Self.row + " RETURNING state"))
        #expect(error.code == .timeout)
        #expect(error.message.hasPrefix("projects/"))
        #expect(error.message.contains("/tuningJobs/"))
        #expect(error.message.contains(" has not ended within 1.5 s: it is JOB_STATE_"))
        #expect(world.clock.sleeps == [.seconds(1), .milliseconds(500)])
    }

    @Test func `the polls of a job are one record of the statement, and are counted`() async throws
    {
        let world = try World(isAlive: true)
        let text = Self.insert + Self.row
        var reader = StatementReader(text)
        let statement = try #require(try reader.next())
        let control = StatementControl()
        _ = try await world.session.run(statement, of: text, control: control)
        let polls = world.transport.requests.count { $0.method == "GET" }
        #expect(polls > 1)
        #expect(control.ledger.records.count == 2)
        #expect(control.ledger.tallies.map(\.calls) == [1, polls])
    }

    @Test func `progress is told unless NOSTATUS stands there`() async throws {
        for (hints, isTold) in [("AWAIT", true), ("AWAIT, NOSTATUS", false)] {
            let told = Collected()
            var policy = Session.Policy()
            policy.progress = { told.add($0) }
            let world = try World(policy: policy, isAlive: true)
            _ = try await world.rows(
                Self.insert.replacing("AWAIT", with: hints) + Self.row
            )
            #expect(told.texts.isEmpty != isTold)
            #expect(told.texts.allSatisfy { $0.contains("/tuningJobs/") })
        }
    }

    @Test func `an operation is awaited until it is done`() async throws {
        let world = try World(isAlive: true)
        let name = try await world.rows(
            World.filled("SELECT name FROM %t WHERE %w AND state = 'JOB_STATE_SUCCEEDED' LIMIT 1")
        )
        guard case .text(let job)? = name.first?.first else {
            Issue.record("\(name)")
            return
        }
        let rows = try await world.session.run(Self.rebase.replacing("%j", with: job))
        let columns = rows.columns.map(\.name)
        let values = try #require(try await rows.rows().first)
        let done = try #require(columns.firstIndex(of: "done"))
        #expect(values[done] == true)
        #expect(
            world.transport.requests.last?.path.contains("/operations/") == true
        )
    }

    @Test func `EXEC of rows waits for each and shows its state`() async throws {
        let world = try World(jobsPerLocation: 0, isAlive: true)
        _ = try await world.rows(ManyWritesTests.insert(3))
        let rows = try await world.rows(
            ManyWritesTests.cancelQueued.replacing("EXEC", with: "EXEC /*+ AWAIT */")
        )
        #expect(rows.count == 3)
        #expect(rows.allSatisfy { $0[3] == "done" && $0.last == "JOB_STATE_CANCELLED" })
    }

    @Test func `an INSERT of rows creates all before it waits`() async throws {
        let world = try World(isAlive: true)
        let insert = ManyWritesTests.insert(3).replacing("INSERT", with: "INSERT /*+ AWAIT */")
        let rows = try await world.rows(insert + " RETURNING state")
        #expect(rows == Array(repeating: ["JOB_STATE_SUCCEEDED"], count: 3))
        #expect(world.transport.requests.prefix(3).map(\.method) == ["POST", "POST", "POST"])
        #expect(world.transport.requests.dropFirst(3).allSatisfy { $0.method == "GET" })
        _ = try await world.session.run("SET await.timeout = '1s'")
        let error = try #require(await world.error(insert))
        #expect(error.code == .timeout)
        #expect(error.report?.rows.map { $0[2] } == ["done", "done", "done"])
        #expect(error.report?.rows.allSatisfy { $0[1] != .null } == true)
    }

    @Test func `what has no end cannot be awaited`() async throws {
        let world = try World()
        let (text, range) = unmark(
            "EXEC /*+ ⟦AWAIT⟧ */ google.aiplatform.locations.list @projectsId = 'demo-project'"
        )
        let error = try #require(await world.error(text))
        #expect(error.code == .sql)
        #expect(error.range == range)
        #expect(world.transport.count == 0)
    }

    @Test func `a hint that does not exist is refused with a suggestion`() async throws {
        let world = try World()
        let (text, range) = unmark("INSERT /*+ ⟦AWAYT⟧ */ INTO t VALUES (1)")
        let error = try #require(await world.error(text))
        #expect(error.code == .unknownName)
        #expect(error.message == "there is no hint AWAYT")
        #expect(error.help == "did you mean AWAIT?")
        #expect(error.range == range)
    }

    @Test(arguments: ["0", "x", "-1s", "5 y"])
    func `a limit that is no duration is refused`(_ text: String) async throws {
        let world = try World()
        let error = try #require(await world.error("SET await.timeout = '\(text)'"))
        #expect(error.code == .invalidValue)
    }

    private final class Collected: Sendable {
        private let all = Mutex<[String]>([])
        var texts: [String] { all.withLock { $0 } }
        func add(_ text: String) { all.withLock { $0.append(text) } }
    }
}
