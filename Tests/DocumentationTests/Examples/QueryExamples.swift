import Testing
import TuneQL
import TuneQLEmulator
import TuneQLCalls

/// The examples of sessions, results and values.
struct QueryExamples {
    @Test func `an engine and its session`() async throws {
        var counts: [String: Int64] = [:]
        let emulator = Emulator()
        var configuration = Engine.Configuration(transport: EmulatorTransport(emulator: emulator))
        configuration.authentication = #"{"google": {"type": "null_auth"}}"#

        let engine = try Engine(configuration)
        let session = try engine.makeSession()
        let states = try await session.run(
            """
            SELECT state, count(*) AS jobs FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
            GROUP BY state
            """
        )
        for try await row in states {
            counts[row.string("state") ?? ""] = row.integer("jobs")
        }
        #expect(counts.values.reduce(0, +) == 100)
    }

    @Test func `variables by name`() async throws {
        let session = try ExampleWorld().session
        let newest = try await session.run(
            """
            SELECT name, createTime FROM google.aiplatform.tuning_jobs
            WHERE projectsId = :project AND locationsId IN (:first, :second)
            ORDER BY createTime DESC LIMIT :count
            """,
            ["project": "demo-project", "first": "us-central1", "second": "us-east1", "count": 5]
        )
        var count = 0
        for try await _ in newest { count += 1 }
        #expect(count == 5)
    }

    @Test func `bindings are literals`() async throws {
        let session = try ExampleWorld().session
        let inOrder = try await session.run("SELECT ? || '/' || ?", ["demo-project", 5])
        let byName = try await session.run(
            "SELECT :project || '/' || :count",
            ["project": "demo-project", "count": 5]
        )
        for results in [inOrder, byName] {
            for try await row in results { #expect(row[0] == "demo-project/5") }
        }
    }

    @Test func `values are literals, and are told apart`() async throws {
        let session = try ExampleWorld().session
        var described: [String] = []
        let values: [Value] = ["text", 42, 0.5, true, .null, .blob([0xFF])]
        for value in values {
            switch value {
            case .null: described.append("nothing")
            case .integer(let number): described.append("the integer \(number)")
            case .real(let number): described.append("the number \(number)")
            case .boolean(let isTrue): described.append(isTrue ? "yes" : "no")
            case .text(let text), .json(let text): described.append("the text \(text)")
            case .blob(let bytes): described.append("\(bytes.count) bytes")
            }
        }
        #expect(
            described == [
                "the text text", "the integer 42", "the number 0.5", "yes", "nothing", "1 bytes",
            ]
        )
        let results = try await session.run("SELECT ?", Bindings(positional: [.null], named: [:]))
        for try await row in results { #expect(row[0] == .null) }
    }

    @Test func `cells by position and by name`() async throws {
        let session = try ExampleWorld().session
        let results = try await session.run("SELECT 'gemini' AS model, 3 AS epochs, NULL AS note")
        for try await row in results {
            #expect(row[0] == .text("gemini"))
            #expect(row["EPOCHS"] == .integer(3))
            #expect(row.string("model") == "gemini")
            #expect(row.real("epochs") == 3.0)
            #expect(row["note"] == .null)
            #expect(row["no such column"] == nil)
        }
    }

    @Test func `a result that is left early`() async throws {
        let session = try ExampleWorld().session
        var firstFailed: String?
        let jobs = try await session.run(
            """
            SELECT name, state FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
            """
        )
        for try await row in jobs where row.string("state") == "JOB_STATE_FAILED" {
            firstFailed = row.string("name")
            // No further page is requested.
            break
        }
        #expect(firstFailed?.hasPrefix("projects/") == true)
    }

    @Test func `columns are known before the first row`() async throws {
        let session = try ExampleWorld().session
        let jobs = try await session.run(
            """
            SELECT name, createTime, labels FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
            """
        )
        #expect(jobs.columns.map(\.name) == ["name", "createTime", "labels"])
        #expect(jobs.columns.map(\.kind) == [.any, .timestamp, .json])
    }

    @Test func `calls that failed are listed`() async throws {
        let world = try ExampleWorld()
        var policy = Session.Policy()
        policy.allowsPartialResults = true
        let session = try world.engine.makeSession(policy: policy)
        var missing: [String] = []
        let jobs = try await session.run(
            """
            SELECT name FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId IN ('us-central1', 'nowhere')
            """
        )
        var names: [String?] = []
        for try await row in jobs { names.append(row.string("name")) }
        if !jobs.isComplete {
            missing = jobs.scopes.filter { $0.status == .failed }
                .compactMap { $0.parameters["locationsId"] }
        }
        #expect(names.count == 100)
        #expect(missing == ["nowhere"])
        #expect(await session.lastScopes.count == 2)
    }

    @Test func `counters of an engine`() async throws {
        let world = try ExampleWorld()
        let (engine, session) = (world.engine, world.session)
        let before = engine.counters
        let jobs = try await session.run(
            """
            SELECT count(*) FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId IN ('us-central1', 'us-east1')
            """
        )
        for try await _ in jobs {}
        #expect(engine.counters.pages - before.pages == 2)
        #expect(engine.counters.rows - before.rows == 200)
    }
}
