import TuneQL
import TuneQLEmulator
import TuneQLRegistry

/// A program with TuneQL inside.
///
/// The emulator answers, so it needs no account and no network.
@main
enum Embed {
    static func main() async throws {
        let emulator = Emulator(configuration: Emulator.Configuration(jobs: 400))
        var configuration = Engine.Configuration(transport: EmulatorTransport(emulator: emulator))
        configuration.authentication = #"{"google": {"type": "null_auth"}}"#
        let session = try Engine(configuration).makeSession()

        try await printLatestJobs(session)
        try await printDurations(session)
        try await leaveEarly(session)
        await cancel(session)
        await printError(session)
        try await printTables(of: "provider")
    }

    /// Values go in as variables and come out with their types.
    static func printLatestJobs(_ session: Session) async throws {
        let jobs = try await session.run(
            """
            SELECT tunedModelDisplayName AS model, state, labels,
                tuningDataStats ->> '$.supervisedTuningDataStats.tuningStepCount' + 0 AS steps
            FROM google.aiplatform.tuning_jobs
            WHERE projectsId = :project AND locationsId = :location
            ORDER BY createTime DESC LIMIT 5
            """,
            ["project": "demo-project", "location": "us-central1"]
        )
        for try await row in jobs {
            let steps = row.integer("steps").map { "\($0) steps" } ?? "no statistics"
            print(row.string("model") ?? "(no name)", row.string("state") ?? "", steps)
        }
    }

    /// The members of a type are the columns of their names.
    struct Run: Decodable {
        var model: String?
        var createTime: Instant
        var endTime: Instant?
        var labels: [String: String]?
    }

    /// Rows become values of a type.
    static func printDurations(_ session: Session) async throws {
        let runs = try await session.run(
            """
            SELECT tunedModelDisplayName AS model, createTime, endTime, labels
            FROM google.aiplatform.tuning_jobs
            WHERE projectsId = ? AND locationsId = ? ORDER BY createTime LIMIT 3
            """,
            ["demo-project", "us-central1"]
        )
        for try await run in runs.decode(Run.self) {
            let duration = run.endTime.map { "\($0 - run.createTime)" } ?? "still running"
            print(run.model ?? "(no name)", duration, run.labels?["team"] ?? "no team")
        }
    }

    /// Rows are fetched as they are read: who stops reading stops the requests.
    static func leaveEarly(_ session: Session) async throws {
        let names = try await session.run(
            """
            SELECT name FROM google.aiplatform.tuning_jobs
            WHERE projectsId = ? AND locationsId = ?
            """,
            ["demo-project", "europe-west4"]
        )
        for try await row in names {
            print("the first of europe-west4:", row.string("name") ?? "")
            break
        }
    }

    /// Cancelling the task ends the statement, be it in SQLite or in a request.
    static func cancel(_ session: Session) async {
        let task = Task {
            let rows = try await session.run(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
            )
            for try await row in rows { print("never reached", row) }
        }
        task.cancel()
        if case .failure(let error as QueryError) = await task.result, error.code == .cancelled {
            print("cancelled")
        }
    }

    /// Errors are told apart by their code; message and help are for people.
    static func printError(_ session: Session) async {
        do {
            _ = try await session.run("SELECT nmae FROM google.aiplatform.tuning_jobs")
        } catch let error where error.code == .unknownName {
            print("refused: \(error.message); \(error.help ?? "")")
        } catch {
            print("failed otherwise: \(error.code)")
        }
    }

    /// The tables of provider documents in a directory: here those that TuneQL ships.
    static func printTables(of directory: String) async throws {
        var configuration = Engine.Configuration()
        configuration.catalogs = [
            .compiled(try Registry(directory: directory).compiled())
        ]
        let session = try Engine(configuration).makeSession()
        for try await row in try await session.run("SELECT id FROM catalog.resources") {
            print("a table:", row.string("id") ?? "")
        }
    }
}
