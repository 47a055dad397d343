/// A query: one or more SELECT or VALUES, combined by set operators, with all clauses.
package struct Query: Sendable {
    /// The common tables of its WITH.
    package var with: [CommonTable]
    package var isRecursive: Bool
    /// At least one; each but the first has the operator that combines it with those before it.
    package var body: [SelectCore]
    package var orderBy: [OrderingTerm]
    package var limit: Expression?
    package var offset: Expression?
    package var range: Range<Int>
}

/// A member of a WITH: a query with a name.
package struct CommonTable: Sendable {
    package var name: Identifier
    package var columns: [Identifier]
    package var query: Query
    package var range: Range<Int>
}

package enum SetOperator: String, Sendable {
    case union = "UNION"
    case unionAll = "UNION ALL"
    case intersect = "INTERSECT"
    case except = "EXCEPT"
}

/// A term of an ORDER BY.
package struct OrderingTerm: Sendable {
    package enum Nulls: Sendable {
        case first, last
    }

    package var expression: Expression
    package var isDescending: Bool
    package var nulls: Nulls?
    package var range: Range<Int>
}
