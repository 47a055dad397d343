import Testing
import TuneQL
import TuneQLEmulator
import TuneQLTransport

/// EXPLAIN ANALYZE.
@Suite struct AnalyzeTests {
    @Test func `a join is run, and its scans are counted`() async throws {
        let world = try World(jobsPerLocation: 5)
        let rows = try await world.rows(
            "EXPLAIN ANALYZE SELECT count(*) FROM google.aiplatform.locations l "
                + "JOIN google.aiplatform.tuning_jobs j ON j.projectsId = l.projectsId "
                + "AND j.locationsId = l.locationId WHERE l.projectsId = 'demo-project'"
        )
        #expect(rows.count == 2)
        #expect(
            rows[0][1...6] == ["google.aiplatform.locations", "list", 1, 1, 1, 3]
        )
        #expect(
            rows[1][1...6] == ["google.aiplatform.tuning_jobs", "list", "0 or more", 3, 3, 15]
        )
        #expect(world.transport.count == 4)
    }

    @Test func `the calls over IN lists are those that EXPLAIN foretells`() async throws {
        let world = try World(jobsPerLocation: 5)
        let sql =
            "SELECT count(*) FROM google.aiplatform.tuning_jobs a "
            + "JOIN google.aiplatform.tuning_jobs b ON a.state = b.state "
            + "WHERE a.projectsId = 'demo-project' AND a.locationsId IN ('us-central1', 'us-east1') "
            + "AND b.projectsId = 'other-project' AND b.locationsId IN ('us-east1', 'europe-west1')"
        let foretold = try await world.rows("EXPLAIN " + sql)
        #expect(world.transport.count == 0)
        let counted = try await world.rows("EXPLAIN ANALYZE " + sql)
        #expect(counted.map { $0[4] } == [.integer(4)])
        #expect(world.transport.count == 4)
        #expect(foretold.count == 4)
    }

    @Test func `scans that are fed by parameters are foretold too`() async throws {
        let world = try World(jobsPerLocation: 5)
        let sql =
            "SELECT count(*) FROM google.aiplatform.tuning_jobs a "
            + "JOIN google.aiplatform.tuning_jobs b ON b.projectsId = a.projectsId "
            + "AND b.locationsId = a.locationsId AND b.pageSize = 3 "
            + "WHERE a.projectsId = 'demo-project' AND a.locationsId IN ('us-central1', 'us-east1')"
        let foretold = try await world.rows("EXPLAIN " + sql)
        let counted = try await world.rows("EXPLAIN ANALYZE " + sql)
        #expect(foretold.count == 4)
        #expect(counted.map { $0[4] } == [.integer(4)])
    }

    @Test func `repeated requests are counted for each method`() async throws {
        let world = try World(jobsPerLocation: 5)
        var faults = world.emulator.faults
        faults.inject(
            .answer(.init(status: 503)),
            when: { number, request in
                number < 3 && request.url.contains("us-east1")
            }
        )
        world.emulator.faults = faults
        let steps = try await world.steps(
            "EXPLAIN ANALYZE SELECT count(*) FROM google.aiplatform.tuning_jobs "
                + "WHERE projectsId = 'demo-project' AND locationsId = 'us-east1'"
        )
        #expect(steps.count == 1)
        #expect(steps[0]["calls"] == 1)
        #expect(steps.sum("retries") > 0)
        #expect(world.transport.count == 1 + steps.sum("retries"))
    }

    @Test func `pages are counted apart from calls`() async throws {
        let world = try World(jobsPerLocation: 25, maximumPageSize: 10)
        let steps = try await world.steps(
            "EXPLAIN ANALYZE SELECT count(*) FROM google.aiplatform.tuning_jobs WHERE \(World.place)"
        )
        #expect(steps.map { $0["calls"] } == [1])
        #expect(steps.map { $0["pages"] } == [3])
        #expect(steps.map { $0["rows"] } == [25])
    }

    static let insert =
        "INSERT INTO google.aiplatform.tuning_jobs (projectsId, locationsId, baseModel, "
        + "supervisedTuningSpec) VALUES ('demo-project', 'us-east1', 'gemini-2.5-flash', "
        + "'{\"trainingDatasetUri\":\"gs://a/b.jsonl\"}')"

    @Test func `a write is run, and tells what it did`() async throws {
        let world = try World()
        let results = try await world.session.run("EXPLAIN ANALYZE " + Self.insert)
        #expect(results.message?.hasPrefix("created 1: projects/") == true)
        let rows = try await results.rows()
        #expect(rows.map { $0[2] } == ["create"])
        #expect(rows.map { $0[3] } == [1])
        #expect(world.transport.requests.map(\.method) == ["POST"])
    }

    @Test func `the rules of writes hold`() async throws {
        let reading = try World(policy: PolicyTests.policy { $0.isReadOnly = true })
        #expect(await reading.error("EXPLAIN ANALYZE " + Self.insert)?.code == .forbidden)
        #expect(reading.transport.count == 0)
        #expect(try await reading.steps("EXPLAIN " + Self.insert).sum("calls") == 1)
        let dry = try World(policy: PolicyTests.policy { $0.isDryRun = true })
        let shown = try await dry.steps("EXPLAIN ANALYZE " + Self.insert)
        #expect(shown.map { $0["method"] } == ["POST"])
        #expect(dry.transport.count == 0)
        let asking = try World(
            policy: PolicyTests.policy { policy in
                policy.approval = { (_) throws(QueryError) in throw QueryError(.forbidden, "no") }
            }
        )
        let two =
            Self.insert + ", ('demo-project', 'us-east1', 'gemini-2.5-flash', "
            + "'{\"trainingDatasetUri\":\"gs://a/c.jsonl\"}')"
        #expect(await asking.error("EXPLAIN ANALYZE " + two)?.code == .forbidden)
        #expect(asking.transport.count == 0)
    }

    @Test func `a call that fails on the way fails the statement with its own words`() async throws
    {
        let world = try World()
        let error = await world.error(
            "EXPLAIN ANALYZE SELECT j.name FROM google.aiplatform.locations l "
                + "JOIN google.aiplatform.tuning_jobs j ON j.projectsId = l.projectsId "
                + "AND j.locationsId = l.displayName WHERE l.projectsId = 'demo-project'"
        )
        #expect(error?.message.contains("can't be a part of a host name") == true)
    }

    @Test func `the limits of calls hold`() async throws {
        let world = try World(policy: PolicyTests.policy { $0.maximumCalls = 1 })
        let error = await world.error(
            "EXPLAIN ANALYZE SELECT count(*) FROM google.aiplatform.tuning_jobs "
                + "WHERE projectsId = 'demo-project' AND locationsId IN ('us-central1', 'us-east1')"
        )
        #expect(error?.code == .limit)
    }

    @Test func `waiting is counted too`() async throws {
        let world = try World(isAlive: true)
        let steps = try await world.steps(
            Self.insert.replacing("INSERT INTO", with: "EXPLAIN ANALYZE INSERT /*+ AWAIT */ INTO")
        )
        #expect(steps.map { $0["method"] } == ["create", "get"])
        #expect(steps.last?["resource"] == "google.aiplatform.tuning_jobs")
    }
}
