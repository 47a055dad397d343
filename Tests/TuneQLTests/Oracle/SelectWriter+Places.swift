import TestSupport

/// Statements in which the parameters of the jobs come from other rows.
extension SelectWriter {
    private static let bound = "j.projectsId = l.projectsId AND j.locationsId = l.locationId"

    mutating func places(_ random: inout SplitMix64) -> Core {
        switch Int.random(in: 0..<9, using: &random) {
        case 0, 1: return placeJoin(&random)
        case 2: return placeCounts(&random)
        case 3: return listed(&random)
        case 4: return picked(&random)
        case 5: return named(&random)
        case 6: return computed(&random)
        case 7: return correlated(&random)
        default: return chained(&random)
        }
    }

    func locations(_ random: inout SplitMix64) -> Core {
        let columns = random.pick([
            "l.locationId, l.displayName", "l.name, l.labels", "l.locationsId, l.projectsId",
            "count(*), max(l.displayName)", "l.metadata, l.name",
        ])
        let order = random.pick(["", " ORDER BY l.name, l.projectsId"])
        let filter = conditions.placeBinding(of: "l", &random)
        return ("SELECT \(columns) FROM %l l WHERE \(filter)\(order)", !order.isEmpty)
    }

    private func extra(_ random: inout SplitMix64) -> String {
        random.chance(50) ? "" : " AND \(conditions.condition(on: "j", depth: 1, &random))"
    }

    private func source(_ random: inout SplitMix64) -> String {
        let filter = conditions.placeBinding(of: "l", &random)
        let kind = random.pick(["JOIN", "JOIN", "LEFT JOIN", "CROSS JOIN"])
        guard random.chance(80) else {
            return "%l l, \(jobs(&random)) j WHERE \(Self.bound) AND \(filter)\(extra(&random))"
        }
        let condition = kind == "LEFT JOIN" ? extra(&random) : ""
        let local = random.chance(25) ? extra(&random) : ""
        return
            "%l l \(kind) \(jobs(&random)) j ON \(Self.bound)\(condition) WHERE \(filter)\(local)"
    }

    private mutating func placeJoin(_ random: inout SplitMix64) -> Core {
        let columns = random.pick([
            "l.locationId, j.name", "l.displayName, j.state, j.createTime", "j.labels, l.labels",
            "j.projectsId, j.locationsId, l.locationsId", "j.tuningJobsId, l.name",
        ])
        let order = random.pick(["", " ORDER BY j.createTime DESC, j.name, l.name, l.projectsId"])
        return ("SELECT \(columns) FROM \(source(&random))\(order)", !order.isEmpty)
    }

    private mutating func placeCounts(_ random: inout SplitMix64) -> Core {
        let measures = random.some(
            [
                "count(*)", "count(j.name)", "count(DISTINCT j.state)", "min(j.createTime)",
                "max(j.name)", "count(*) FILTER (WHERE j.error IS NULL)",
            ],
            1...3
        ).joined(separator: ", ")
        let key = random.pick(["l.locationId", "l.displayName", "j.state", "j.locationsId"])
        return (
            "SELECT \(key), \(measures) FROM \(source(&random)) GROUP BY 1 ORDER BY 1", true
        )
    }

    /// The values of a parameter from a subquery.
    private mutating func listed(_ random: inout SplitMix64) -> Core {
        let project = random.pick(conditions.literals["projectsId"] ?? [])
        let filter = conditions.placeBinding(of: "l", &random)
        let column = random.pick(["locationId", "locationsId"])
        let inner = random.pick([
            "SELECT l.\(column) FROM %l l WHERE \(filter)",
            "SELECT l.\(column) FROM %l l WHERE \(filter) ORDER BY l.locationId DESC LIMIT 2",
            "SELECT l FROM picks WHERE p = \(project)", "SELECT max(l) FROM picks",
            "SELECT 'us-east1' UNION ALL SELECT l.\(column) FROM %l l WHERE \(filter)",
        ])
        return rows(
            from: "\(jobs(&random)) j",
            where: "j.projectsId = \(project) AND j.locationsId IN (\(inner))\(extra(&random))",
            ["j"],
            &random
        )
    }

    /// Parameters from local rows with NULLs and duplicates.
    private mutating func picked(_ random: inout SplitMix64) -> Core {
        let kind = random.pick(["JOIN", "LEFT JOIN", "CROSS JOIN"])
        let job = random.chance(50) ? " AND j.tuningJobsId = i.j" : ""
        let results = "i.p, i.l, i.j, j.name, j.\(random.pick(RandomCondition.texts))"
        let on = "j.projectsId = i.p AND j.locationsId = i.l\(job)\(extra(&random))"
        let order = random.pick(["", " ORDER BY 1, 2, 3, 4, 5"])
        return (
            "SELECT \(results) FROM picks i \(kind) \(jobs(&random)) j ON \(on)\(order)",
            !order.isEmpty
        )
    }

    /// Places from a common table expression.
    private mutating func named(_ random: inout SplitMix64) -> Core {
        let filter = conditions.placeBinding(of: "l", &random)
        let hint = random.pick(["", "MATERIALIZED ", "NOT MATERIALIZED "])
        let body = random.pick([
            "SELECT l.projectsId, l.locationId FROM %l l WHERE \(filter)",
            "SELECT DISTINCT p, l FROM picks",
            "VALUES ('demo-project', 'us-east1'), ('demo-project', 'us-east1'), (NULL, 'us-east1')",
        ])
        let kind = random.pick(["JOIN", "LEFT JOIN"])
        let twice = random.chance(30) ? " WHERE l.locationId IN (SELECT locationId FROM l)" : ""
        let order = random.pick(["", " ORDER BY 1, 2, 3"])
        return (
            "WITH l(projectsId, locationId) AS \(hint)(\(body)) "
                + "SELECT l.locationId, j.name, j.state FROM l \(kind) \(jobs(&random)) j "
                + "ON \(Self.bound)\(extra(&random))\(twice)\(order)",
            !order.isEmpty
        )
    }

    /// A parameter that an expression gives.
    private mutating func computed(_ random: inout SplitMix64) -> Core {
        let expression = random.pick([
            "CASE n.i WHEN 0 THEN 'us-east1' WHEN 1 THEN 'us-central1' END",
            "CASE WHEN n.i % 2 = 0 THEN 'europe-west1' ELSE 'us-east1' END",
            "'us-east' || (n.i * 0 + 1)", "lower('US-CENTRAL1')",
            "substr('europe-west1us-east1', n.i * 0 + 1, 12)",
        ])
        let order = random.pick(["", " ORDER BY 1, 2, 3"])
        return (
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2) "
                + "SELECT n.i, j.name, j.state FROM n JOIN \(jobs(&random)) j "
                + "ON j.projectsId = 'demo-project' AND j.locationsId = \(expression)"
                + "\(extra(&random))\(order)",
            !order.isEmpty
        )
    }

    /// Subqueries whose parameters the outer row gives.
    private mutating func correlated(_ random: inout SplitMix64) -> Core {
        let filter = conditions.placeBinding(of: "l", &random)
        let inner = "FROM %t j WHERE \(Self.bound)\(extra(&random))"
        let value = random.pick([
            "(SELECT count(*) \(inner))", "(SELECT max(j.createTime) \(inner))",
            "EXISTS (SELECT 1 \(inner))",
            "(SELECT j.name \(inner) ORDER BY j.createTime DESC, j.name LIMIT 1)",
            "(SELECT j.state \(inner) ORDER BY j.name LIMIT 1 OFFSET 2)",
        ])
        let order = random.pick(["", " ORDER BY 1, 2"])
        guard random.chance(30) else {
            return ("SELECT l.name, \(value) FROM %l l WHERE \(filter)\(order)", !order.isEmpty)
        }
        let not = random.pick(["", "NOT "])
        return (
            "SELECT l.name, l.labels FROM %l l WHERE \(filter) "
                + "AND \(not)EXISTS (SELECT 1 \(inner))\(order)",
            !order.isEmpty
        )
    }

    /// From locations to lists of jobs to single jobs.
    private mutating func chained(_ random: inout SplitMix64) -> Core {
        let filter = conditions.placeBinding(of: "l", &random)
        let kinds = [random.pick(["JOIN", "LEFT JOIN"]), random.pick(["JOIN", "LEFT JOIN"])]
        let order = random.pick(["", " ORDER BY 1, 2, 3"])
        return (
            "SELECT l.locationId, j.name, g.\(random.pick(RandomCondition.texts)) FROM %l l "
                + "\(kinds[0]) %t j ON \(Self.bound)\(extra(&random)) "
                + "\(kinds[1]) %t g ON g.projectsId = j.projectsId "
                + "AND g.locationsId = j.locationsId AND g.tuningJobsId = j.tuningJobsId "
                + "WHERE \(filter)\(order)",
            !order.isEmpty
        )
    }

    /// Views over both tables.
    mutating func view(_ random: inout SplitMix64) -> Core {
        let project = random.pick(conditions.literals["projectsId"] ?? [])
        let location = random.pick(conditions.literals["locationsId"] ?? [])
        let order = random.pick(["", " ORDER BY v.createTime, v.name"])
        let source = random.pick([
            "placed_job v WHERE v.p = \(project)",
            "placed_job v WHERE v.p = \(project) AND v.l = \(location)",
            "placed_job v WHERE v.p = \(project) AND v.city LIKE '%a%' AND v.l IN "
                + "(\(location), 'us-east1')",
            "coast v WHERE v.state LIKE '%\(random.pick(["SUCC", "FAIL", "_"]))%'",
            "coast v WHERE v.createTime > \(conditions.literal(of: "createTime", &random))",
        ])
        guard random.chance(70) else {
            return ("SELECT count(*), count(DISTINCT v.state), min(v.name) FROM \(source)", true)
        }
        return ("SELECT v.name, v.state, v.createTime FROM \(source)\(order)", !order.isEmpty)
    }
}
