import Synchronization
import TestSupport
import Testing
import TuneQL
import TuneQLCalls
import TuneQLEmulator
import TuneQLTransport

/// How AWAIT tells of things that end in another way than they were started for.
@Suite struct AwaitEndTests {
    private static let insert = AwaitTests.insert + AwaitTests.row
    private static let doomed = insert.replacing("train.jsonl", with: "fail.jsonl")
    private static let place = "@projectsId = 'demo-project', @locationsId = 'us-central1'"
    private static let ended = ["FAILED", "CANCELLED", "EXPIRED", "PARTIALLY_SUCCEEDED"]

    /// A world in which jobs that have ended did so in this state, for this reason.
    private func world(_ state: String, error: String = "") throws -> World {
        try World(isAlive: true) { inner in
            ChangingTransport(inner) { request, response in
                guard request.method == "GET" else { return response }
                var body = String(decoding: response.body, as: UTF8.self)
                body = body.replacing("JOB_STATE_SUCCEEDED\"", with: "JOB_STATE_\(state)\"\(error)")
                return HTTPResponse(status: response.status, body: Array(body.utf8))
            }
        }
    }

    /// What a statement shows, and what it ends with.
    private func outcome(
        _ sql: String,
        in world: World
    ) async throws -> (rows: [[Value]], error: QueryError?) {
        var rows: [[Value]] = []
        do throws(QueryError) {
            let results = try await world.session.run(sql)
            for try await row in results { rows.append((0..<row.count).map { row[$0] }) }
            return (rows, nil)
        } catch {
            return (rows, error)
        }
    }

    @Test func `a job that failed is shown, and fails the statement with its reason`() async throws
    {
        let world = try World(isAlive: true)
        let (rows, error) = try await outcome(Self.doomed + " RETURNING state, name", in: world)
        #expect(rows.map { $0[0] } == ["JOB_STATE_FAILED"])
        let failure = try #require(error)
        #expect(failure.code == .api)
        guard case .text(let name) = rows[0][1] else { throw failure }
        #expect(failure.message.hasPrefix("\(name) ended as JOB_STATE_FAILED: "))
        #expect(
            failure.help == "create has succeeded when it ends as "
                + "JOB_STATE_SUCCEEDED or JOB_STATE_PARTIALLY_SUCCEEDED"
        )
    }

    @Test(
        arguments: [
            (#", "error": {"code": 3, "message": "no\ngood"}"#, ": INVALID_ARGUMENT: no good"),
            (#", "error": {"code": 99}"#, ": code 99"), (#", "error": {"message": "m"}"#, ": m"),
            (#", "error": {}"#, ""), ("", ""),
        ] as [(String, String)],
        ["FAILED", "CANCELLED", "EXPIRED"]
    )
    func `each end but the good ones is told, without RETURNING too`(
        _ error: (text: String, words: String),
        state: String
    ) async throws {
        let world = try world(state, error: error.text)
        let failure = try #require(await world.error(Self.insert))
        #expect(failure.code == .api)
        #expect(failure.message.hasSuffix(" ended as JOB_STATE_\(state)\(error.words)"))
    }

    @Test func `a good end is told where nothing else is shown`() async throws {
        for state in ["SUCCEEDED", "PARTIALLY_SUCCEEDED"] {
            let results = try await world(state).session.run(Self.insert)
            #expect(results.message?.hasSuffix("; it ended: JOB_STATE_\(state)") == true)
        }
    }

    @Test func `one bad end among several rows makes them a part`() async throws {
        let world = try World(isAlive: true)
        let values = WritingTests.values
        let three = ["train", "fail", "train"].map { name in
            "SELECT \(values), \(WritingTests.spec.replacing("train.jsonl", with: "\(name).jsonl"))"
        }
        let sql =
            AwaitTests.insert + ", supervisedTuningSpec) " + three.joined(separator: " UNION ALL ")
        let (rows, error) = try await outcome(sql + " RETURNING state", in: world)
        #expect(
            rows.count == 3 && rows.count { $0 == ["JOB_STATE_FAILED"] } == 1
        )
        #expect(error?.code == .partial)
        #expect(error?.message.contains(" ended as JOB_STATE_FAILED: ") == true)
        let failure = try #require(await world.error(sql))
        #expect(failure.code == .partial)
        #expect(failure.report?.rows.map { $0[2] } == ["done", "done", "done"])
        #expect(failure.report?.rows.count { $0[3] != .null } == 1)
    }

    @Test func `a cancelled job is what cancel was called for`() async throws {
        let world = try World(jobsPerLocation: 0, isAlive: true)
        let created = try await world.rows(ManyWritesTests.insert(1) + " RETURNING tuningJobsId")
        guard case .text(let id)? = created.first?.first else { return }
        let results = try await world.session.run(
            "EXEC /*+ AWAIT */ \(World.jobs).cancel \(Self.place), @tuningJobsId = '\(id)'"
        )
        #expect(results.message == "cancel was called; it ended: JOB_STATE_CANCELLED")
    }

    @Test(arguments: ["", "SELECT status, error, state FROM "])
    func `a job that ended before it was cancelled was not cancelled`(from: String) async throws {
        let world = try World(jobsPerLocation: 0, isAlive: true) { inner in
            ChangingTransport(inner) { _, response in
                let body = String(decoding: response.body, as: UTF8.self)
                    .replacing("JOB_STATE_CANCELLED", with: "JOB_STATE_SUCCEEDED")
                return HTTPResponse(status: response.status, body: Array(body.utf8))
            }
        }
        let created = try await world.rows(ManyWritesTests.insert(1) + " RETURNING tuningJobsId")
        guard case .text(let id)? = created.first?.first else { return }
        let exec = "EXEC /*+ AWAIT */ \(World.jobs).cancel \(Self.place), @tuningJobsId = '\(id)'"
        let (rows, error) = try await outcome(from.isEmpty ? exec : "\(from)(\(exec))", in: world)
        #expect(error?.code == .api)
        #expect(error?.message.contains("/tuningJobs/\(id) ended as JOB_STATE_SUCCEEDED") == true)
        #expect(
            error?.help == "cancel has succeeded when it ends as JOB_STATE_CANCELLED"
        )
        #expect(rows.map { $0[2] } == (from.isEmpty ? [] : ["JOB_STATE_SUCCEEDED"]))
    }

    @Test func `an operation that failed is shown, and fails the statement`() async throws {
        let world = try World(isAlive: true) { inner in
            ChangingTransport(inner) { request, response in
                guard request.url.contains("/operations/") else { return response }
                let path = request.url.split(separator: "/v1/").last ?? ""
                let name = path.prefix { $0 != "?" && $0 != ":" }
                let body =
                    #"{"name": "\#(name)", "done": true, "error": {"code": 13, "message": "lost"}}"#
                return HTTPResponse(status: 200, body: Array(body.utf8))
            }
        }
        let names = try await world.rows(
            World.filled("SELECT name FROM %t WHERE %w AND state = 'JOB_STATE_SUCCEEDED' LIMIT 1")
        )
        guard case .text(let job)? = names.first?.first else { return }
        let (rows, error) = try await outcome(
            AwaitTests.rebase.replacing("%j", with: job),
            in: world
        )
        #expect(rows.count == 1)
        #expect(error?.code == .api)
        #expect(error?.message.hasSuffix(" failed: INTERNAL: lost") == true)
    }
}

/// What AWAIT makes of a name that is not known yet, and of answers that are another's.
@Suite struct AwaitAnswerTests {
    private static let insert = AwaitTests.insert + AwaitTests.row
    private static let absent = (
        404, #"{"error": {"code": 404, "status": "NOT_FOUND", "message": "no job"}}"#
    )

    /// A world that answers some of the reads, by their number, with something else.
    private func world(
        _ answer: (status: Int, body: String),
        to numbers: Range<Int>
    ) throws -> World {
        let next = Counter()
        return try World(isAlive: true) { inner in
            ChangingTransport(inner) { request, response in
                guard request.method == "GET", numbers.contains(next.next()) else {
                    return response
                }
                return HTTPResponse(status: answer.status, body: Array(answer.body.utf8))
            }
        }
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count in
                defer { count += 1 }
                return count
            }
        }
    }

    @Test(arguments: [0..<1, 0..<4, 1..<3])
    func `a job that was just created is asked for again where it is not known yet`(
        numbers: Range<Int>
    ) async throws {
        let world = try world(Self.absent, to: numbers)
        let rows = try await world.rows(Self.insert + " RETURNING state")
        #expect(rows == [["JOB_STATE_SUCCEEDED"]])
        #expect(world.transport.requests.count { $0.method == "POST" } == 1)
    }

    @Test func `after a minute it is lost`() async throws {
        let world = try world(Self.absent, to: 0..<1_000)
        let error = try #require(await world.error(Self.insert))
        #expect(error.code == .api)
        #expect(error.message.contains("/tuningJobs/"))
        #expect(error.message.contains(" was not observed: NOT_FOUND: no job"))
        let waited = world.clock.sleeps.reduce(.zero, +)
        #expect(waited >= .seconds(60) && waited < .seconds(75))
    }

    @Test func `a job that the user has named is not waited for when it is gone`() async throws {
        let world = try World(jobsPerLocation: 0, isAlive: true) { inner in
            ChangingTransport(inner) { request, response in
                guard request.method == "GET" else { return response }
                return HTTPResponse(status: 404, body: Array(Self.absent.1.utf8))
            }
        }
        let created = try await world.rows(ManyWritesTests.insert(1) + " RETURNING tuningJobsId")
        guard case .text(let id)? = created.first?.first else { return }
        let error = try #require(
            await world.error(
                "EXEC /*+ AWAIT */ \(World.jobs).cancel @projectsId = 'demo-project', "
                    + "@locationsId = 'us-central1', @tuningJobsId = '\(id)'"
            )
        )
        #expect(error.message.contains("NOT_FOUND"))
        #expect(world.clock.sleeps.isEmpty)
    }

    @Test(
        arguments: [
            #"{"message": "Endpoint request timed out"}"#, "{}",
            #"{"name": "projects/demo-project/locations/us-central1/tuningJobs/2", "state": "JOB_STATE_SUCCEEDED"}"#,
            "[]",
        ]
    )
    func `an answer that is another's is not the end`(body: String) async throws {
        let world = try world((200, body), to: 0..<1)
        let error = try #require(await world.error(Self.insert))
        #expect(error.code == .transport)
        #expect(error.message.contains(" was not observed: the response is not that of projects/"))
    }
}
