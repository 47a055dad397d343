import Testing
import TuneQL
import TuneQLEmulator
import TuneQLCalls
import TuneQLTransport
import TuneQLRegistry

/// The examples of configurations, policies and errors.
struct PolicyExamples {
    @Test func `a session that only reads`() async throws {
        let engine = try ExampleWorld().engine
        var policy = Session.Policy()
        policy.isReadOnly = true
        policy.timeLimit = .seconds(30)
        policy.maximumCalls = 200
        let session = try engine.makeSession(policy: policy)
        await #expect(throws: QueryError.self) {
            try await session.run(
                """
                EXEC google.aiplatform.tuning_jobs.cancel
                @projectsId = 'demo-project', @locationsId = 'us-central1', @tuningJobsId = '1'
                """
            )
        }
    }

    @Test func `writes that need approval`() async throws {
        let engine = try ExampleWorld().engine
        var policy = Session.Policy()
        policy.approval = { (writes) async throws(QueryError) in
            guard writes.count <= 10 else {
                throw QueryError(.forbidden, "\(writes.count) calls of \(writes.method)")
            }
        }
        let session = try engine.makeSession(policy: policy)
        let error = await #expect(throws: QueryError.self) {
            try await session.run(
                """
                INSERT INTO google.aiplatform.tuning_jobs (projectsId, locationsId, baseModel)
                SELECT 'demo-project', 'us-central1', 'gemini-2.5-flash'
                FROM json_each('[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]')
                """
            )
        }
        #expect(error?.code == .forbidden)
        #expect(error?.message == "11 calls of google.aiplatform.tuning_jobs.create")
    }

    @Test func `rates of requests`() throws {
        var configuration = try ExampleWorld().configuration
        configuration.limits = ["google.aiplatform": "20/s,8"]
        _ = try Engine(configuration)
    }

    @Test func `an engine that is watched`() async throws {
        var configuration = try ExampleWorld().configuration
        let (events, observation) = AsyncStream.makeStream(of: CallEvent.self)
        configuration.observer = { observation.yield($0) }
        let session = try Engine(configuration).makeSession()
        let results = try await session.run(
            """
            SELECT name FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId = 'us-central1' LIMIT 1
            """
        )
        for try await _ in results {}
        observation.finish()
        var requests = 0
        for await event in events {
            if case .request = event.step { requests += 1 }
        }
        #expect(requests == 1)
    }

    @Test func `a file of one's own, and another origin`() {
        var configuration = Engine.Configuration()
        configuration.database = "jobs.db"
        configuration.endpoints = ["google.aiplatform": "http://127.0.0.1:8080"]
        #expect(configuration.catalogs == [.embedded])
    }

    @Test func `a catalog of one's own before the built-in one`() {
        var configuration = Engine.Configuration()
        configuration.catalogs = [.file("/etc/app/acme.catalog"), .embedded]
        #expect(configuration.catalogs.count == 2)
    }

    @Test func `documents of one's own`() {
        #expect(throws: RegistryError.self) { try engineWithDocuments() }
    }

    /// Fails here, where the directory does not exist.
    private func engineWithDocuments() throws -> Engine {
        var configuration = Engine.Configuration()
        configuration.catalogs = [
            .compiled(try Registry(directory: "/etc/app/registry").compiled())
        ]
        let engine = try Engine(configuration)
        return engine
    }

    @Test func `errors by their codes`() async throws {
        let session = try ExampleWorld().session
        var advice: String?
        do {
            _ = try await session.run("SELECT nmae FROM google.aiplatform.tuning_jobs")
        } catch {
            if error.code == .unknownName { advice = error.help }
        }
        #expect(advice?.contains("name") == true)
    }

    @Test func `the part of the text that an error is about`() async throws {
        let session = try ExampleWorld().session
        var marked: String?
        let text = "SELECT nmae FROM google.aiplatform.tuning_jobs"
        do {
            _ = try await session.run(text)
        } catch {
            marked = error.range.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
        }
        #expect(marked == "nmae")
    }

    @Test func `rows of a write that failed on the way`() async throws {
        let world = try ExampleWorld()
        var faults = Emulator.Faults()
        faults.inject(.answer(HTTPResponse(status: 400)), at: [1])
        world.emulator.faults = faults
        let session = world.session
        var states: [Value] = []
        do {
            _ = try await session.run(
                """
                INSERT INTO google.aiplatform.tuning_jobs
                    (projectsId, locationsId, baseModel, supervisedTuningSpec)
                SELECT 'demo-project', 'us-central1', 'gemini-2.5-flash',
                    json_object('trainingDatasetUri', 'gs://bucket/' || value || '.jsonl')
                FROM json_each('[1, 2, 3]')
                """
            )
        } catch {
            if let report = error.report {
                let status = report.columns.firstIndex { $0.name == "status" }
                states = status.map { status in report.rows.map { row in row[status] } } ?? []
            }
        }
        #expect(states == ["done", "refused", "not tried"])
    }

    @Test func `a statement that is cancelled`() async throws {
        let session = try ExampleWorld().session
        let counting = Task {
            let rows = try await session.run(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                SELECT max(i) FROM n
                """
            )
            for try await row in rows { print(row[0]) }
        }
        counting.cancel()
        let outcome = await counting.result
        guard case .failure(let error as QueryError) = outcome else {
            Issue.record("not cancelled")
            return
        }
        #expect(error.code == .cancelled)
    }
}
