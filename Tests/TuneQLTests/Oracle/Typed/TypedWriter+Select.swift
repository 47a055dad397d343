/// The outermost SELECT.
extension TypedWriter {
    mutating func select() -> TypedSelect {
        var select: TypedSelect
        switch number(10) {
        case 0: select = union()
        case 1, 2: select = grouped()
        case 3, 4: select = selected(.windows)
        default: select = selected(.rows)
        }
        select.definitions = definitions
        select.commonTables = commonTables
        select.isOrdered = chance(60)
        if !select.isOrdered { select.order = [] }
        if select.isOrdered, chance(25) { select.limit = "LIMIT \(1 + number(6))" }
        return select
    }

    /// A SELECT without what stands around it.
    private func statement(_ arms: [TypedSelect.Arm], order: [Fragment]) -> TypedSelect {
        TypedSelect(
            definitions: [],
            commonTables: [],
            arms: arms,
            order: order,
            isOrdered: true,
            limit: ""
        )
    }

    /// A result as both dialects show it: `@` before times, words for truth.
    private func shown(_ expression: Fragment, _ type: ValueType) -> Fragment {
        let (before, after) =
            switch type {
            case .time: ("'@' || (", ")")
            case .truth: ("CASE (", ") WHEN 0 THEN 'false' WHEN 1 THEN 'true' END")
            default: ("", "")
            }
        return
            "\(Fragment(ours: "", plain: before))\(expression)\(Fragment(ours: "", plain: after))"
    }

    private mutating func results(_ scope: TypedScope) -> [Fragment] {
        (0...number(3)).map { _ in
            let type = type(in: scope)
            return shown(expression(type, scope, depth: 2), type)
        }
    }

    private func tail(_ from: Fragment, _ filter: [Fragment]) -> Fragment {
        "FROM \(from)\(where: filter)"
    }

    private mutating func selected(_ mode: TypedScope.Mode) -> TypedSelect {
        let (from, rows, filter) = from(depth: 2)
        let scope = rows.with(mode)
        let isDistinct = mode == .rows && chance(25)
        let arm = TypedSelect.Arm(
            sign: "",
            start: isDistinct ? "SELECT DISTINCT" : "SELECT",
            results: results(scope),
            rest: tail(from, filter)
        )
        return statement([arm], order: isDistinct ? [] : order(scope))
    }

    private mutating func grouped() -> TypedSelect {
        let (from, scope, filter) = from(depth: 2)
        guard chance(80) else {
            let all = scope.with(.aggregates)
            let arm = TypedSelect.Arm(
                sign: "",
                start: "SELECT",
                results: results(all),
                rest: "\(tail(from, filter))\(having(all))"
            )
            return statement([arm], order: [])
        }
        let (keys, groups) = grouping(scope)
        var results = keys.map { shown($0.fragment, $0.type) }
        results += self.results(groups)
        let by = keys.map(\.fragment)
        let arm = TypedSelect.Arm(
            sign: "",
            start: "SELECT",
            results: results,
            rest: "\(tail(from, filter)) GROUP BY \(by)\(having(groups))"
        )
        return statement([arm], order: order(groups))
    }

    private mutating func union() -> TypedSelect {
        let types = (0...number(3)).map { _ in
            pick([.time, .time, .integer, .real, .truth, .text] as [ValueType])
        }
        let arms = (0...1 + number(2)).map { _ in
            let source = chance(70) ? resource() : whole()
            let scope = TypedScope(relations: [source.relation])
            return TypedSelect.Arm(
                sign: pick(["UNION", "UNION ALL", "INTERSECT", "EXCEPT"]),
                start: "SELECT",
                results: types.map { shown(expression($0, scope, depth: 1), $0) },
                rest: tail(source.item, source.conditions + some(scope))
            )
        }
        return statement(arms, order: [])
    }

    /// A source with values of all types.
    private mutating func whole() -> Source {
        for _ in 0..<5 {
            let source = source(depth: 1)
            let scope = TypedScope(relations: [source.relation])
            if scope.types.count == ValueType.scalars.count { return source }
        }
        return resource()
    }

    private mutating func order(_ scope: TypedScope) -> [Fragment] {
        (0..<number(3)).map { _ in
            let type = type(in: scope)
            let sign = pick(["", "", " DESC", " NULLS LAST", " DESC NULLS FIRST"])
            return "\(expression(type, scope, depth: 1))\(sign)"
        }
    }
}
