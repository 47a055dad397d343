extension TypedWriter {
    mutating func condition(_ scope: TypedScope, depth: Int) -> Fragment {
        guard depth > 0, chance(30) else { return simple(scope, depth: depth).with(.condition) }
        let left = condition(scope, depth: depth - 1)
        guard chance(75) else { return ("NOT (\(left))" as Fragment).with(.condition) }
        let right = condition(scope, depth: depth - 1)
        let both: Fragment = "(\([left, right], by: pick([" AND ", " OR "])))"
        return both.with(.condition)
    }

    private mutating func simple(_ scope: TypedScope, depth: Int) -> Fragment {
        let type = self.type(in: scope)
        if scope.allowsSubqueries, chance(18) { return membership(type, scope, depth) }
        let x = expression(type, scope, depth: depth)
        switch number(10) {
        case 0: return "\(x) IS \(pick(["", "NOT "]))NULL"
        case 1: return range(type, x, scope, depth)
        case 2: return list(type, x, scope, depth)
        case 3: return pair(type, x, scope, depth)
        case 4, 5: return type == .truth ? truth(x, scope) : compared(type, x, scope, depth)
        case 6: return collated(type, x, scope, depth)
        default: return compared(type, x, scope, depth)
        }
    }

    /// A comparison with a collation of the user's own, inside of a SELECT, out of which it cannot leak.
    private mutating func collated(
        _ type: ValueType,
        _ x: Fragment,
        _ scope: TypedScope,
        _ depth: Int
    ) -> Fragment {
        let isFree = scope.mode == .rows && scope.allowsSubqueries
        if type == .text, isFree {
            let y = operand(.text, scope, depth: 0)
            return chance(50)
                ? "(SELECT \(x) COLLATE nocase = \(y))" : "(SELECT \(y) = \(x) COLLATE nocase)"
        }
        let stamps = isFree ? scope.relations.flatMap(\.stamps) : []
        guard type == .time, !stamps.isEmpty else { return compared(type, x, scope, depth) }
        let collation = Fragment(ours: " COLLATE chronological", plain: "")
        let stamp: Fragment = "\(pick(stamps))\(collation)"
        return "(SELECT \(comparison(stamp, literal(.time, beside: [x]), .time)))"
    }

    private mutating func compared(
        _ type: ValueType,
        _ x: Fragment,
        _ scope: TypedScope,
        _ depth: Int
    ) -> Fragment {
        comparison(x, operand(type, scope, depth, beside: x), type)
    }

    /// What stands beside a value in a comparison: also texts, which count as times beside a time.
    private mutating func operand(
        _ type: ValueType,
        _ scope: TypedScope,
        _ depth: Int,
        beside x: Fragment
    ) -> Fragment {
        if type == .time, scope.mode == .rows {
            let stamps = scope.relations.flatMap(\.stamps)
            if !stamps.isEmpty, chance(10) { return pick(stamps) }
        }
        return operand(type, scope, depth: depth, beside: [x])
    }

    /// Either may be on the left.
    mutating func comparison(_ x: Fragment, _ y: Fragment, _ type: ValueType) -> Fragment {
        let signs = [
            "=", "=", "<>", "<", "<=", ">", ">=", "IS", "IS NOT", "==",
            "IS NOT DISTINCT FROM", "IS DISTINCT FROM",
        ]
        let sign = pick(type == .truth ? ["=", "<>", "IS NOT", "<"] : signs)
        return chance(60) ? "\(x) \(sign) \(y)" : "\(y) \(sign) \(x)"
    }

    private mutating func truth(_ x: Fragment, _ scope: TypedScope) -> Fragment {
        pick([
            "\(x)", "NOT \(x)", "\(x) = true", "\(x) IS TRUE", "\(x) IS NOT FALSE",
            "\(x) IN (true)",
            "\(x) = 1",
        ])
    }

    private mutating func range(
        _ type: ValueType,
        _ x: Fragment,
        _ scope: TypedScope,
        _ depth: Int
    ) -> Fragment {
        let low = operand(type, scope, depth, beside: x)
        let high = operand(type, scope, depth, beside: x)
        let not = pick(["", "", "NOT "])
        guard chance(30) else { return "\(x) \(not)BETWEEN \(low) AND \(high)" }
        let y = expression(type, scope, depth: 0)
        return "\(literal(type, beside: [x, y])) \(not)BETWEEN \(x) AND \(y)"
    }

    private mutating func list(
        _ type: ValueType,
        _ x: Fragment,
        _ scope: TypedScope,
        _ depth: Int
    ) -> Fragment {
        let not = pick(["", "", "NOT "])
        let items = (0...number(3)).map { _ in operand(type, scope, depth, beside: x) }
        guard chance(25) else { return "\(x) \(not)IN (\(items))" }
        let y = expression(type, scope, depth: 0)
        return "\(literal(type, beside: [x, y])) \(not)IN (\([x, y]))"
    }

    /// Row values.
    private mutating func pair(
        _ type: ValueType,
        _ x: Fragment,
        _ scope: TypedScope,
        _ depth: Int
    ) -> Fragment {
        let other = self.type(in: scope)
        let y = expression(other, scope, depth: 0)
        let right = [
            operand(type, scope, 0, beside: x), operand(other, scope, 0, beside: y),
        ]
        let sign = pick(["=", "<", ">=", "<>"])
        return chance(60)
            ? "(\(x), \(y)) \(sign) (\(right, minimum: 2))"
            : "(\(right, minimum: 2)) \(sign) (\(x), \(y))"
    }

    /// IN and EXISTS with a query.
    private mutating func membership(
        _ type: ValueType,
        _ scope: TypedScope,
        _ depth: Int
    ) -> Fragment {
        let (item, inner, conditions) = rows(besides: scope)
        let not = pick(["", "", "NOT "])
        let tail: Fragment = "FROM \(item)\(where: conditions)"
        let y = expression(type, inner, depth: 1)
        switch number(6) {
        case 0: return "\(not)EXISTS (SELECT 1 \(tail))"
        case 1: return "\(literal(type, beside: [y])) \(not)IN (SELECT \(y) \(tail))"
        case 2:
            let other = self.type(in: scope)
            guard inner.has(other) else { return "EXISTS (SELECT 1 \(tail))" }
            let x = expression(type, scope, depth: 0)
            let z = expression(other, scope, depth: 0)
            let found = expression(other, inner, depth: 0)
            return "(\(x), \(z)) \(not)IN (SELECT \(y), \(found) \(tail))"
        default:
            return "\(expression(type, scope, depth: depth)) \(not)IN (SELECT \(y) \(tail))"
        }
    }
}
