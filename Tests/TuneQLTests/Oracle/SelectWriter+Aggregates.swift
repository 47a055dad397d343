import TestSupport

extension SelectWriter {
    /// Aggregates whose values no order of the rows can change.
    private static let measures = [
        "count(*)", "count(error)", "max(createTime)", "min(endTime)", "count(DISTINCT state)",
        "count(DISTINCT createTime)", "sum(length(description))", "max(name)", "min(description)",
        "count(*) FILTER (WHERE description IS NULL)", "total(length(name))",
        "count(DISTINCT baseModel) FILTER (WHERE state = 'JOB_STATE_SUCCEEDED')",
        "sum(DISTINCT length(name)) FILTER (WHERE error IS NULL)", "avg(length(name))",
        "sum(json_extract(supervisedTuningSpec, '$.hyperParameters.epochCount'))",
    ]
    private static let windows = [
        "row_number() OVER (ORDER BY a.name, a.projectsId)",
        "rank() OVER (PARTITION BY a.state ORDER BY a.createTime)",
        "dense_rank() OVER (ORDER BY a.state)",
        "count(*) OVER (PARTITION BY a.locationsId)",
        "count(a.error) FILTER (WHERE a.state LIKE '%FAIL%') OVER (PARTITION BY a.baseModel)",
        "sum(length(a.name)) OVER (ORDER BY a.name ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)",
        "lag(a.name) OVER (PARTITION BY a.state ORDER BY a.name)",
        "first_value(a.createTime) OVER (PARTITION BY a.baseModel ORDER BY a.createTime)",
        "ntile(3) OVER (ORDER BY a.createTime DESC, a.name)",
        "max(a.createTime) OVER (ORDER BY a.createTime RANGE UNBOUNDED PRECEDING)",
    ]

    mutating func aggregate(_ random: inout SplitMix64) -> Core {
        let key = random.pick([
            "state", "baseModel", "locationsId", "labels ->> 'team'", "substr(createTime, 1, 7)",
        ])
        let measures = random.some(Self.measures, 1...3).joined(separator: ", ")
        let source = "\(jobs(&random)) a WHERE \(filter("a", &random))"
        guard random.chance(75) else { return ("SELECT \(measures) FROM \(source)", true) }
        let having =
            random.chance(30) ? " HAVING count(*) > \(Int.random(in: 0...3, using: &random))" : ""
        return (
            "SELECT \(key), \(measures) FROM \(source) GROUP BY 1\(having) ORDER BY 1",
            true
        )
    }

    mutating func window(_ random: inout SplitMix64) -> Core {
        let windows = random.some(Self.windows, 1...2).joined(separator: ", ")
        let order = random.pick(["", " ORDER BY a.createTime DESC, a.name"])
        let source = "\(jobs(&random)) a WHERE \(filter("a", &random))"
        return ("SELECT a.name, \(windows) FROM \(source)\(order)", !order.isEmpty)
    }

    mutating func compound(_ random: inout SplitMix64) -> Core {
        let column = random.pick(RandomCondition.texts + ["labels", "createTime"])
        let parts = (0..<Int.random(in: 2...3, using: &random)).map { _ in
            random.chance(20)
                ? "SELECT a.name, a.state FROM coast a"
                : "SELECT a.\(column), a.state FROM \(jobs(&random)) a "
                    + "WHERE \(filter("a", &random))"
        }
        let sql = parts.dropFirst().reduce(parts[0]) { sql, part in
            "\(sql) \(random.pick(["UNION", "UNION ALL", "INTERSECT", "EXCEPT"])) \(part)"
        }
        let order = random.pick(["", " ORDER BY 1, 2", " ORDER BY 2 DESC, 1"])
        return (sql + order, !order.isEmpty)
    }

    /// A query around a query that has LIMIT, DISTINCT or GROUP BY of its own.
    mutating func inside(_ random: inout SplitMix64) -> Core {
        let filter = filter("b", &random)
        let columns = "b.name, b.projectsId, b.state, b.createTime"
        let inner = random.pick([
            "SELECT \(columns) FROM %t b WHERE \(filter) ORDER BY b.createTime, b.name"
                + limit(&random),
            "SELECT DISTINCT \(columns) FROM %t b WHERE \(filter)",
            "SELECT b.state AS name, count(*) AS projectsId, min(b.name) AS state, "
                + "max(b.createTime) AS createTime FROM %t b WHERE \(filter) GROUP BY 1",
        ])
        let condition = random.pick([
            "1", "a.state LIKE '%S%'", "a.name IS NOT NULL", "a.createTime > '2025'",
        ])
        let order = random.pick(["", " ORDER BY a.name DESC, a.projectsId, a.state"])
        let results = random.pick(["a.name, a.state", "a.*", "a.createTime, a.name"])
        return (
            "SELECT \(results) FROM (\(inner)) a WHERE \(condition)\(order)", !order.isEmpty
        )
    }
}
