import TuneQL
import TuneQLEmulator

/// The same rows behind three sessions: fetched with all push-down, with none, and in plain tables.
struct OracleWorld {
    static let locations = "google.aiplatform.locations"

    let pushing: Session
    let fetching: Session
    let plain: Session
    let literals: [String: [String]]

    init(_ shape: PageShape, jobsPerLocation: Int) async throws {
        let world = try World(jobsPerLocation: jobsPerLocation)
        let tables = try await PlainTables(of: world, locations: World.locations)
        let transport = ShapingTransport(EmulatorTransport(emulator: world.emulator), shape)
        literals = tables.literals
        plain = tables.session
        pushing = try World.session(transport)
        fetching = try World.session(transport)
        _ = try await fetching.rows("SET pushdown = 'off'")
        for session in [pushing, fetching, plain] {
            for statement in locals { _ = try await session.rows(text(statement, for: session)) }
        }
    }

    /// The statement over the tables that a session has: `%t` are jobs, `%l` locations.
    func text(_ sql: String, for session: Session) -> String {
        let isPlain = session === plain
        return sql.replacing("%t", with: isPlain ? PlainTables.jobs : World.jobs)
            .replacing("%l", with: isPlain ? PlainTables.locations : Self.locations)
    }

    /// Views, and a local table of places with NULLs and duplicates.
    private var locals: [String] {
        let jobs = (literals["tuningJobsId"] ?? []).prefix(6)
        let places =
            [
                "('demo-project', 'us-central1', NULL)", "('demo-project', 'us-central1', 'x')",
                "('other-project', 'us-east1', NULL)", "('demo-project', NULL, '1')",
                "(NULL, 'us-east1', NULL)", "(NULL, NULL, NULL)",
            ]
            + jobs.flatMap { job in
                ["us-central1", "us-east1"].map { "('demo-project', '\($0)', \(job))" }
            }
        return [
            "CREATE TABLE picks (p TEXT, l TEXT, j TEXT)",
            "INSERT INTO picks VALUES \(places.joined(separator: ", "))",
            """
            CREATE VIEW every_job AS
            SELECT *, projectsId, locationsId, tuningJobsId FROM %t
            """,
            "CREATE VIEW described_job AS SELECT * FROM every_job WHERE description IS NOT NULL",
            """
            CREATE VIEW placed_job AS
            SELECT l.displayName AS city, l.projectsId AS p, l.locationId AS l,
                   j.name, j.state, j.createTime, j.description
            FROM %l l JOIN %t j ON j.projectsId = l.projectsId AND j.locationsId = l.locationId
            """,
            """
            CREATE VIEW coast AS
            SELECT name, state, createTime, locationsId FROM %t
            WHERE projectsId = 'demo-project' AND locationsId = 'us-east1'
            UNION ALL
            SELECT name, state, createTime, locationsId FROM %t
            WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
            """,
        ]
    }
}
