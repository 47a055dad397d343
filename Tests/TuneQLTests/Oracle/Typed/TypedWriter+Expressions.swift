extension TypedWriter {
    /// An expression of a type that has a value of that type in it.
    mutating func expression(_ type: ValueType, _ scope: TypedScope, depth: Int) -> Fragment {
        guard depth > 0, chance(60) else { return leaf(type, scope).with(type) }
        return composed(type, scope, depth - 1).with(type)
    }

    /// An expression or a constant.
    mutating func operand(
        _ type: ValueType,
        _ scope: TypedScope,
        depth: Int,
        beside neighbours: [Fragment] = []
    ) -> Fragment {
        chance(60)
            ? expression(type, scope, depth: depth) : literal(type, beside: neighbours)
    }

    private mutating func composed(
        _ type: ValueType,
        _ scope: TypedScope,
        _ depth: Int
    ) -> Fragment {
        let x = expression(type, scope, depth: depth)
        switch number(14) {
        case 0, 1: return "coalesce(\(x), \(operand(type, scope, depth: depth)))"
        case 2:
            let y = operand(type, scope, depth: depth)
            return "coalesce(\(pick([x, "NULL"])), \(y), \(expression(type, scope, depth: 0)))"
        case 3: return "ifnull(\(x), \(operand(type, scope, depth: depth)))"
        case 4: return "nullif(\(x), \(operand(type, scope, depth: depth)))"
        case 5: return branches(x, type, scope, depth)
        case 6: return branches(x, type, scope, depth)
        case 7: return choice(x, type, scope, depth)
        case 8, 9:
            let arguments =
                chance(70)
                ? [x, operand(type, scope, depth: depth)] : [operand(type, scope, depth: depth), x]
            return "\(pick(["max", "min"]))(\(arguments, minimum: 2))"
        case 10: return "(\(x))"
        case 11, 12: return special(x, type, scope, depth)
        default:
            guard scope.allowsSubqueries, scope.mode == .rows else { return "(\(x))" }
            return subquery(type, scope, x)
        }
    }

    /// `iif` and CASE with conditions.
    private mutating func branches(
        _ x: Fragment,
        _ type: ValueType,
        _ scope: TypedScope,
        _ depth: Int
    ) -> Fragment {
        let condition = condition(scope, depth: depth)
        let y = operand(type, scope, depth: depth)
        switch number(5) {
        case 0: return "iif(\(condition), \(x), \(y))"
        case 1: return "iif(\(condition), \(y), \(x))"
        case 2: return "CASE WHEN \(condition) THEN \(x) END"
        case 3: return "CASE WHEN \(condition) THEN \(x) ELSE \(y) END"
        default:
            let other = self.condition(scope, depth: 0)
            return "CASE WHEN \(condition) THEN \(y) WHEN \(other) THEN \(x) ELSE NULL END"
        }
    }

    /// CASE with a base.
    private mutating func choice(
        _ x: Fragment,
        _ type: ValueType,
        _ scope: TypedScope,
        _ depth: Int
    ) -> Fragment {
        let base = self.type(in: scope)
        let left = expression(base, scope, depth: depth)
        let right = operand(base, scope, depth: depth, beside: [left])
        let y = operand(type, scope, depth: depth)
        let other = operand(base, scope, depth: 0, beside: [left])
        return pick([
            "CASE \(left) WHEN \(right) THEN \(x) ELSE \(y) END",
            "CASE \(left) WHEN \(right) THEN \(y) WHEN \(other) THEN \(x) END",
            "CASE \(right) WHEN \(left) THEN \(x) ELSE \(y) END",
        ])
    }

    /// A number or truth value in a text.
    private mutating func written(_ x: Fragment, _ type: ValueType) -> Fragment {
        guard type == .truth else {
            return pick(["typeof(\(x))", "(\(x) || '')", "quote(\(x))"])
        }
        let json: Fragment = """
            \(Fragment(ours: "", plain: "json(CASE "))\(x)\
            \(Fragment(ours: "", plain: " WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE 'null' END)"))
            """
        return pick(["json_object('is', \(json))", "json_array(\(json), 1)"])
    }

    /// What only values of some types can be put into.
    private mutating func special(
        _ x: Fragment,
        _ type: ValueType,
        _ scope: TypedScope,
        _ depth: Int
    ) -> Fragment {
        switch type {
        case .integer:
            let other = self.type(in: scope)
            return pick([
                "\(x) + 1", "abs(\(x))", "-(\(x))", "CAST(\(x) AS INTEGER)", "(\(x) - 1)",
                "iif(\(expression(other, scope, depth: 0)) IS NULL, 0, \(x))",
            ])
        case .real:
            return pick([
                "\(x) + 0.5", "round(\(x), 1)", "CAST(\(x) AS REAL)", "\(x) * 2", "-(\(x))",
            ])
        case .text:
            let known = [.integer, .real, isDefining ? .real : .truth].filter { scope.has($0) }
            guard !known.isEmpty, chance(50) else {
                return pick(["lower(\(x))", "\(x) || '!'", "substr(\(x), 1, 3)", "trim(\(x))"])
            }
            let other = pick(known)
            return written(expression(other, scope, depth: depth), other)
        case .time, .truth: return pick(["likely(\(x))", "unlikely(\(x))", "(\(x))"])
        case .plan, .step: return x
        }
    }
}

extension TypedWriter {
    /// The shortest expression of a type.
    mutating func leaf(_ type: ValueType, _ scope: TypedScope) -> Fragment {
        switch scope.mode {
        case .rows: return column(type, scope)
        case .windows: return chance(45) ? column(type, scope) : window(type, scope)
        case .aggregates: return aggregate(type, scope)
        }
    }

    /// A column, or a value inside of one.
    mutating func column(_ type: ValueType, _ scope: TypedScope) -> Fragment {
        let values = scope.relations.flatMap { relation in
            relation.values(type).map { ($0, relation) }
        }
        guard !values.isEmpty else { return literal(type) }
        let (value, relation) = pick(values)
        let isUnique = scope.relations.count == 1 && scope.allowsSubqueries && relation.isResource
        return value.fragment(isQualified: !(isUnique && chance(25)))
    }
}
