import Testing
import TuneQL

/// A subquery that stands for one value has one row, where something is written.
@Suite struct SingleRowTests {
    private static let many = "(SELECT tuningJobsId FROM %t WHERE %w)"
    private static let message = "the subquery has more than one row, where one value is expected"
    private static let place = "@projectsId = 'demo-project', @locationsId = 'us-central1'"

    @Test(arguments: [
        "EXEC %t.cancel \(place), @tuningJobsId = \(many)",
        "EXEC %t.cancel \(place), @tuningJobsId = lower('x' || \(many))",
        "EXEC %t.cancel \(place), @tuningJobsId = (SELECT max(n) FROM (SELECT \(many) AS n))",
        "EXEC %t.cancel @projectsId = (VALUES ('demo-project'), ('b')), @locationsId = 'us-central1', "
            + "@tuningJobsId = '1'",
        "EXEC %t.create \(place), @@json = (SELECT '{}' UNION ALL SELECT '{}')",
        "EXEC %t.create \(place), @@json = json_object('baseModel', (SELECT 'a' UNION SELECT 'b'))",
        "INSERT INTO %t (projectsId, locationsId, baseModel) VALUES ('demo-project', 'us-central1', "
            + "(SELECT 'a' UNION SELECT 'b'))",
        "INSERT INTO %t (projectsId, locationsId, baseModel) SELECT 'demo-project', 'us-central1', "
            + "(SELECT baseModel FROM %t WHERE %w)",
        "SELECT * FROM (EXEC %t.get \(place), @tuningJobsId = \(many))",
    ])
    func `a second row is refused before anything is written`(_ sql: String) async throws {
        let world = try World()
        let error = try #require(await world.error(World.filled(sql)))
        #expect(error.code == .invalidValue)
        #expect(error.message == Self.message)
        #expect(!world.transport.requests.contains { $0.method == "POST" })
        #expect(world.transport.count <= 1)
    }

    @Test func `one row, or none, is taken as it is`() async throws {
        let world = try World(jobsPerLocation: 3)
        for query in [
            "\(Self.many.dropLast()) LIMIT 1)", "(SELECT max(tuningJobsId) FROM %t WHERE %w)",
        ] {
            world.transport.forget()
            let sql = "EXEC %t.get \(Self.place), @tuningJobsId = \(query)"
            #expect(try await world.rows(World.filled(sql)).count == 1)
            #expect(world.transport.count == 2)
        }
        let name = try await world.value(World.filled("SELECT max(tuningJobsId) FROM %t WHERE %w"))
        world.transport.forget()
        let rows = try await world.rows(
            World.filled(
                "EXEC %t.get \(Self.place), @tuningJobsId = (SELECT tuningJobsId FROM %t WHERE %w AND "
                    + "tuningJobsId = :id)"
            ),
            ["id": name]
        )
        #expect(rows.count == 1)
        #expect(world.transport.count == 2)
        let error = await world.error(
            World.filled(
                "EXEC %t.get \(Self.place), @tuningJobsId = (SELECT name FROM %t WHERE %w AND state = 'x')"
            )
        )
        #expect(error?.message == "'tuningJobsId' is NULL")
    }
}
