import TestSupport

/// Random conditions over the columns of a table of jobs.
struct RandomCondition {
    static let texts = [
        "state", "baseModel", "description", "name", "tunedModelDisplayName", "locationsId",
        "projectsId", "tuningJobsId", "experiment", "serviceAccount",
    ]
    static let times = ["createTime", "startTime", "endTime", "updateTime"]
    static let objects = [
        "labels", "error", "supervisedTuningSpec", "tunedModel", "encryptionSpec",
    ]
    static let paths = [
        "labels ->> 'team'", "json_extract(labels, '$.env')",
        "json_extract(supervisedTuningSpec, '$.hyperParameters.epochCount')",
        "json_extract(error, '$.code')", "tunedModel ->> 'model'",
    ]

    let literals: [String: [String]]

    func literal(of column: String, _ random: inout SplitMix64) -> String {
        // A place that does not exist is an error of the service, not an empty result.
        let isPlace = column == "projectsId" || column == "locationsId"
        guard let values = literals[column], !random.chance(4) else {
            return isPlace ? "NULL" : random.pick(["NULL"] + Self.absent(column))
        }
        return random.pick(values)
    }

    /// Values that no row has, as names and times have to be spelt.
    private static func absent(_ column: String) -> [String] {
        if column == "name" { return ["'projects/1/locations/us-east1/tuningJobs/1'"] }
        return times.contains(column)
            ? ["'1999-12-31'", "'2031-01-01T00:00:00Z'"] : ["'0'", "'x'"]
    }

    private func list(of column: String, _ random: inout SplitMix64) -> String {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in literal(of: column, &random) }
            .joined(separator: ", ")
    }

    /// Any condition over one row.
    func condition(on alias: String, depth: Int, _ random: inout SplitMix64) -> String {
        guard depth > 0, random.chance(40) else { return simple(on: alias, &random) }
        let left = condition(on: alias, depth: depth - 1, &random)
        guard random.chance(75) else { return "NOT (\(left))" }
        let right = condition(on: alias, depth: depth - 1, &random)
        return "(\(left) \(random.pick(["AND", "OR", "OR"])) \(right))"
    }

    private func simple(on alias: String, _ random: inout SplitMix64) -> String {
        let text = random.pick(Self.texts)
        let column = "\(alias).\(text)"
        let time = random.pick(Self.times)
        switch Int.random(in: 0..<14, using: &random) {
        case 0: return "\(column) = \(literal(of: text, &random))"
        case 1: return "\(column) <> \(literal(of: text, &random))"
        case 2:
            return "\(column) \(random.pick(["<", "<=", ">", ">="])) \(literal(of: text, &random))"
        case 3: return "\(column) \(random.pick(["", "NOT "]))IN (\(list(of: text, &random)))"
        case 4: return "\(column) IS \(random.pick(["", "NOT "]))NULL"
        case 5: return "\(column) IS \(random.pick(["", "NOT "]))\(literal(of: text, &random))"
        case 6: return "\(column) LIKE '%\(random.pick(["a", "pro", "SUCC", "1", "_e"]))%'"
        case 7: return "length(\(column)) > \(Int.random(in: 0...40, using: &random))"
        case 8:
            return "\(alias).\(time) \(random.pick(["<", ">", "="])) \(literal(of: time, &random))"
        case 9:
            return
                "\(alias).\(time) BETWEEN \(literal(of: time, &random)) AND \(literal(of: time, &random))"
        case 10: return "\(alias).\(time) IS \(random.pick(["", "NOT "]))NULL"
        case 11: return "\(alias).\(random.pick(Self.objects)) IS \(random.pick(["", "NOT "]))NULL"
        case 12:
            return
                "\(path(on: alias, &random)) \(random.pick(["=", "<>"])) \(random.pick(["'prod'", "3", "'search'"]))"
        default: return "\(alias).\(time) < \(alias).\(random.pick(Self.times))"
        }
    }

    func path(on alias: String, _ random: inout SplitMix64) -> String {
        let path = random.pick(Self.paths)
        guard let start = path.firstIndex(of: "(") else { return "\(alias).\(path)" }
        return "\(path[...start])\(alias).\(path[path.index(after: start)...])"
    }

    /// A condition that gives the parameters values; now and then it leaves one out.
    func binding(of alias: String, _ random: inout SplitMix64) -> String {
        let project = "\(alias).projectsId = \(random.pick(literals["projectsId"] ?? []))"
        let locations = literals["locationsId"] ?? []
        let location = "\(alias).locationsId = \(random.pick(locations))"
        let someLocations = random.some(locations, 1...3).joined(separator: ", ")
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<6: return "\(project) AND \(location)"
        case 6..<9: return "\(project) AND \(alias).locationsId IN (\(someLocations))"
        case 9:
            return "\(alias).projectsId IS NOT NULL AND \(project) AND \(location) AND \(location)"
        case 10:
            let projects = (literals["projectsId"] ?? []).joined(separator: ", ")
            return
                "\(alias).projectsId IN (\(projects)) AND \(alias).locationsId IN (\(someLocations), NULL)"
        case 11, 12:
            return
                "\(project) AND \(location) AND \(alias).tuningJobsId = \(literal(of: "tuningJobsId", &random))"
        case 13:
            return "\(project) AND \(alias).locationsId IN (\(someLocations)) "
                + "AND \(alias).tuningJobsId IN (\(list(of: "tuningJobsId", &random)))"
        case 14:
            return
                "\(project) AND \(location) AND \(alias).name = \(random.pick(literals["name"] ?? []))"
        case 15:
            let names = random.some(literals["name"] ?? [], 1...3).joined(separator: ", ")
            return
                "\(project) AND \(alias).locationsId IN (\(someLocations)) AND \(alias).name IN (\(names))"
        case 16: return "\(alias).projectsId IS 'demo-project' AND \(location)"
        case 17, 18: return either(alias, &random)
        default: return random.chance(30) ? project : "\(project) AND \(location)"
        }
    }

    /// Bindings in the branches of an OR, with conditions of their own.
    private func either(_ alias: String, _ random: inout SplitMix64) -> String {
        let branches = (0..<Int.random(in: 2...3, using: &random)).map { _ in
            let place =
                "\(alias).projectsId = \(random.pick(literals["projectsId"] ?? [])) "
                + "AND \(alias).locationsId = \(random.pick(literals["locationsId"] ?? []))"
            let extra =
                random.chance(30)
                ? "\(alias).tuningJobsId = \(literal(of: "tuningJobsId", &random))"
                : condition(on: alias, depth: 0, &random)
            return "(\(place) AND \(extra))"
        }
        return "(\(branches.joined(separator: " OR ")))"
    }
}

extension RandomCondition {
    /// A condition that gives a table of locations its parameters, with further ones.
    func placeBinding(of alias: String, _ random: inout SplitMix64) -> String {
        let projects = literals["projectsId"] ?? []
        let locations = literals["locationsId"] ?? []
        let project =
            random.chance(80)
            ? "\(alias).projectsId = \(random.pick(projects))"
            : "\(alias).projectsId IN (\(random.some(projects, 1...2).joined(separator: ", ")), NULL)"
        let some = random.some(locations, 1...2).joined(separator: ", ")
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return "\(project) AND \(alias).locationsId = \(random.pick(locations + ["'x'"]))"
        case 1: return "\(project) AND \(alias).locationsId IN (\(some), 'x')"
        case 2: return "\(project) AND \(alias).locationId IN (\(some))"
        case 3: return "\(project) AND \(alias).displayName LIKE '%\(random.pick(["a", "ow"]))%'"
        case 4: return "\(project) AND \(alias).metadata IS NULL"
        case 5: return "\(project) AND NOT \(alias).locationId = \(random.pick(locations))"
        default: return project
        }
    }
}
