/// Queries inside of others.
extension TypedWriter {
    mutating func query(depth: Int) -> Derived {
        var derived: Derived
        switch number(10) {
        case 0..<3: derived = compound(depth: depth)
        case 3: derived = all(depth: depth)
        case 4, 5: derived = groups(depth: depth)
        case 6: derived = rows(.windows, depth: depth)
        default: derived = rows(.rows, depth: depth)
        }
        derived.sql = derived.sql.with(.query)
        return derived
    }

    /// `SELECT *`.
    private mutating func all(depth: Int) -> Derived {
        let source = source(depth: depth)
        let scope = TypedScope(relations: [source.relation])
        let star = pick(["*", "\(source.relation.alias).*"])
        let filter = source.conditions + some(scope)
        return Derived(
            sql: "SELECT \(star) FROM \(source.item)\(where: filter)",
            columns: source.relation.columns,
            key: source.relation.key,
            isStar: true
        )
    }

    /// A condition or none.
    mutating func some(_ scope: TypedScope) -> [Fragment] {
        chance(50) ? [condition(scope, depth: 1)] : []
    }

    private mutating func rows(_ mode: TypedScope.Mode, depth: Int) -> Derived {
        let (from, scope, filter) = from(depth: depth)
        let types = (0...number(4)).map { _ in
            chance(12) && scope.has(.plan)
                ? .plan : chance(6) && scope.has(.step) ? .step : type(in: scope)
        }
        var results: [Fragment] = []
        var columns: [Relation.Column] = []
        for type in types {
            let name = name("c")
            let (result, isDeclared) = result(type, name, scope.with(type.isScalar ? mode : .rows))
            columns.append(Relation.Column(name: name, type: type, isDeclared: isDeclared))
            results.append(result)
        }
        var key: [String]?
        if scope.key != nil, chance(85) { key = keep(scope, &results, &columns) }
        let isDistinct = mode == .rows && key == nil && types.allSatisfy(\.isScalar) && chance(50)
        return Derived(
            sql: "SELECT \(isDistinct ? "DISTINCT " : "")\(results) FROM \(from)\(where: filter)",
            columns: columns,
            key: isDistinct ? columns.map(\.name) : key
        )
    }

    private mutating func result(
        _ type: ValueType,
        _ name: String,
        _ scope: TypedScope
    ) -> (sql: Fragment, isDeclared: Bool) {
        guard !type.isScalar else {
            let value = expression(type, scope, depth: 2)
            return ("\(value) AS \(name)", value.isDeclared)
        }
        let value = pick(scope.relations.flatMap { $0.values(type) })
        return (value.result(named: name), value.isDeclared)
    }

    /// Adds what no two rows share to the results.
    private mutating func keep(
        _ scope: TypedScope,
        _ results: inout [Fragment],
        _ columns: inout [Relation.Column]
    ) -> [String] {
        var key: [String] = []
        for relation in scope.relations {
            for column in relation.columns where relation.key?.contains(column.name) == true {
                let name = name("k")
                key.append(name)
                columns.append(
                    Relation.Column(name: name, type: column.type, isDeclared: column.isDeclared)
                )
                results.append("\(relation.alias).\(column.name) AS \(name)")
            }
        }
        return key
    }

    private mutating func groups(depth: Int) -> Derived {
        let (from, scope, filter) = from(depth: depth)
        let (keys, groups) = grouping(scope)
        var columns: [Relation.Column] = []
        var results: [Fragment] = []
        for (fragment, type) in keys {
            let name = name("k")
            columns.append(
                Relation.Column(name: name, type: type, isDeclared: fragment.isDeclared)
            )
            results.append("\(fragment) AS \(name)")
        }
        let key = columns.map(\.name)
        for _ in 0...number(3) {
            let type = type(in: scope)
            let name = name("c")
            columns.append(Relation.Column(name: name, type: type, isDeclared: false))
            results.append("\(expression(type, groups, depth: 1)) AS \(name)")
        }
        let by = chance(70) ? keys.map(\.fragment) : key.map { "\($0)" }
        return Derived(
            sql: "SELECT \(results) FROM \(from)\(where: filter) GROUP BY \(by)\(having(groups))",
            columns: columns,
            key: key
        )
    }

    /// What rows are grouped by, and the scope of their groups.
    mutating func grouping(
        _ scope: TypedScope
    ) -> (keys: [(fragment: Fragment, type: ValueType)], scope: TypedScope) {
        var rows = scope
        rows.allowsSubqueries = false
        let keys = (0...number(2)).map { _ in
            let type = type(in: rows)
            return (expression(type, rows, depth: 1), type)
        }
        var groups = rows.with(.aggregates)
        groups.groupKeys = keys
        return (keys, groups)
    }

    mutating func having(_ groups: TypedScope) -> Fragment {
        chance(35) ? " HAVING \(condition(groups, depth: 1))" : ""
    }

    /// Selects with results of the same types.
    private mutating func compound(depth: Int) -> Derived {
        let signs = pick([
            ["UNION ALL"], ["UNION"], ["UNION ALL", "UNION"], ["EXCEPT"], ["INTERSECT"],
        ])
        let isAll = signs == ["UNION ALL"]
        let types: [ValueType] = (0...number(3)).map { _ in
            isAll && chance(20)
                ? pick([.plan, .step]) : pick([.time, .time, .integer, .real, .truth, .text])
        }
        let columns = types.map {
            Relation.Column(name: name("c"), type: $0, isDeclared: !$0.isScalar)
        }
        let arms = (0...signs.count).map { _ -> Fragment in
            let source = resource()
            let scope = TypedScope(relations: [source.relation])
            let results = columns.map { result($0.type, $0.name, scope).sql }
            let filter = source.conditions + some(scope)
            let arm: Fragment = "SELECT \(results) FROM \(source.item)\(where: filter)"
            return arm.with(.query)
        }
        var sql = arms[0]
        for (sign, arm) in zip(signs, arms.dropFirst()) {
            let both: Fragment = "\(sql) \(sign) \(arm)"
            sql = both.with(.query)
        }
        return Derived(sql: sql, columns: columns, key: isAll ? nil : columns.map(\.name))
    }

    /// A FROM with one or two tables, and what is to stand in WHERE.
    mutating func from(depth: Int) -> (from: Fragment, scope: TypedScope, filter: [Fragment]) {
        let first = source(depth: depth)
        guard chance(25) else {
            let scope = TypedScope(relations: [first.relation])
            return (first.item, scope, first.conditions + some(scope))
        }
        let second =
            first.relation.values(.time).isEmpty || !chance(20) ? source(depth: depth) : stamps()
        let scope = TypedScope(relations: [first.relation, second.relation])
        if first.relation.hasRuns, second.relation.hasRuns, chance(20) {
            let using = pick([
                "startedAt", "endedAt", "startedAt, passed", "size", "weight, seenAt",
            ])
            let filter = first.conditions + second.conditions + some(scope)
            return ("\(first.item) JOIN \(second.item) USING (\(using))", scope, filter)
        }
        let on = match(first.relation, second.relation) + second.conditions
        let isClosed = first.conditions.isEmpty && second.conditions.isEmpty
        let kind = pick(
            ["JOIN", "JOIN", "LEFT JOIN", "CROSS JOIN"]
                + (isClosed ? ["RIGHT JOIN", "FULL JOIN"] : [])
        )
        let from: Fragment = "\(first.item) \(kind) \(second.item) ON \(on, by: " AND ")"
        return (from, scope, first.conditions + some(scope))
    }

    /// Values of two tables that are compared.
    private mutating func match(_ left: Relation, _ right: Relation) -> [Fragment] {
        let scopes = [left, right].map { TypedScope(relations: [$0]) }
        if !right.stamps.isEmpty, !right.hasRuns {
            return [comparison(expression(.time, scopes[0], depth: 1), pick(right.stamps), .time)]
        }
        let types = ValueType.scalars.filter { type in scopes.allSatisfy { $0.has(type) } }
        guard !types.isEmpty else { return ["1"] }
        let type = types.contains(.time) && chance(65) ? .time : pick(types)
        var sides = scopes
        for index in sides.indices { sides[index].allowsSubqueries = false }
        let x = expression(type, sides[0], depth: 1)
        let y = expression(type, sides[1], depth: 1)
        return [chance(60) ? "\(x) = \(y)" : comparison(x, y, type)]
    }
}
