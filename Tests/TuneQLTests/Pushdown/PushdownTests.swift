import Testing
import TuneQL

@Suite struct PushdownTests {
    @Test(
        arguments: [
            ("SELECT name, state", "", "tuningJobs(name,state),nextPageToken"),
            ("SELECT state, count(*)", "GROUP BY state", "tuningJobs(state),nextPageToken"),
            ("SELECT count(*)", "", "tuningJobs(name),nextPageToken"),
            ("SELECT projectsId", "", "tuningJobs(name),nextPageToken"),
            ("SELECT tuningJobsId", "", "tuningJobs(name),nextPageToken"),
            (
                "SELECT state", "AND baseModel LIKE '%pro%'",
                "tuningJobs(baseModel,state),nextPageToken"
            ),
            ("SELECT state", "ORDER BY createTime", "tuningJobs(createTime,state),nextPageToken"),
            (
                "SELECT labels ->> 'team'", "AND (error IS NULL OR state = 'x')",
                "tuningJobs(name,state,error,labels),nextPageToken"
            ),
            ("SELECT 1", "", "tuningJobs(name),nextPageToken"),
            ("SELECT *", "", nil),
        ] as [(String, String, String?)]
    )
    func `the mask holds the columns that are used`(
        _ select: String,
        _ rest: String,
        _ mask: String?
    ) async throws {
        let world = try World()
        _ = try await world.rows("\(select) FROM \(World.jobs) WHERE \(World.place) \(rest)")
        #expect(world.transport.requests.map { sorted($0.query["fields"]) } == [sorted(mask)])
        #expect(world.transport.requests.first?.query["prettyPrint"] == "false")
    }

    /// The mask with its columns in the order of the alphabet.
    private func sorted(_ mask: String?) -> String? {
        mask?.split(whereSeparator: { "(),".contains($0) }).sorted().joined(separator: ",")
    }

    @Test(
        arguments: [
            ("LIMIT 10", ["10"], 10),
            ("LIMIT 10 OFFSET 5", ["15"], 10),
            ("LIMIT 0", [], 0),
            ("LIMIT 1000", ["100", "100", "100"], 250),
            ("LIMIT 3 OFFSET 240", ["100", "100", "100"], 3),
            ("AND description LIKE '%e%' LIMIT 2", ["100"], 2),
            ("AND length(name) > 3 LIMIT 2", ["100"], 2),
            ("AND state <> 'x' LIMIT 2", ["100"], 2),
            ("ORDER BY createTime LIMIT 2", ["100", "100", "100"], 2),
            ("LIMIT -1", ["100", "100", "100"], 250),
            ("LIMIT :three", ["3"], 3),
            ("", ["100", "100", "100"], 250),
        ] as [(String, [String], Int)]
    )
    func `a limit makes pages small only where no row can be lost`(
        _ rest: String,
        _ sizes: [String],
        _ count: Int
    ) async throws {
        let world = try World(jobsPerLocation: 250)
        let rows = try await world.rows(
            "SELECT name FROM \(World.jobs) WHERE \(World.place) \(rest)",
            ["three": 3]
        )
        #expect(rows.count == count)
        #expect(Set(rows).count == count)
        #expect(world.transport.requests.map { $0.query["pageSize"] ?? "" } == sizes)
    }

    @Test(arguments: [
        "SELECT DISTINCT state FROM %t WHERE %w LIMIT 2",
        "SELECT state, count(*) FROM %t WHERE %w GROUP BY state ORDER BY state LIMIT 2",
        "SELECT row_number() OVER (ORDER BY name) FROM %t WHERE %w ORDER BY 1 LIMIT 2",
    ])
    func `a limit over groups, distinct rows and windows is no page size`(_ sql: String)
        async throws
    {
        let world = try World(jobsPerLocation: 250)
        let rows = try await world.rows(World.filled(sql))
        #expect(rows.count == 2)
        #expect(world.transport.requests.allSatisfy { $0.query["pageSize"] == "100" })
    }

    @Test func `a limit of ten of many jobs is one request`() async throws {
        let world = try World(jobsPerLocation: 10_000)
        let rows = try await world.rows(
            "SELECT * FROM \(World.jobs) WHERE \(World.place) LIMIT 10"
        )
        #expect(rows.count == 10)
        #expect(world.transport.count == 1)
    }

    @Test func `locations in a list are read at the same time`() async throws {
        let world = try World(wrap: { MeetingTransport($0, count: 3) })
        let rows = try await world.rows(
            "SELECT locationsId, count(*) FROM \(World.jobs) WHERE projectsId = 'demo-project' "
                + "AND locationsId IN ('us-central1', 'us-east1', 'europe-west1') GROUP BY 1 ORDER BY 1"
        )
        #expect(rows == [["europe-west1", 13], ["us-central1", 13], ["us-east1", 13]])
        #expect(world.transport.count == 3)
    }

    @Test func `more values than calls at a time are all read`() async throws {
        let locations = (1...50).map { "location\($0)" }
        let world = try World(jobsPerLocation: 5, locations: locations, maximumPageSize: 2)
        let list = locations.map { "'\($0)'" }.joined(separator: ", ")
        let rows = try await world.rows(
            "SELECT name FROM \(World.jobs) WHERE projectsId = 'demo-project' AND locationsId IN (\(list))"
        )
        #expect(Set(rows).count == 250)
        #expect(world.transport.mostInFlight <= 32)
    }

    @Test func `without push-down the rows are the same`() async throws {
        let sql = """
            SELECT tuningJobsId, state FROM \(World.jobs) WHERE projectsId = 'demo-project' \
            AND locationsId IN ('us-central1', 'us-east1') ORDER BY createTime DESC LIMIT 5
            """
        let world = try World()
        let rows = try await world.rows(sql)
        world.transport.forget()
        _ = try await world.rows("SET pushdown = 'off'")
        #expect(try await world.rows(sql) == rows)
        #expect(world.transport.requests.allSatisfy { $0.query["fields"] == nil })
        #expect(world.transport.mostInFlight == 1)
    }
}
