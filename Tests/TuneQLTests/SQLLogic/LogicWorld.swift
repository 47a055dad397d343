import ProgramSupport
import TestSupport
import TuneQL
import TuneQLCalls
import TuneQLCredentials
import TuneQLEmulator
import TuneQLSQLite
import TuneQLTransport

/// The tables that files ask, ours and SQLite's own with the same rows.
struct LogicWorld {
    enum Kind: String, CaseIterable, CustomStringConvertible {
        /// The emulator's jobs and locations.
        case jobs
        /// An invented service, with columns of all types.
        case weather

        var description: String { rawValue }
    }

    enum EngineKind: String, CaseIterable {
        case pushing, fetching, plain
    }

    /// A row for the tables of SQLite: what the service answers, and where.
    private typealias Document = (kind: String, project: String?, location: String?, body: String)

    let kind: Kind

    func engine(_ engine: EngineKind) async throws -> any LogicEngine {
        if engine == .plain { return PlainEngine(connection: try plain()) }
        let session = try session()
        _ = try await session.rows("USE \(kind == .jobs ? "google" : "weather")")
        if engine == .fetching { _ = try await session.rows("SET pushdown = 'off'") }
        return SessionEngine(session: session)
    }

    private func session() throws -> Session {
        guard kind == .weather else {
            // Pages of a few jobs.
            return try World.session(EmulatorTransport(emulator: Self.emulator(pageSize: 4)))
        }
        let transport = RowsTransport(Self.rows)
        var configuration = Engine.Configuration(transport: transport)
        configuration.catalogs = [
            try .project("\(LogicFile.directory)/weather/provider")
        ]
        let client = APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            clock: ManualClock()
        )
        return try Engine(configuration, client: client).makeSession()
    }

    private func plain() throws -> Connection {
        let connection = try Connection()
        let schema = kind == .jobs ? "aiplatform" : "net"
        try connection.execute(
            """
            ATTACH ':memory:' AS \(schema);
            CREATE TABLE documents (kind TEXT, project TEXT, location TEXT, body TEXT);
            """
        )
        var insert = try connection.prepare("INSERT INTO documents VALUES (?, ?, ?, ?)")
        for document in kind == .jobs ? Self.pages : Self.lines {
            let texts = [document.kind, document.project, document.location, document.body]
            for (index, text) in texts.enumerated() {
                try insert.bind(text.map { .text($0) } ?? .null, at: index + 1)
            }
            _ = try insert.step()
            insert.reset()
        }
        let tables = ProjectFiles.text("\(LogicFile.directory)/\(kind)/tables.sql") ?? ""
        try connection.execute(tables)
        return connection
    }

    private static func emulator(pageSize: Int) -> Emulator {
        var configuration = Emulator.Configuration(
            projects: World.projects,
            locations: World.locations,
            clock: .fixed(),
            maximumPageSize: pageSize
        )
        configuration.jobsPerLocation = 7
        return Emulator(configuration: configuration)
    }

    private static let pages: [Document] = {
        let emulator = Self.emulator(pageSize: 100)
        func body(_ path: String, at host: String = "") -> String {
            let url = "https://\(host)aiplatform.googleapis.com/v1/projects/\(path)"
            let response = emulator.response(to: HTTPRequest(method: "GET", url: url))
            return String(decoding: response.body, as: UTF8.self)
        }
        return World.projects.flatMap { project -> [Document] in
            let jobs = World.locations.map { location -> Document in
                let path = "\(project)/locations/\(location)/tuningJobs"
                return ("tuningJobs", project, location, body(path, at: "\(location)-"))
            }
            return jobs + [("locations", project, nil, body("\(project)/locations"))]
        }
    }()

    private static let rows: [String: [String]] = {
        let directory = "\(LogicFile.directory)/weather/rows"
        let files = ProjectFiles.names(in: directory).map { name in
            let text = ProjectFiles.text("\(directory)/\(name)") ?? ""
            return (
                String(name.dropLast(".jsonl".count)), text.split(separator: "\n").map(String.init)
            )
        }
        return Dictionary(uniqueKeysWithValues: files)
    }()

    private static let lines: [Document] = rows.flatMap { kind, lines in
        lines.map { (kind, nil, nil, $0) }
    }
}
