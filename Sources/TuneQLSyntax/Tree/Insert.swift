/// An `INSERT INTO target (columns) source [RETURNING …]`.
package struct Insert: Sendable {
    package var with: [CommonTable]
    package var isRecursive: Bool
    /// `ABORT`, `FAIL`, `IGNORE`, `REPLACE` or `ROLLBACK` of `INSERT OR …`, with its range.
    package var conflict: Identifier?
    package var target: TableReference
    package var columns: [Identifier]
    /// Nil for `DEFAULT VALUES`.
    package var source: Query?
    /// The `ON CONFLICT …` clauses.
    package var upsertRange: Range<Int>?
    package var returning: ReturningClause?
}

package struct ReturningClause: Sendable {
    package var results: [SelectItem]
    /// From the keyword RETURNING to the end of the last expression.
    package var range: Range<Int>
}
