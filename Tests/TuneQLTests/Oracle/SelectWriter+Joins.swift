import TestSupport

extension SelectWriter {
    mutating func join(_ random: inout SplitMix64) -> Core {
        let place = "b.projectsId = a.projectsId AND b.locationsId = a.locationsId"
        let match = random.pick([
            "b.state = a.state", "b.baseModel = a.baseModel", "b.name = a.name",
            place, "\(place) AND b.tuningJobsId = a.tuningJobsId",
            "\(place) AND b.name = a.name", "a.createTime < b.createTime",
        ])
        let isBound = match.contains("projectsId") && random.chance(70)
        let kind = random.pick(["JOIN", "JOIN", "LEFT JOIN", "CROSS JOIN"])
        let on = isBound ? match : "\(match) AND \(filter("b", &random))"
        let first = "\(jobs(&random)) a \(kind) \(jobs(&random)) b ON \(on)"
        guard random.chance(20) else {
            return rows(from: first, where: filter("a", &random), ["a", "b"], &random)
        }
        let third =
            "\(kind == "CROSS JOIN" ? "JOIN" : kind) %t c ON c.projectsId = a.projectsId "
            + "AND c.locationsId = a.locationsId AND c.tuningJobsId = a.tuningJobsId"
        return rows(
            from: "\(first) \(third)",
            where: filter("a", &random),
            ["a", "b", "c"],
            &random
        )
    }

    /// RIGHT and FULL joins, whose sides have to be queries with conditions of their own.
    mutating func outerJoin(_ random: inout SplitMix64) -> Core {
        let sides = ["a", "b"].map { alias in
            "(SELECT *, projectsId, locationsId, tuningJobsId FROM %t s "
                + "WHERE \(filter("s", &random))) \(alias)"
        }
        let kind = random.pick(["RIGHT JOIN", "FULL JOIN", "LEFT JOIN"])
        let match = random.pick([
            "a.name = b.name", "a.state = b.state", "a.createTime < b.createTime",
            "a.name = b.name AND a.state LIKE '%SUCC%'",
        ])
        let condition = random.pick([
            "1", "a.state IS NOT b.state", "a.name IS NULL", "b.description IS NULL",
        ])
        return rows(
            from: "\(sides[0]) \(kind) \(sides[1]) ON \(match)",
            where: condition,
            ["a", "b"],
            &random
        )
    }
}
