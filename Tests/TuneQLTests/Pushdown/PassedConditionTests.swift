import Testing
import TuneQL

/// Statements whose conditions SQLite does not pass on: they answer what plain tables answer.
@Suite struct PassedConditionTests {
    private static let everything = """
        CREATE TEMP TABLE plain AS SELECT projectsId, locationsId, tuningJobsId, * FROM %t
        WHERE projectsId IN ('demo-project', 'other-project')
            AND locationsId IN ('us-central1', 'us-east1', 'europe-west1')
        """

    @Test(arguments: QueryForms.bodies)
    func `queries of all forms answer what plain tables answer`(_ body: String) async throws {
        let world = try World(jobsPerLocation: 3)
        _ = try await world.rows(World.filled(Self.everything))
        var plain: [[String]] = []
        for reader in QueryForms.readers {
            plain.append(try await rows(of: reader, .subquery, body, "plain", world))
        }
        for place in QueryForms.Place.allCases {
            for definition in ["DROP VIEW IF EXISTS v", "DROP VIEW IF EXISTS inside"]
                + place.definitions(body)
            { _ = try await world.rows(World.filled(definition)) }
            for (reader, plain) in zip(QueryForms.readers, plain) {
                let live = try await rows(of: reader, place, body, World.jobs, world)
                #expect(live == plain, "\(place): \(reader)")
            }
        }
    }

    private func rows(
        of reader: String,
        _ place: QueryForms.Place,
        _ body: String,
        _ table: String,
        _ world: World
    ) async throws -> [String] {
        let sql = QueryForms.filled(reader, place, body).replacing("%t", with: table)
        return try await world.rows(sql).map { "\($0)" }.sorted()
    }

    private static let constants = "(SELECT 'JOB_STATE_SUCCEEDED' AS st) AS l"

    @Test(
        arguments: [
            "SELECT l.st, x.name FROM \(constants) LEFT JOIN %t x ON x.state = l.st WHERE %x",
            "SELECT l.st, x.name, x.projectsId FROM \(constants) RIGHT JOIN %t x ON x.state = l.st WHERE %x",
            "SELECT l.st, x.name FROM %t x RIGHT JOIN \(constants) ON x.state = l.st AND %x",
            "SELECT l.st, x.name FROM \(constants) FULL JOIN %t x ON x.state = l.st WHERE %x",
            "SELECT l.st, x.name, y.state FROM \(constants) FULL JOIN %t x ON x.state = l.st LEFT JOIN %t y ON y.name = x.name AND y.projectsId = x.projectsId AND y.locationsId = x.locationsId WHERE %x",
            "SELECT x.name, count(*) OVER () FROM \(constants) RIGHT JOIN %t x ON true WHERE %x AND x.state > 'JOB_STATE_P'",
        ])
    func `outer joins of tables answer what plain tables answer`(_ sql: String) async throws {
        let world = try World()
        _ = try await world.rows(World.filled(Self.everything))
        let sql = QueryForms.filled(sql, .view, "")
        let live = try await world.rows(sql.replacing("%t", with: World.jobs))
        let plain = try await world.rows(sql.replacing("%t", with: "plain"))
        #expect(!live.isEmpty)
        #expect(live.map { "\($0)" }.sorted() == plain.map { "\($0)" }.sorted())
    }

    private func chain(_ length: Int) -> String {
        var tables = ["t0 AS (SELECT name, state, projectsId, locationsId FROM %t)"]
        for number in 1...length {
            tables.append(
                """
                t\(number) AS (
                    SELECT a.name, a.projectsId, a.locationsId
                    FROM t\(number - 1) AS a FULL JOIN (SELECT 'x' AS x) AS b ON a.name = b.x
                )
                """
            )
        }
        let with = "WITH \(tables.joined(separator: ", "))"
        return World.filled("\(with) SELECT name FROM t\(length) WHERE %w")
    }

    @Test func `conditions reach the first of twelve common tables by FULL JOIN`() async throws {
        let world = try World()
        let jobs = try await world.rows(World.filled("SELECT name FROM %t WHERE %w"))
        #expect(!jobs.isEmpty)
        #expect(try await world.rows(chain(12)) == jobs)
    }

    @Test func `a long chain of common tables by FULL JOIN is given up`() async throws {
        let error = await (try World()).error(chain(30))
        #expect(error?.code == .missingParameter)
    }

    @Test func `a star shows no more columns than before`() async throws {
        let world = try World()
        let rest =
            "RIGHT JOIN %t AS x ON x.state = l.st WHERE \(World.place.replacing("projectsId", with: "x.projectsId"))"
        let whole = try await world.session.run(
            World.filled("SELECT * FROM \(Self.constants) \(rest)")
        )
        let jobs = try await world.session.run(World.filled("SELECT * FROM %t WHERE %w"))
        #expect(whole.columns.map(\.name) == ["st"] + jobs.columns.map(\.name))
        let part = try await world.session.run(
            World.filled("SELECT x.*, l.st FROM \(Self.constants) \(rest)")
        )
        #expect(part.columns.map(\.name) == jobs.columns.map(\.name) + ["st"])
    }

    @Test(
        arguments: [
            "SELECT l.st, x.name FROM \(constants) RIGHT JOIN %t x ON x.state = l.st AND %x",
            "SELECT l.st, x.name FROM \(constants) FULL JOIN %t x ON x.state = l.st AND %x",
        ])
    func `rows that an outer join keeps want conditions of their own`(_ sql: String) async throws {
        let world = try World()
        let sql = QueryForms.filled(sql, .view, "").replacing("%t", with: World.jobs)
        let error = try #require(await world.error(sql))
        #expect(error.code == .missingParameter)
        #expect(
            error.message
                == "the conditions on projectsId, locationsId do not reach tuning_jobs here"
        )
        #expect(
            error.help
                == "read it in a query that has them, as in (SELECT … FROM google.aiplatform.tuning_jobs WHERE projectsId = '…' AND locationsId = '…')"
        )
        #expect(world.transport.count == 0)
    }

    @Test(
        arguments: [
            "SELECT count(*) FROM v WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'",
            "SELECT count(*) FROM (SELECT * FROM v LIMIT 5) WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'",
        ])
    func `conditions are not passed into a LIMIT`(_ sql: String) async throws {
        let world = try World()
        _ = try await world.rows(
            World.filled("CREATE VIEW v AS SELECT projectsId, locationsId FROM %t LIMIT 3")
        )
        #expect(await world.error(sql)?.code == .missingParameter)
        #expect(world.transport.count == 0)
    }

    @Test func `variables are passed on with their values`() async throws {
        let world = try World()
        let union =
            "SELECT projectsId, locationsId, state FROM %t UNION SELECT projectsId, locationsId, name FROM %t"
        let sql = "SELECT count(*) > 0, ? FROM (\(union)) WHERE projectsId = ? AND locationsId = ?"
        let rows = try await world.rows(
            World.filled(sql),
            [.text("a"), .text("demo-project"), .text("us-east1")]
        )
        #expect(rows == [[.integer(1), .text("a")]])
    }

    @Test func `EXPLAIN and copies pass conditions on as well`() async throws {
        let world = try World()
        let query =
            "SELECT x.state FROM (SELECT 1 AS n) LEFT JOIN %t AS x ON x.state > '' WHERE x.projectsId = 'demo-project' AND x.locationsId = 'us-east1'"
        let steps = try await world.rows(World.filled("EXPLAIN \(query)"))
        #expect(steps.map { $0[2] } == [.text("list")])
        #expect(world.transport.count == 0)
        _ = try await world.rows(World.filled("CREATE TABLE k AS \(query)"))
        #expect(try await world.rows("SELECT count(*) FROM k") == [[.integer(13)]])
    }

    @Test func `an error of a call is shown at the table that the user wrote`() async throws {
        let world = try World()
        let sql = World.filled(
            "SELECT x.state FROM (SELECT 1 AS n) LEFT JOIN %t AS x ON 1 WHERE x.projectsId = 'demo-project' AND x.locationsId = 'nowhere'"
        )
        let error = try #require(await world.error(sql))
        let range = try #require(error.range)
        #expect(String(decoding: Array(sql.utf8)[range], as: UTF8.self) == World.jobs)
    }

    @Test func `a write that lacks its own parameters is told what it lacks`() async throws {
        let world = try World()
        let error = await world.error(
            World.filled("INSERT INTO %t (baseModel) SELECT baseModel FROM %t WHERE %w LIMIT 1")
        )
        #expect(error?.code == .missingParameter)
        #expect(error?.message.contains("do not reach") == false)
    }
}
