import Testing
import TuneQL

/// Conditions on parameters that the request does not carry.
@Suite struct UnsentParameterTests {
    @Test(
        arguments: [
            "filter LIKE 'x%'", "pageSize > 1", "filter <> 'x'", "filter IS NOT NULL",
            "lower(filter) = 'x'", "filter || '' = 'x'", "filter GLOB 'y*'",
            "pageSize BETWEEN 1 AND 5", "tuning_jobs.filter LIKE 'x%'",
            "state = 'x' AND length(filter) > 1", "(filter LIKE 'a' OR filter LIKE 'b')",
        ])
    func `they are refused`(_ condition: String) async throws {
        let world = try World()
        let sql = "SELECT name FROM %t WHERE %w AND \(condition)"
        let error = try #require(await world.error(World.filled(sql)))
        let name = condition.contains("pageSize") ? "pageSize" : "filter"
        #expect(error.code == .invalidValue)
        #expect(
            error.message
                == "\(name) is not a column of the rows, and the statement sends no value for it"
        )
        #expect(
            error.help
                == "\(name) = '…' sends one; other conditions are for columns, which DESCRIBE google.aiplatform.tuning_jobs lists"
        )
        #expect(world.transport.count == 0)
    }

    @Test(
        arguments: [
            "JOIN %t b ON b.filter LIKE 'x' AND b.projectsId = a.projectsId AND b.locationsId = a.locationsId WHERE a.projectsId = 'demo-project' AND a.locationsId = 'us-central1'",
            "WHERE %w GROUP BY filter HAVING filter > ''",
        ])
    func `in joins and behind groups too`(_ rest: String) async throws {
        let world = try World()
        let error = await world.error(World.filled("SELECT count(*) FROM %t a \(rest)"))
        #expect(error?.code == .invalidValue)
        #expect(world.transport.count == 0)
    }

    @Test func `behind a view too`() async throws {
        let world = try World()
        _ = try await world.rows(
            World.filled("CREATE VIEW v AS SELECT projectsId, locationsId, filter, name FROM %t")
        )
        let error = await world.error(World.filled("SELECT name FROM v WHERE %w AND filter > 'x'"))
        #expect(error?.code == .invalidValue)
        #expect(world.transport.count == 0)
    }

    @Test(
        arguments: [
            ("filter IS NULL", 13), ("filter = '' AND filter NOT LIKE 's%'", 13),
            ("filter IN ('') AND filter <> ''", 0), ("tuningJobsId LIKE '%'", 13),
            ("projectsId LIKE 'demo%' AND locationsId > 'a'", 13),
        ] as [(String, Int)]
    )
    func `what has a value may be compared`(_ condition: String, _ count: Int) async throws {
        let world = try World()
        let sql = World.filled("SELECT name, filter FROM %t WHERE %w AND \(condition)")
        #expect(try await world.rows(sql).count == count)
    }
}
