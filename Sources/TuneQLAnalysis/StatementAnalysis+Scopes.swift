import TuneQLCatalog
import TuneQLSyntax

extension StatementAnalysis {
    /// The tables whose columns may be named at a position, the innermost FROM first.
    ///
    /// - Parameter offset: A byte offset in the text, from the start of a SELECT to directly after
    ///   its end.
    /// - Returns: The tables, each FROM in its order.
    package func relations(at offset: Int) -> [VisibleRelation] {
        var found: [VisibleRelation] = []
        var scope = scope(at: offset)
        var depth = 0
        while !scope.cores.isEmpty {
            found += types.relations(in: scope).map { visible($0, depth: depth) }
            scope = scope.leavingCore
            depth += 1
        }
        return found + types.targets(at: offset).map { visible($0, depth: depth) }
    }

    private func visible(_ member: NamedRelation, depth: Int) -> VisibleRelation {
        VisibleRelation(
            qualifier: member.paths.first?.last,
            columns: member.relation.columns,
            use: uses.first { $0.reference.range == member.table?.range },
            depth: depth
        )
    }

    /// The scope of the innermost SELECT around a position.
    private func scope(at offset: Int) -> TreeScope {
        var found = TreeScope()
        var length = Int.max
        statement.forEachQuery { query, outer in
            let scope = outer.seeing(query.with)
            for core in query.body
            where core.range.lowerBound <= offset && offset <= core.range.upperBound {
                guard core.range.count < length else { continue }
                (found, length) = (scope.entering(core), core.range.count)
            }
            // The terms of ORDER BY belong to the last SELECT.
            guard length == .max, query.range.contains(offset), let core = query.body.last else {
                return
            }
            found = scope.entering(core)
        }
        return found
    }
}
