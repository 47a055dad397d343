/// A random SELECT over tables of jobs, and how its rows are to be compared.
struct RandomSelect {
    /// The text without LIMIT; `%t` stands for the table.
    let sql: String
    /// Whether ORDER BY leaves no two rows in an order of SQLite's choice.
    let isOrdered: Bool
    let limit: String

    init(literals: [String: [String]], _ random: inout SplitMix64) {
        var writer = SelectWriter(conditions: RandomCondition(literals: literals))
        let core = writer.select(&random)
        limit = Self.limit(&random)
        sql = core.sql
        isOrdered = core.isOrdered
    }

    private static func limit(_ random: inout SplitMix64) -> String {
        guard random.chance(35) else { return "" }
        let count = random.pick([0, 1, 2, 3, 5, 8, 20, -1])
        let offset = random.chance(40) ? " OFFSET \(random.pick([0, 1, 3, 12, 50]))" : ""
        return " LIMIT \(count)\(offset)"
    }
}

private struct SelectWriter {
    typealias Core = (sql: String, isOrdered: Bool)

    let conditions: RandomCondition
    private var subqueries = 0

    init(conditions: RandomCondition) {
        self.conditions = conditions
    }

    mutating func select(_ random: inout SplitMix64) -> Core {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<9: return rows(from: "%t a", where: filter("a", &random), ["a"], &random)
        case 9..<12: return aggregate(&random)
        case 12..<16: return join(&random)
        case 16, 17: return compound(&random)
        case 18:
            let inner =
                "SELECT *, projectsId, locationsId, tuningJobsId FROM %t b WHERE \(filter("b", &random))"
            return rows(
                from: "(\(inner)) a",
                where: conditions.condition(on: "a", depth: 1, &random),
                ["a"],
                &random
            )
        default:
            let inner = "SELECT *, projectsId, locationsId, tuningJobsId FROM %t b"
            let outer = rows(from: "a", where: filter("a", &random), ["a"], &random)
            return ("WITH a AS (\(inner)) \(outer.sql)", outer.isOrdered)
        }
    }

    /// The binding of a table with further conditions.
    private mutating func filter(_ alias: String, _ random: inout SplitMix64) -> String {
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
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            return "\(random.pick(["", "NOT "]))EXISTS (SELECT 1 FROM %t s WHERE "
                + "\(filter("s", &random)) AND s.\(column) = \(alias).\(column))"
        case 1:
            return "\(alias).\(column) \(random.pick(["", "NOT "]))IN "
                + "(SELECT s.\(column) FROM %t s WHERE \(filter("s", &random)))"
        case 2:
            return "\(alias).createTime >= (SELECT min(s.createTime) FROM %t s WHERE "
                + "s.projectsId = \(alias).projectsId AND s.locationsId = \(alias).locationsId)"
        default:
            return
                "(SELECT count(*) FROM %t s WHERE \(filter("s", &random))) > \(Int.random(in: 0...9, using: &random))"
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

    private func rows(
        from: String,
        where filter: String,
        _ aliases: [String],
        _ random: inout SplitMix64
    ) -> Core {
        let isOrdered = random.chance(45)
        let isDistinct = !isOrdered && random.chance(25)
        var results = columns(aliases, &random)
        if random.chance(15), !isDistinct {
            let order = aliases.map { "\($0).name, \($0).projectsId" }.joined(separator: ", ")
            results.append("row_number() OVER (PARTITION BY \(aliases[0]).state ORDER BY \(order))")
        }
        let keys = columns(aliases, &random).map {
            "\($0)\(random.pick(["", " DESC", " DESC NULLS LAST"]))"
        }
        let order = keys + aliases.map { "\($0).name" }
        return (
            "SELECT \(isDistinct ? "DISTINCT " : "")\(results.joined(separator: ", ")) FROM \(from) "
                + "WHERE \(filter)\(isOrdered ? " ORDER BY \(order.joined(separator: ", "))" : "")",
            isOrdered
        )
    }

    private mutating func aggregate(_ random: inout SplitMix64) -> Core {
        let key = random.pick(["state", "baseModel", "locationsId", "labels ->> 'team'"])
        let measures = random.some(
            [
                "count(*)", "count(error)", "max(createTime)", "min(endTime)",
                "count(DISTINCT state)",
                "sum(length(description))", "max(name)",
                "count(*) FILTER (WHERE description IS NULL)",
            ],
            1...3
        ).joined(separator: ", ")
        let filter = filter("a", &random)
        guard random.chance(75) else {
            return ("SELECT \(measures) FROM %t a WHERE \(filter)", true)
        }
        let having =
            random.chance(30) ? " HAVING count(*) > \(Int.random(in: 0...3, using: &random))" : ""
        return (
            "SELECT \(key), \(measures) FROM %t a WHERE \(filter) GROUP BY 1\(having) ORDER BY 1",
            true
        )
    }

    private mutating func join(_ random: inout SplitMix64) -> Core {
        let match = random.pick([
            "b.state = a.state", "b.baseModel = a.baseModel", "b.name = a.name",
            "b.projectsId = a.projectsId AND b.locationsId = a.locationsId",
            "b.projectsId = a.projectsId AND b.locationsId = a.locationsId AND b.tuningJobsId = a.tuningJobsId",
            "a.createTime < b.createTime",
        ])
        let isBound = match.contains("projectsId") && random.chance(70)
        let kind = random.pick(["JOIN", "JOIN", "LEFT JOIN", "CROSS JOIN"])
        let on = isBound ? match : "\(match) AND \(filter("b", &random))"
        guard random.chance(20) else {
            return rows(
                from: "%t a \(kind) %t b ON \(on)",
                where: filter("a", &random),
                ["a", "b"],
                &random
            )
        }
        let third =
            "\(kind == "CROSS JOIN" ? "JOIN" : kind) %t c ON c.projectsId = a.projectsId "
            + "AND c.locationsId = a.locationsId AND c.tuningJobsId = a.tuningJobsId"
        return rows(
            from: "%t a \(kind) %t b ON \(on) \(third)",
            where: filter("a", &random),
            ["a", "b", "c"],
            &random
        )
    }

    private mutating func compound(_ random: inout SplitMix64) -> Core {
        let column = random.pick(RandomCondition.texts + ["labels", "createTime"])
        let parts = (0..<2).map { _ in
            "SELECT a.\(column), a.state FROM %t a WHERE \(filter("a", &random))"
        }
        let operation = random.pick(["UNION", "UNION ALL", "INTERSECT", "EXCEPT"])
        return (parts.joined(separator: " \(operation) "), false)
    }
}
