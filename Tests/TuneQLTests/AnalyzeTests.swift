import Testing
import TuneQL

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
            rows[1][1...6] == ["google.aiplatform.tuning_jobs", "list", 3, 3, 3, 15]
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

    @Test func `a write is not run to be measured`() async throws {
        let world = try World()
        let error = await world.error(
            "EXPLAIN ANALYZE EXEC google.aiplatform.tuning_jobs.cancel @projectsId = 'demo-project', "
                + "@locationsId = 'us-central1', @tuningJobsId = '1'"
        )
        #expect(error?.code == .sql)
        #expect(world.transport.count == 0)
    }
}
