import Testing
import TuneQL

/// Conditions on the project that hold outside of the query that reads the jobs.
@Suite struct HiddenConditionTests {
    /// `%n` stands for a job's name, which spells the project by its number.
    @Test(arguments: [
        "SELECT j.name FROM (SELECT 'demo-project' AS p) l LEFT JOIN every j "
            + "ON j.projectsId = l.p AND j.name = '%n'",
        "SELECT j.name FROM (SELECT 'demo-project' AS p) l LEFT JOIN "
            + "(SELECT *, projectsId FROM %t) j ON j.projectsId = l.p AND j.name IN ('%n')",
        "WITH j AS MATERIALIZED (SELECT name, projectsId FROM %t WHERE name = '%n') "
            + "SELECT name FROM j WHERE projectsId = 'demo-project'",
    ])
    func `a project's number in a name hides no row`(_ sql: String) async throws {
        let world = try World()
        _ = try await world.rows(
            World.filled("CREATE VIEW every AS SELECT *, projectsId FROM %t")
        )
        let name = try await world.value(World.filled("SELECT name FROM %t WHERE %w LIMIT 1"))
        guard case .text(let name) = name else {
            Issue.record("the name is \(name)")
            return
        }
        let statement = World.filled(sql).replacing("%n", with: name)
        do {
            let rows = try await world.rows(statement)
            #expect(rows == [[.text(name)]])
        } catch let error as QueryError {
            #expect(error.code == .missingParameter)
        }
    }

    @Test func `a name alone suffices where nobody reads the project`() async throws {
        let world = try World()
        let name = try await world.value(World.filled("SELECT name FROM %t WHERE %w LIMIT 1"))
        let sql = World.filled(
            "SELECT j.name FROM (SELECT ? AS n) l LEFT JOIN %t j ON j.name = l.n"
        )
        let bindings = Bindings(positional: [name], named: [:])
        #expect(try await world.rows(sql, bindings) == [[name]])
    }
}
