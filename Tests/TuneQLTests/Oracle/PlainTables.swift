import TuneQL

/// All rows of a world in tables of SQLite's own, parameters as ordinary columns.
struct PlainTables {
    static let jobs = "plain_jobs"
    static let locations = "plain_locations"

    let session: Session
    /// Some values of each column of the jobs, as literals.
    let literals: [String: [String]]

    init(of world: World, locations: [String]) async throws {
        let session = try World.session(ScriptedTransport([]))
        self.session = session
        var seen: [String: Set<String>] = [:]
        let jobs = try await Self.columns(of: World.jobs, in: world)
        let places = try await Self.columns(of: OracleWorld.locations, in: world)
        try await Self.create(
            Self.jobs,
            in: session,
            jobs + ["projectsId", "locationsId", "tuningJobsId"].texts
        )
        try await Self.create(
            Self.locations,
            in: session,
            places + ["projectsId", "locationsId"].texts
        )
        for project in World.projects {
            let place = "projectsId = '\(project)'"
            let names = places.map(\.name) + ["projectsId", "locationsId"]
            let rows = try await Self.rows(names, of: OracleWorld.locations, place, world)
            try await Self.insert(rows, into: Self.locations, in: session)
            for location in locations {
                let names = jobs.map(\.name) + ["projectsId", "locationsId", "tuningJobsId"]
                let place = "\(place) AND locationsId = '\(location)'"
                let rows = try await Self.rows(names, of: World.jobs, place, world)
                try await Self.insert(rows, into: Self.jobs, in: session)
                for (name, value) in rows.flatMap({ zip(names, $0) }) where value != .null {
                    seen[name, default: []].insert(value.plain)
                }
            }
        }
        literals = seen.mapValues { values in
            values.sorted().prefix(30).map { "'" + $0.unquoted.replacing("'", with: "''") + "'" }
        }
    }

    private static func columns(of table: String, in world: World) async throws -> [Column] {
        try await world.rows("DESCRIBE \(table)")
            .map { Column(name: $0[0].plain.unquoted, type: $0[1].plain.unquoted) }
    }

    private static func create(_ table: String, in session: Session, _ columns: [Column])
        async throws
    {
        let declarations = columns.map(\.declaration).joined(separator: ", ")
        _ = try await session.rows("CREATE TABLE \(table) (\(declarations))")
    }

    private static func rows(
        _ columns: [String],
        of table: String,
        _ place: String,
        _ world: World
    ) async throws -> [[Value]] {
        try await world.rows(
            "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE \(place)"
        )
    }

    private static func insert(
        _ rows: [[Value]],
        into table: String,
        in session: Session
    ) async throws {
        for row in rows {
            let marks = row.map { _ in "?" }.joined(separator: ", ")
            let bindings = Bindings(positional: row, named: [:])
            _ = try await session.rows("INSERT INTO \(table) VALUES (\(marks))", bindings)
        }
    }
}

/// A column of a resource, as DESCRIBE tells.
private struct Column {
    let name: String
    let type: String

    var declaration: String {
        "\"\(name)\" TEXT\(type == "timestamp" ? " COLLATE chronological" : "")"
    }
}

extension [String] {
    fileprivate var texts: [Column] { map { Column(name: $0, type: "string") } }
}

extension String {
    fileprivate var unquoted: String { String(dropFirst().dropLast()) }
}
