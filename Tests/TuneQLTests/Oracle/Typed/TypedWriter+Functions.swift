/// Window functions, aggregates and subqueries as values.
extension TypedWriter {
    mutating func window(_ type: ValueType, _ scope: TypedScope) -> Fragment {
        var rows = scope.with(.rows)
        rows.allowsSubqueries = false
        let x = expression(type, rows, depth: 1)
        let partition =
            chance(40)
            ? "PARTITION BY \(expression(self.type(in: rows), rows, depth: 1)) " : "" as Fragment
        let sort = expression(self.type(in: rows), rows, depth: 1)
        let descending = pick(["", "", " DESC"])
        let peers: Fragment = "\(partition)ORDER BY \(sort)\(descending)"
        if type == .integer, chance(50) {
            return pick([
                "rank() OVER (\(peers))", "dense_rank() OVER (\(peers))",
                "count(*) OVER (\(peers))", "count(*) OVER (PARTITION BY \(sort))",
                "count(\(x)) OVER (\(peers) GROUPS 1 PRECEDING)",
            ])
        }
        let whole: [Fragment] = [
            "max(\(x)) OVER (PARTITION BY \(sort))", "min(\(x)) OVER (PARTITION BY \(sort))",
            "max(\(x)) OVER (\(peers))", "min(\(x)) OVER (\(peers) GROUPS 1 PRECEDING)",
            "max(\(x)) FILTER (WHERE \(condition(rows, depth: 0))) OVER (\(peers))",
        ]
        guard let key = rows.key, chance(65) else { return pick(whole) }
        let order: Fragment = "\(peers), \(key)"
        let frame = pick([
            "", " ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING",
            " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
        ])
        return pick([
            "first_value(\(x)) OVER (\(order)\(frame))", "last_value(\(x)) OVER (\(order)\(frame))",
            "nth_value(\(x), 2) OVER (\(order)\(frame))", "lag(\(x)) OVER (\(order))",
            "lead(\(x), 2) OVER (\(order))", "lag(\(x), 1, \(literal(type))) OVER (\(order))",
            "lead(\(x), 1, \(operand(type, rows, depth: 0))) OVER (\(order))",
        ])
    }

    /// Aggregates whose values no order of the rows can change.
    mutating func aggregate(_ type: ValueType, _ scope: TypedScope) -> Fragment {
        let keys = scope.groupKeys.filter { $0.type == type }.map(\.fragment)
        if !keys.isEmpty, chance(45) { return pick(keys) }
        var rows = scope.with(.rows)
        rows.allowsSubqueries = false
        let filter = chance(20) ? " FILTER (WHERE \(condition(rows, depth: 0)))" : "" as Fragment
        if type == .integer, chance(60) || !rows.has(.integer) {
            let x = expression(self.type(in: rows), rows, depth: 1)
            let concatenated: Fragment = "group_concat(DISTINCT \(x))"
            return pick([
                "count(*)\(filter)", "count(\(x))\(filter)", "count(DISTINCT \(x))\(filter)",
                "count(DISTINCT \(x))\(filter)",
                // How many there are: their order, and which spelling of equal ones, are open.
                "(length(\(concatenated)) - length(replace(\(concatenated), ',', '')))",
                "sum(\(truth(rows)))\(filter)", "sum(\(number(rows)))\(filter)",
            ])
        }
        let x = rows.has(type) ? expression(type, rows, depth: 1) : literal(type)
        return "\(pick(["max", "min"]))(\(pick(["", "", "DISTINCT "]))\(x))\(filter)"
    }

    /// A truth value to be counted, or a number.
    private mutating func truth(_ rows: TypedScope) -> Fragment {
        rows.has(.truth) ? expression(.truth, rows, depth: 1) : "1"
    }

    private mutating func number(_ rows: TypedScope) -> Fragment {
        rows.has(.integer) ? expression(.integer, rows, depth: 1) : "1"
    }

    /// A query of one value, over other rows or none.
    mutating func subquery(_ type: ValueType, _ scope: TypedScope, _ x: Fragment) -> Fragment {
        guard chance(75) else { return "(SELECT \(x))" }
        let (item, inner, conditions) = rows(besides: scope)
        let y = expression(type, inner, depth: 1)
        guard chance(50) || inner.key == nil, type != .truth else {
            let sort = expression(self.type(in: inner), inner, depth: 1)
            return
                "(SELECT \(y) FROM \(item)\(where: conditions) ORDER BY \(sort), \(inner.key ?? []) LIMIT 1)"
        }
        return "(SELECT \(pick(["max", "min"]))(\(y)) FROM \(item)\(where: conditions))"
    }

    /// A table for a subquery, with conditions that may compare it with the rows outside.
    mutating func rows(
        besides outer: TypedScope
    ) -> (item: Fragment, scope: TypedScope, conditions: [Fragment]) {
        let source = resource()
        var inner = TypedScope(relations: [source.relation])
        inner.allowsSubqueries = false
        var conditions = source.conditions
        if chance(50) { conditions.append(condition(inner, depth: 1)) }
        if outer.mode == .rows, chance(60) {
            let type = self.type(in: outer)
            if inner.has(type), outer.has(type) {
                conditions.append(
                    comparison(column(type, inner), column(type, qualified(outer)), type)
                )
            }
        }
        return (source.item, inner, conditions)
    }

    /// The scope with references that mean the same inside of subqueries.
    private func qualified(_ scope: TypedScope) -> TypedScope {
        var scope = scope
        scope.allowsSubqueries = false
        return scope
    }
}
