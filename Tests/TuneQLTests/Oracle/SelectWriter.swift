import TestSupport

/// Writes random SELECTs.
struct SelectWriter {
    typealias Core = (sql: String, isOrdered: Bool)

    let conditions: RandomCondition
    private var subqueries = 0
    private var wantsLimit = false

    init(conditions: RandomCondition) {
        self.conditions = conditions
    }

    mutating func select(_ random: inout SplitMix64) -> Core {
        switch Int.random(in: 0..<34, using: &random) {
        case 0..<9:
            return rows(from: "\(jobs(&random)) a", where: filter("a", &random), ["a"], &random)
        case 9..<12: return aggregate(&random)
        case 12..<16: return join(&random)
        case 16..<23: return places(&random)
        case 23, 24: return compound(&random)
        case 25: return outerJoin(&random)
        case 26, 27: return window(&random)
        case 28: return inside(&random)
        case 29: return view(&random)
        case 30: return locations(&random)
        case 31, 32: return limited(&random)
        default:
            let inner = "SELECT *, projectsId, locationsId, tuningJobsId FROM %t b"
            let hint = random.pick(["", "", "NOT MATERIALIZED "])
            let outer = rows(from: "a", where: filter("a", &random), ["a"], &random)
            return ("WITH a AS \(hint)(\(inner)) \(outer.sql)", outer.isOrdered)
        }
    }

    func limit(_ random: inout SplitMix64) -> String {
        guard wantsLimit || random.chance(35) else { return "" }
        let count = random.pick([0, 1, 2, 3, 5, 8, 20, -1])
        let offset = random.pick([0, 1, 3, 12, 50])
        guard random.chance(40) else { return " LIMIT \(count)" }
        return random.chance(80) ? " LIMIT \(count) OFFSET \(offset)" : " LIMIT \(offset), \(count)"
    }

    /// A statement whose LIMIT SQLite offers to the table, beside a condition that it may keep.
    private mutating func limited(_ random: inout SplitMix64) -> Core {
        wantsLimit = true
        let place = random.pick([
            "a.projectsId = 'demo-project' AND a.locationsId = 'us-central1'",
            "a.projectsId = 'other-project' AND a.locationsId IN ('us-east1', 'europe-west1')",
        ])
        let column = random.pick(["state", "baseModel", "description", "createTime", "name"])
        let literal = conditions.literal(of: column, &random)
        let absent = RandomCondition.times.contains(column) ? "'1999'" : "'x'"
        let condition = random.pick([
            "", " AND a.\(column) = \(literal)", " AND a.\(column) >= \(literal)",
            " AND a.\(column) LIKE '%a%'", " AND a.\(column) IS NOT NULL",
            " AND a.\(column) IN (\(literal), \(absent))",
        ])
        return (
            "SELECT a.name, a.\(column) FROM \(jobs(&random)) a WHERE \(place)\(condition)", false
        )
    }

    /// The jobs, by the table's own name or through views.
    func jobs(_ random: inout SplitMix64) -> String {
        random.chance(88) ? "%t" : random.pick(["every_job", "described_job"])
    }

    /// The binding of a table with further conditions.
    mutating func filter(_ alias: String, _ random: inout SplitMix64) -> String {
        var filter = conditions.binding(of: alias, &random)
        if random.chance(60) {
            filter += " AND \(conditions.condition(on: alias, depth: 2, &random))"
        }
        if subqueries < 1, random.chance(20) { filter += " AND \(subquery(alias, &random))" }
        return filter
    }

    private mutating func subquery(_ alias: String, _ random: inout SplitMix64) -> String {
        subqueries += 1
        let column = random.pick(["state", "baseModel", "locationsId", "name"])
        let not = random.pick(["", "NOT "])
        let place = "s.projectsId = \(alias).projectsId AND s.locationsId = \(alias).locationsId"
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            return "\(not)EXISTS (SELECT 1 FROM %t s WHERE "
                + "\(filter("s", &random)) AND s.\(column) = \(alias).\(column))"
        case 1:
            return "\(alias).\(column) \(not)IN "
                + "(SELECT s.\(column) FROM %t s WHERE \(filter("s", &random)))"
        case 2:
            return "\(alias).createTime >= (SELECT min(s.createTime) FROM %t s WHERE \(place))"
        case 3:
            return "\(not)EXISTS (SELECT 1 FROM %t s WHERE \(place) AND s.state = \(alias).state "
                + "AND s.createTime > \(alias).createTime)"
        case 4:
            return "\(alias).name \(not)IN (SELECT s.name FROM %t s WHERE \(place) "
                + "ORDER BY s.createTime DESC, s.name LIMIT \(random.pick([0, 1, 3, 5])))"
        case 5:
            return "\(alias).state = (SELECT s.state FROM %t s WHERE \(place) "
                + "AND s.tuningJobsId = \(alias).tuningJobsId)"
        case 6:
            return "(SELECT count(*) FROM (SELECT 1 FROM %t s WHERE \(filter("s", &random))"
                + "\(limit(&random)))) > \(random.pick([0, 1, 2, 4]))"
        default:
            return "(SELECT count(*) FROM %t s WHERE \(filter("s", &random))) > "
                + "\(Int.random(in: 0...9, using: &random))"
        }
    }

    private func columns(_ aliases: [String], _ random: inout SplitMix64) -> [String] {
        let all = aliases.flatMap { alias in
            (RandomCondition.texts + RandomCondition.times + RandomCondition.objects).map {
                "\(alias).\($0)"
            }
                + [conditions.path(on: alias, &random), "\(alias).createTime || '!'"]
        }
        return random.some(all, 1...4)
    }

    func rows(
        from: String,
        where filter: String,
        _ aliases: [String],
        _ random: inout SplitMix64
    ) -> Core {
        let isOrdered = random.chance(45)
        var results = columns(aliases, &random)
        if random.chance(20) {
            // Rows that are the same in all that they show may stand in any order.
            let order = results.indices.map { "\($0 + 1)\(random.pick(["", " DESC"]))" }
            let keys = isOrdered ? " ORDER BY \(order.joined(separator: ", "))" : ""
            let list = results.joined(separator: ", ")
            return ("SELECT DISTINCT \(list) FROM \(from) WHERE \(filter)\(keys)", isOrdered)
        }
        let names = aliases.map { "\($0).name, \($0).projectsId" }.joined(separator: ", ")
        if random.chance(10) {
            results.append("row_number() OVER (PARTITION BY \(aliases[0]).state ORDER BY \(names))")
        }
        let keys = columns(aliases, &random).map {
            "\($0)\(random.pick(["", " DESC", " DESC NULLS LAST"]))"
        }
        let order = isOrdered ? " ORDER BY \(keys.joined(separator: ", ")), \(names)" : ""
        return (
            "SELECT \(results.joined(separator: ", ")) FROM \(from) WHERE \(filter)\(order)",
            isOrdered
        )
    }
}
