/// An item of a FROM, and its join with those before it.
package struct FromItem: Sendable {
    package enum Source: Sendable {
        case table(TableReference)
        case subquery(Query, alias: Identifier?)
        /// Joins in parentheses.
        case group([FromItem], alias: Identifier?)
        case exec(ExecSource)
    }

    package enum Constraint: Sendable {
        case on(Expression)
        case using([Identifier])
    }

    /// Nil for the first of a FROM.
    package var join: Join?
    package var source: Source
    package var constraint: Constraint?
    package var range: Range<Int>
}

package struct Join: Sendable, Hashable {
    package enum Kind: Sendable {
        case comma, inner, cross, left, right, full
    }

    package var kind: Kind
    package var isNatural: Bool
    package var range: Range<Int>
}

extension FromItem {
    /// Its tables, including those of joins in parentheses, but not those of subqueries.
    package var tables: [TableReference] {
        switch source {
        case .table(let table): [table]
        case .subquery, .exec: []
        case .group(let items, _): items.flatMap(\.tables)
        }
    }

    /// Its EXECs, including those of joins in parentheses, but not those of subqueries.
    var execSources: [ExecSource] {
        switch source {
        case .exec(let source): [source]
        case .table, .subquery: []
        case .group(let items, _): items.flatMap(\.execSources)
        }
    }

    /// The names that can qualify columns.
    package var exposedNames: [String] {
        switch source {
        case .table(let table): [table.exposedName]
        case .subquery(_, let alias): alias.map { [$0.text] } ?? []
        case .exec(let source): source.alias.map { [$0.text] } ?? []
        case .group(let items, let alias):
            alias.map { [$0.text] } ?? items.flatMap(\.exposedNames)
        }
    }
}
