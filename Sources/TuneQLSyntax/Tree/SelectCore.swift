/// One SELECT between set operators, or one VALUES.
package struct SelectCore: Sendable {
    /// Nil for the first of a query.
    package var setOperator: SetOperator?
    package var isDistinct = false
    /// Whether it is a `(SELECT …)` between set operators, read as `SELECT * FROM (…)`.
    package var isParenthesized = false
    package var results: [SelectItem] = []
    package var from: [FromItem] = []
    package var whereClause: Expression?
    /// From the keyword WHERE to the end of its expression.
    package var whereRange: Range<Int>?
    package var groupBy: [Expression] = []
    package var having: Expression?
    package var windows: [WindowDefinition] = []
    /// The rows of a VALUES; empty for a SELECT.
    package var values: [[Expression]] = []
    package var range: Range<Int>
}

/// A result of a SELECT or a RETURNING.
package struct SelectItem: Sendable {
    package enum Kind: Sendable {
        /// `*`
        case all
        /// `t.*` or `p.s.r.*`: all columns of the table of this name.
        case allOf([Identifier])
        case expression(Expression, alias: Identifier?)
    }

    package var kind: Kind
    package var range: Range<Int>
}
