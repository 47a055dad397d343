import Synchronization
import TestSupport
import Testing
import TuneQL
import TuneQLEmulator
import TuneQLTransport

/// What was recorded comes again, in the same order, whatever came first.
@Suite struct ReplayTests {
    private static let locations = (1...8).map { "us-test\($0)" }
    private static let all = locations.map { "'\($0)'" }.joined(separator: ", ")
    private static let list = """
        SELECT name FROM \(World.jobs) WHERE projectsId = 'demo-project'
        AND locationsId IN (\(all))
        """
    private static let join = """
        SELECT l.locationId, j.name FROM google.aiplatform.locations l
        JOIN \(World.jobs) j ON j.projectsId = 'demo-project' AND j.locationsId = l.locationId
        WHERE l.projectsId = 'demo-project'
        """
    private static let insert = """
        INSERT INTO \(World.jobs) (projectsId, locationsId, baseModel, supervisedTuningSpec)
        SELECT 'demo-project', 'us-test1', 'gemini-2.5-flash',
            '{"trainingDatasetUri": "gs://a/' || row_number() OVER () || '.jsonl"}'
        FROM \(World.jobs) WHERE projectsId = 'demo-project' AND locationsId IN (\(all)) LIMIT 3
        """

    private static let cancel = """
        EXEC \(World.jobs).cancel SELECT projectsId, locationsId, tuningJobsId FROM \(World.jobs)
        WHERE projectsId = 'demo-project' AND locationsId IN (\(all))
        AND state = 'JOB_STATE_RUNNING'
        """
    private static let scopes =
        "SELECT resource, parameters, pages, status FROM catalog.last_scopes"

    private static let statements: [String] = [
        list, "\(list) LIMIT 11", "\(list) LIMIT 3; \(list) LIMIT 9", join, "\(join) LIMIT 7",
        "\(list) UNION ALL \(list)",
        "SELECT count(*) FROM (\(list)); \(list) AND state = 'JOB_STATE_SUCCEEDED'",
        cancel, "\(insert) RETURNING name", "\(list); SELECT * FROM catalog.last_scopes",
        "\(join); \(scopes)",
    ]

    /// Rows and errors of statements, run one after another.
    private static func outcome(
        _ script: String,
        on transport: any Transport,
        _ policy: Session.Policy
    ) async throws -> [String] {
        let session = try World.session(transport, policy: policy)
        var outcome: [String] = []
        for statement in script.split(separator: ";") {
            do throws(QueryError) {
                let results = try await session.run(String(statement))
                for try await row in results {
                    outcome.append((0..<row.count).map { "\(row[$0])" }.joined(separator: "|"))
                }
                outcome.append(results.isComplete ? "complete" : "partial")
            } catch {
                outcome.append("\(error.code.name): \(error.message)")
            }
        }
        return outcome
    }

    private static func emulator(refusing parts: [String]) -> Emulator {
        var configuration = Emulator.Configuration(
            projects: World.projects,
            locations: locations,
            clock: .fixed(),
            maximumPageSize: 2
        )
        configuration.jobsPerLocation = 5
        let emulator = Emulator(configuration: configuration)
        var faults = Emulator.Faults()
        for part in parts {
            let text = #"{"error":{"code":403,"status":"PERMISSION_DENIED","message":"\#(part)"}}"#
            let answer = HTTPResponse(status: 403, body: Array(text.utf8))
            faults.inject(.answer(answer)) { _, request in request.url.contains(part) }
        }
        emulator.faults = faults
        return emulator
    }

    /// Records, then replays several times; all have the same outcome, which is returned.
    private static func check(
        _ script: String,
        refusing parts: [String] = [],
        seed: Int,
        policy: Session.Policy = Session.Policy()
    ) async throws -> [String] {
        let file = DatabaseFile()
        let inner = UnsteadyTransport(
            EmulatorTransport(emulator: emulator(refusing: parts)),
            seed: UInt64(seed)
        )
        let recording = try TuneQLTransport.RecordingTransport(inner, file: file.path)
        let recorded = try await outcome(script, on: recording, policy)
        for replay in 0..<4 {
            let transport = UnsteadyTransport(
                try ReplayTransport(file: file.path),
                seed: UInt64(100 * seed + replay)
            )
            let replayed = try await outcome(script, on: transport, policy)
            #expect(replayed == recorded, "\(script) with the seed \(seed)")
        }
        return recorded
    }

    @Test(arguments: statements)
    func `rows come again in the same order`(_ script: String) async throws {
        for seed in 0..<4 {
            let recorded = try await Self.check(script, seed: seed)
            #expect(!recorded.contains { $0.contains("not-recorded") })
            #expect(recorded.last == "complete")
        }
    }

    @Test(arguments: [list, join, "\(list) LIMIT 11", insert])
    func `of several failures the same one comes again`(_ script: String) async throws {
        for seed in 0..<4 {
            let recorded = try await Self.check(
                script,
                refusing: ["us-test3/", "us-test5/", "us-test8/"],
                seed: seed
            )
            #expect(recorded.last?.contains("us-test3/") == true, "\(recorded)")
        }
    }

    @Test(arguments: [list, join, "\(list) LIMIT 11"])
    func `what is missing of a result is missing again`(_ script: String) async throws {
        for seed in 0..<4 {
            let recorded = try await Self.check(
                "\(script); \(Self.scopes) WHERE status = 'failed'",
                refusing: ["us-test3/", "us-test5/"],
                seed: seed,
                policy: PolicyTests.policy { $0.allowsPartialResults = true }
            )
            #expect(recorded.contains("partial"))
        }
    }

    @Test func `a failure behind some rows comes again behind the same rows`() async throws {
        for seed in 0..<4 {
            let recorded = try await Self.check(
                Self.list,
                refusing: ["pageToken="],
                seed: seed
            )
            #expect(recorded.count == 17)
            #expect(recorded.last?.hasPrefix("api: ") == true)
        }
    }

    @Test func `a time limit that ended a run ends its replay at once`() async throws {
        let file = DatabaseFile()
        let stalling = StallingTransport(EmulatorTransport(emulator: Self.emulator(refusing: []))) {
            $0.path.contains("us-test2/") && $0.query["pageToken"] != nil
        }
        let clock = GatedClock()
        let policy = PolicyTests.policy { $0.timeLimit = .seconds(5) }
        let recording = try TuneQLTransport.RecordingTransport(stalling, file: file.path)
        let session = try World.session(recording, clock, policy: policy)
        async let rows = Self.rows(of: Self.list, on: session)
        for await _ in stalling.stalled { break }
        clock.open()
        let recorded = await rows
        #expect(recorded.last == "timeout: the statement took longer than 5 s")
        for _ in 0..<4 {
            let replay = try World.session(
                try ReplayTransport(file: file.path),
                GatedClock(),
                policy: policy
            )
            let replayed = await Self.rows(of: Self.list, on: replay)
            #expect(replayed.last == recorded.last)
            // What had come was not always read when the time was over.
            #expect(replayed.starts(with: recorded.dropLast()))
        }
    }

    private static func rows(of sql: String, on session: Session) async -> [String] {
        var rows: [String] = []
        do throws(QueryError) {
            for try await row in try await session.run(sql) { rows.append("\(row[0])") }
        } catch {
            rows.append("\(error.code.name): \(error.message)")
        }
        return rows
    }
}

/// Lets other tasks go on for a while before an answer, by chance.
private final class UnsteadyTransport: Transport {
    private let inner: any Transport
    private let random: Mutex<SplitMix64>

    init(_ inner: any Transport, seed: UInt64) {
        self.inner = inner
        random = Mutex(SplitMix64(seed: seed))
    }

    var isReplay: Bool { inner.isReplay }
    var usesQuota: Bool { false }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let pauses = random.withLock { Int.random(in: 0...60, using: &$0) }
        for _ in 0..<pauses { await Task.yield() }
        return try await inner.response(to: request)
    }
}
