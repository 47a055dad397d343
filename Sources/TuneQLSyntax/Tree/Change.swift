/// The clauses of an UPDATE or a DELETE after the table.
package struct Change: Sendable {
    /// `column = value` of a SET, or `(column, …) = value`.
    package struct Assignment: Sendable {
        /// The column, and the names that lead into its value; empty for several columns.
        package var path: [Identifier]
        package var value: Expression
        /// The range of what is set.
        package var range: Range<Int>
    }

    package var assignments: [Assignment] = []
    /// The condition of the WHERE.
    package var condition: Expression?
    package var returning: ReturningClause?
    /// The first word of a clause that only SQLite reads, such as OR IGNORE, INDEXED BY or LIMIT.
    package var otherClause: Range<Int>?
}
