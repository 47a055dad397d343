import Synchronization
import Testing
import TuneQL
import TuneQLEmulator
import TuneQLTransport

/// Inner scans whose parameters come from rows of other tables.
@Suite struct FanOutTests {
    static let locations = (1...8).map { "us-test\($0)" }
    static let joined = "j.projectsId = l.projectsId AND j.locationsId = l.locationId"
    static let jobs = "google.aiplatform.tuning_jobs j"
    static let places = "google.aiplatform.locations l"

    @Test(arguments: [
        "SELECT j.name FROM \(places) JOIN \(jobs) ON \(joined) WHERE l.projectsId = 'demo-project'",
        "SELECT j.name FROM \(places), \(jobs) WHERE \(joined) AND l.projectsId = 'demo-project'",
        "SELECT j.name FROM \(places) LEFT JOIN \(jobs) ON \(joined) "
            + "WHERE l.projectsId = 'demo-project'",
        "WITH p AS MATERIALIZED (SELECT * , projectsId FROM \(places) WHERE projectsId = 'demo-project') "
            + "SELECT j.name FROM p l JOIN \(jobs) ON \(joined)",
        "SELECT name FROM \(jobs) WHERE projectsId = 'demo-project' AND locationsId IN "
            + "(SELECT locationId FROM \(places) WHERE projectsId = 'demo-project')",
        "SELECT (SELECT count(*) FROM \(jobs) WHERE \(joined)) FROM \(places) "
            + "WHERE l.projectsId = 'demo-project'",
        "SELECT l.name FROM \(places) WHERE l.projectsId = 'demo-project' AND EXISTS "
            + "(SELECT 1 FROM \(jobs) WHERE \(joined) AND j.state = 'JOB_STATE_SUCCEEDED')",
        "SELECT j.state, count(*) FROM \(places) JOIN \(jobs) ON \(joined) "
            + "WHERE l.projectsId = 'demo-project' GROUP BY 1 ORDER BY 2",
        "SELECT * FROM v WHERE projectsId = 'demo-project'",
    ])
    func `the calls of an inner scan are made at the same time, each once`(
        _ sql: String
    ) async throws {
        let world = try World(jobsPerLocation: 5, locations: Self.locations) {
            MeetingTransport($0, count: 7) { request in
                request.path.hasSuffix("/tuningJobs") && !request.path.contains("us-test1/")
            }
        }
        _ = try await world.rows(
            "CREATE VIEW v AS SELECT l.projectsId, j.name FROM \(Self.places) "
                + "JOIN \(Self.jobs) ON \(Self.joined)"
        )
        _ = try await world.rows(sql)
        #expect(world.transport.count == 9)
        #expect(Set(world.transport.requests.map(\.path)).count == 9)
    }

    @Test func `rows of a table feed gets, each id once`() async throws {
        let world = try World(jobsPerLocation: 60)
        _ = try await world.rows(
            "CREATE TABLE a AS SELECT projectsId, locationsId, tuningJobsId FROM \(World.jobs) "
                + "WHERE projectsId = 'demo-project' AND locationsId IN ('us-central1', 'us-east1')"
        )
        world.transport.forget()
        let rows = try await world.rows(
            "SELECT b.name, b.state FROM a "
                + "JOIN google.aiplatform.tuning_jobs b ON b.projectsId = a.projectsId "
                + "AND b.locationsId = a.locationsId AND b.tuningJobsId = a.tuningJobsId"
        )
        #expect(rows.count == 120)
        #expect(world.transport.count == 120)
        #expect(Set(world.transport.requests.map(\.path)).count == 120)
        #expect(world.transport.mostInFlight <= 32)
    }

    @Test func `a LIMIT stops the scout as well`() async throws {
        let world = try World(jobsPerLocation: 100)
        let rows = try await world.rows(
            "SELECT b.name FROM google.aiplatform.tuning_jobs a "
                + "JOIN google.aiplatform.tuning_jobs b ON b.projectsId = a.projectsId "
                + "AND b.locationsId = a.locationsId AND b.tuningJobsId = a.tuningJobsId "
                + "WHERE a.projectsId = 'demo-project' AND a.locationsId = 'us-central1' LIMIT 3"
        )
        #expect(rows.count == 3)
        #expect(world.transport.count <= 12)
    }

    @Test func `a call that fails ends the statement, whoever made it`() async throws {
        let world = try World(jobsPerLocation: 5, locations: Self.locations)
        var faults = world.emulator.faults
        faults.inject(
            .answer(.init(status: 403, body: Array(#"{"error":{"message":"no"}}"#.utf8))),
            when: { _, request in request.url.contains("us-test6") }
        )
        world.emulator.faults = faults
        let error = await world.error(
            "SELECT count(*) FROM \(Self.places) JOIN \(Self.jobs) ON \(Self.joined) "
                + "WHERE l.projectsId = 'demo-project'"
        )
        #expect(error?.code == .api)
    }

    @Test func `local tables feed parameters too`() async throws {
        let world = try World(jobsPerLocation: 5, locations: Self.locations)
        _ = try await world.rows("CREATE TABLE wanted(place TEXT)")
        _ = try await world.rows(
            "INSERT INTO wanted VALUES ('us-test2'), ('us-test3'), ('us-test2')"
        )
        let rows = try await world.rows(
            "SELECT j.name FROM wanted JOIN \(Self.jobs) ON j.locationsId = wanted.place "
                + "AND j.projectsId = 'demo-project'"
        )
        #expect(rows.count == 15)
        #expect(world.transport.count == 2)
    }

    @Test func `values of a table function feed parameters`() async throws {
        let world = try World(jobsPerLocation: 5, locations: Self.locations)
        let rows = try await world.rows(
            "SELECT j.name FROM json_each('[\"us-test1\", \"us-test2\", \"us-test1\"]') l "
                + "JOIN \(Self.jobs) ON j.locationsId = l.value AND j.projectsId = 'demo-project'"
        )
        #expect(rows.count == 15)
        #expect(world.transport.count == 2)
    }

    @Test func `a list that three aggregates need is fetched once`() async throws {
        let world = try World()
        let rows = try await world.rows(
            "SELECT 'all', count(*) FROM google.aiplatform.tuning_jobs WHERE \(World.place) "
                + "UNION ALL SELECT 'states', count(DISTINCT state) "
                + "FROM google.aiplatform.tuning_jobs WHERE \(World.place) "
                + "UNION ALL SELECT 'models', count(DISTINCT baseModel) "
                + "FROM google.aiplatform.tuning_jobs WHERE \(World.place)"
        )
        #expect(rows.count == 3)
        #expect(world.transport.count == 1)
    }
}
