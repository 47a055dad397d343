import Testing
import TuneQL
import TuneQLEmulator

@Suite struct ReadingTests {
    static let seedColumns = """
        name, description, baseModel, createTime, encryptionSpec, endTime, error, experiment, \
        labels, startTime, state, supervisedTuningSpec, tunedModel, tunedModelDisplayName, \
        tuningDataStats, updateTime
        """

    @Test func `the seed page's SELECT lists every job, typed`() async throws {
        let world = try World()
        let results = try await world.session.run(
            "SELECT \(Self.seedColumns) FROM \(World.jobs) WHERE \(World.place)"
        )
        let kinds = Dictionary(
            uniqueKeysWithValues: results.columns.map { ($0.name, $0.kind) }
        )
        #expect(results.columns.count == 16)
        for name in ["createTime", "endTime", "startTime", "updateTime"] {
            #expect(kinds[name] == .timestamp)
        }
        for name in [
            "encryptionSpec", "error", "labels", "supervisedTuningSpec", "tunedModel",
            "tuningDataStats",
        ] { #expect(kinds[name] == .json) }
        for name in ["name", "description", "baseModel", "experiment", "state"] {
            #expect(kinds[name] == .any)
        }
        let rows = try await results.rows()
        #expect(rows.count == 13)
        for row in rows {
            guard case .text(let name) = row[0], case .text = row[3], case .text = row[10] else {
                Issue.record("\(row)")
                continue
            }
            #expect(name.contains("/locations/us-central1/tuningJobs/"))
            if case .text(let spec) = row[11] { Issue.record("not JSON: \(spec)") }
        }
        #expect(
            rows.contains {
                if case .json(let text) = $0[11] { text.hasPrefix("{") } else { false }
            }
        )
    }

    /// The ids of the first jobs of a location.
    private func ids(_ world: World, _ count: Int) async throws -> [String] {
        let rows = try await world.rows(
            "SELECT tuningJobsId FROM \(World.jobs) WHERE \(World.place) LIMIT \(count)"
        )
        world.transport.forget()
        return rows.compactMap { if case .text(let id) = $0[0] { id } else { nil } }
    }

    @Test func `who reads the rows of a page makes one request`() async throws {
        let world = try World(jobsPerLocation: 450)
        let results = try await world.session.run(
            "SELECT name FROM \(World.jobs) WHERE \(World.place)"
        )
        var rows = 0
        for try await _ in results {
            rows += 1
            if rows == 100 { #expect(world.transport.count == 1) }
            if rows == 200 { #expect(world.transport.count == 2) }
        }
        #expect(rows == 450)
        #expect(world.transport.count == 5)
    }

    @Test func `a job's id makes exactly one GET`() async throws {
        let world = try World()
        let id = try #require(try await ids(world, 1).first)
        let rows = try await world.rows(
            "SELECT tuningJobsId, state FROM \(World.jobs) WHERE \(World.place) AND tuningJobsId = ?",
            [.text(id)]
        )
        #expect(rows.map { $0[0] } == [.text(id)])
        #expect(world.transport.requests.map(\.method) == ["GET"])
        #expect(world.transport.requests.map(\.path).first?.hasSuffix("/tuningJobs/\(id)") == true)
        #expect(world.transport.requests.map(\.query["fields"]) == ["state,name"])
    }

    @Test func `ids in a list make one GET each, at the same time`() async throws {
        let world = try World(wrap: { MeetingTransport($0, count: 4) })
        let ids = try await Self.idsFromEmulator(world, 4)
        let list = ids.map { "'\($0)'" }.joined(separator: ", ")
        let rows = try await world.rows(
            "SELECT tuningJobsId FROM \(World.jobs) WHERE \(World.place) "
                + "AND tuningJobsId IN (\(list), NULL, '\(ids[0])')"
        )
        #expect(Set(rows.map { $0[0] }) == Set(ids.map { .text($0) }))
        #expect(rows.count == 4)
        #expect(world.transport.count == 4)
        #expect(world.transport.mostInFlight == 4)
    }

    static func idsFromEmulator(_ world: World, _ count: Int) async throws -> [String] {
        let session = try World.session(EmulatorTransport(emulator: world.emulator))
        let rows = try await session.rows(
            "SELECT tuningJobsId FROM \(World.jobs) WHERE \(World.place) LIMIT \(count)"
        )
        return rows.compactMap { if case .text(let id) = $0[0] { id } else { nil } }
    }

    @Test func `a job that does not exist gives no row`() async throws {
        let world = try World()
        let rows = try await world.rows(
            "SELECT * FROM \(World.jobs) WHERE \(World.place) AND tuningJobsId IN ('1', '2')"
        )
        #expect(rows.isEmpty)
        #expect(world.transport.count == 2)
    }

    @Test func `a project that does not exist is an error of the service`() async throws {
        let world = try World()
        for condition in ["", " AND tuningJobsId = '1'"] {
            let error = await world.error(
                "SELECT name FROM \(World.jobs) "
                    + "WHERE projectsId = 'nope' AND locationsId = 'us-central1'" + condition
            )
            #expect(error?.code == .api)
            #expect(error?.message.contains("PERMISSION_DENIED") == true)
            #expect(error?.help != nil)
        }
    }

    @Test(arguments: [
        "projectsId = NULL AND locationsId = 'us-central1'",
        "projectsId IS NULL AND locationsId = 'us-central1' AND projectsId = 'demo-project'",
        "projectsId = 'demo-project' AND locationsId = :none",
        "projectsId IN (NULL) AND locationsId = 'us-central1'",
        "projectsId = 'demo-project' AND locationsId IS :none",
        "name = NULL", "name IN (SELECT NULL)",
    ])
    func `NULL for a parameter makes no request and gives no row`(_ condition: String) async throws
    {
        let world = try World()
        let rows = try await world.rows(
            "SELECT name FROM \(World.jobs) WHERE \(condition)",
            ["none": .null]
        )
        #expect(rows.isEmpty)
        #expect(world.transport.count == 0)
    }

    @Test func `a full name alone is a get, with the project's id and with its number`()
        async throws
    {
        let world = try World()
        let id = try #require(try await ids(world, 1).first)
        let name = try await world.value(
            "SELECT name FROM \(World.jobs) WHERE \(World.place) AND tuningJobsId = '\(id)'"
        )
        guard case .text(let number) = name else {
            Issue.record("\(name)")
            return
        }
        world.transport.forget()
        let byID = "projects/demo-project/locations/us-central1/tuningJobs/\(id)"
        for spelling in [number, byID] {
            let rows = try await world.rows(
                "SELECT name, locationsId, tuningJobsId FROM \(World.jobs) WHERE name = ?",
                [.text(spelling)]
            )
            #expect(rows == [[name, "us-central1", .text(id)]])
        }
        #expect(world.transport.requests.map { $0.path } == [number, byID].map { "v1/\($0)" })
    }

    @Test func `a name that is no job's name is an error`() async throws {
        let world = try World()
        let error = await world.error("SELECT * FROM \(World.jobs) WHERE name = 'my-job'")
        #expect(error?.code == .invalidValue)
        #expect(error?.message == "'my-job' is not the name of one of tuning_jobs")
        #expect(world.transport.count == 0)
    }

    @Test func `a parameter that the service knows filters there`() async throws {
        let world = try World()
        let rows = try await world.rows(
            "SELECT state FROM \(World.jobs) WHERE \(World.place) "
                + "AND filter = 'state=\"JOB_STATE_SUCCEEDED\"'"
        )
        #expect(Set(rows) == [["JOB_STATE_SUCCEEDED"]])
        #expect(world.transport.requests.first?.query["filter"] == "state=\"JOB_STATE_SUCCEEDED\"")
    }

    @Test func `a page size of the statement's own is the one that is asked for`() async throws {
        let world = try World()
        let rows = try await world.rows(
            "SELECT name, pageSize FROM \(World.jobs) WHERE \(World.place) AND pageSize = 5"
        )
        #expect(rows.count == 13)
        #expect(rows.allSatisfy { $0[1] == 5 })
        #expect(world.transport.requests.map(\.query["pageSize"]) == ["5", "5", "5"])
    }
}
