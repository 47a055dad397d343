import Testing
import TuneQL
import TuneQLEmulator

/// Rows that are asked for by their names, of which each has two: with the project's id and number.
@Suite struct RowNameTests {
    /// `%i` stands for a job's name with the project's id, `%n` for its name as the service spells
    /// it, `%p` for the project's number, `%j` for its own id.
    private static let meant = [
        "name = '%i'",
        "name = '%n'",
        "name IS '%i'",
        "name = '%i' AND projectsId = 'demo-project'",
        "name = '%n' AND projectsId = 'demo-project'",
        "name IS '%i' AND projectsId = 'demo-project'",
        "name = '%i' AND %w",
        "name = '%i' AND %w AND tuningJobsId = '%j'",
        "name = '%n' AND %w AND tuningJobsId = '%j'",
        "name = '%n' AND projectsId = '%p' AND locationsId = 'us-central1'",
        "name = '%i' AND locationsId = 'us-central1'",
        "name = '%i' AND tuningJobsId = '%j'",
        "name = '%i' AND tuningJobsId = '%j' AND locationsId = 'us-central1'",
        "name IN ('%i', '%n')",
        "name IN ('%n', '%i')",
        "name IN ('%i', '%n') AND projectsId = 'demo-project'",
        "name IN ('%i', 'nonsense') AND projectsId IN ('demo-project', 'other-project')",
        "name IN ('%i', '%n') AND %w AND tuningJobsId IN ('%j', '1')",
        "name = '%i' OR name = '%n'",
        "(name = '%i' AND projectsId = 'demo-project') OR (name = '%n' AND %w)",
        "(name = '%i' AND %w AND tuningJobsId = '%j') OR (%w AND tuningJobsId = '%j')",
        "name = '%i' AND name = '%i'",
        "name = '%i' AND name = '%i' AND projectsId = 'demo-project'",
        "name = '%i' AND name IN ('%i', '%n')",
        "name = '%i' AND projectsId = 'demo-project' AND state IS NOT NULL",
        "'%i' = name AND 'demo-project' = projectsId LIMIT 1",
    ]
    private static let notMeant = [
        "name = '%i' AND projectsId = 'other-project'",
        "name = '%n' AND projectsId = 'other-project'",
        "name = '%i' AND projectsId = 'other-project' AND locationsId = 'us-central1' "
            + "AND tuningJobsId = '%j'",
        "name = '%i' AND projectsId = 'demo-project' AND locationsId = 'us-east1'",
        "name = '%i' AND tuningJobsId = '1'",
        "name = '%i' AND %w AND tuningJobsId = '1'",
        "name = 'nonsense' AND %w AND tuningJobsId = '%j'",
        "name = '%i' AND name = 'nonsense'",
        "name = '%i' AND name = 'nonsense' AND %w AND tuningJobsId = '%j'",
        "name = NULL AND %w AND tuningJobsId = '%j'",
        "name IS NULL AND %w AND tuningJobsId = '%j'",
        "name IN ('%i') AND projectsId IN ('other-project', NULL)",
    ]

    private let world: World
    private let name: String
    private let id: String
    private let project: String

    init() async throws {
        world = try World()
        let rows = try await world.rows(
            World.filled("SELECT name, tuningJobsId FROM %t WHERE %w LIMIT 1")
        )
        guard case .text(let name)? = rows.first?[0], case .text(let id)? = rows.first?[1] else {
            throw QueryError(.sql, "no job: \(rows)")
        }
        (self.name, self.id) = (name, id)
        project = String(name.split(separator: "/")[1])
    }

    private func filled(_ sql: String) -> String {
        World.filled(sql)
            .replacing("%i", with: name.replacing(project, with: "demo-project"))
            .replacing("%n", with: name)
            .replacing("%p", with: project)
            .replacing("%j", with: id)
    }

    /// The rows with push-down and without, which are the same.
    private func rows(_ sql: String) async throws -> [[Value]] {
        let rows = try await world.rows(filled(sql))
        _ = try await world.rows("SET pushdown = off")
        #expect(try await world.rows(filled(sql)) == rows)
        return rows
    }

    @Test(arguments: meant)
    func `a name finds its row however the service spells it`(_ condition: String) async throws {
        #expect(try await rows("SELECT name FROM %t WHERE \(condition)") == [[.text(name)]])
    }

    @Test(arguments: meant)
    func `rows are found by names that nobody reads`(_ condition: String) async throws {
        let rows = try await rows("SELECT tuningJobsId, state FROM %t WHERE \(condition)")
        #expect(rows.map { $0[0] } == [.text(id)])
    }

    @Test(arguments: notMeant)
    func `a name that contradicts the parameters finds nothing`(_ condition: String)
        async throws
    {
        #expect(try await rows("SELECT name FROM %t WHERE \(condition)") == [])
    }

    @Test(
        arguments: [
            "(SELECT '%i' AS n, 'demo-project' AS p) l JOIN %t j ON j.name = l.n "
                + "AND j.projectsId = l.p",
            "(SELECT '%i' AS n) l JOIN %t j ON j.name = l.n AND j.projectsId = 'demo-project'",
            "(SELECT '%i' AS n) l LEFT JOIN %t j ON j.name = l.n "
                + "AND j.projectsId = 'demo-project' AND j.locationsId = 'us-central1'",
            "%t k JOIN %t j ON j.name = k.name AND j.projectsId = k.projectsId "
                + "WHERE k.name = '%i' AND k.projectsId = 'demo-project'",
            "%t k JOIN %t j ON j.name = k.name AND j.projectsId = k.projectsId "
                + "WHERE k.projectsId = 'demo-project' AND k.locationsId = 'us-central1' "
                + "AND k.tuningJobsId = '%j'",
            "%t j WHERE j.name IN (SELECT '%i') AND j.projectsId = 'demo-project'",
            "(SELECT name FROM %t WHERE name = '%i' AND projectsId = 'demo-project') j",
        ]
    )
    func `joins and subqueries find the row`(_ source: String) async throws {
        #expect(try await rows("SELECT j.name FROM \(source)") == [[.text(name)]])
    }

    @Test func `the columns hold what the service sent and what was given`() async throws {
        let sql =
            "SELECT name, projectsId FROM %t WHERE name = '%i' AND projectsId = 'demo-project'"
        #expect(try await rows(sql) == [[.text(name), "demo-project"]])
    }

    @Test func `two spellings of a name beside the parameters are one call`() async throws {
        let before = world.transport.count
        let sql = "SELECT name FROM %t WHERE name IN ('%i', '%n') AND projectsId = 'demo-project'"
        #expect(try await world.rows(filled(sql)).count == 1)
        #expect(world.transport.count == before + 1)
    }
}
