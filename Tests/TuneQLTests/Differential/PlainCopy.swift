import TuneQL

/// All jobs of a world in a table of SQLite's own, parameters as ordinary columns.
struct PlainCopy {
    static let parameters = ["projectsId", "locationsId", "tuningJobsId"]
    let session: Session
    /// Some values of each column, as literals.
    let literals: [String: [String]]

    init(of world: World) async throws {
        session = try World.session(ScriptedTransport([]))
        let fields = try await world.rows("DESCRIBE \(World.jobs)")
            .map { (name: $0[0].plain.unquoted, type: $0[1].plain.unquoted) }
        let names = fields.map(\.name) + Self.parameters
        let columns = fields.map { field in
            let time = field.type == "timestamp" ? " COLLATE chronological" : ""
            return "\"\(field.name)\" TEXT\(time)"
        }
        _ = try await session.rows(
            "CREATE TABLE plain (\((columns + Self.parameters.map { "\($0) TEXT" }).joined(separator: ", ")))"
        )
        let places = Array(repeating: "?", count: names.count).joined(separator: ", ")
        var seen: [String: Set<String>] = [:]
        for project in World.projects {
            for location in World.locations {
                let rows = try await world.rows(
                    "SELECT \(names.joined(separator: ", ")) FROM \(World.jobs) "
                        + "WHERE projectsId = '\(project)' AND locationsId = '\(location)'"
                )
                for row in rows {
                    let bindings = Bindings(positional: row, named: [:])
                    _ = try await session.rows("INSERT INTO plain VALUES (\(places))", bindings)
                    for (name, value) in zip(names, row) where value != .null {
                        seen[name, default: []].insert(value.plain)
                    }
                }
            }
        }
        literals = seen.mapValues { values in
            values.sorted().prefix(30).map { "'" + $0.unquoted.replacing("'", with: "''") + "'" }
        }
    }
}

extension String {
    fileprivate var unquoted: String { String(dropFirst().dropLast()) }
}
