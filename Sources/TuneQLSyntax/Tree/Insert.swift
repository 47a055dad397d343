/// An `INSERT INTO target (columns) source [RETURNING …]`, or a REPLACE of the same form.
package struct Insert: Sendable {
    /// Whether the statement is a REPLACE.
    package var isReplacement = false
    package var with: [CommonTable]
    package var isRecursive: Bool
    /// `ABORT`, `FAIL`, `IGNORE`, `REPLACE` or `ROLLBACK` of `INSERT OR …`, with its range.
    package var conflict: Identifier?
    package var target: TableReference
    /// The named columns; dots in the text of one lead into its value.
    package var columns: [Identifier]
    /// Nil for `DEFAULT VALUES`.
    package var source: Query?
    /// The `ON CONFLICT …` clauses.
    package var upsertRange: Range<Int>?
    package var returning: ReturningClause?

    /// The statement's verb: INSERT or REPLACE.
    package var keyword: String { isReplacement ? "REPLACE" : "INSERT" }
}

package struct ReturningClause: Sendable {
    package var results: [SelectItem]
    /// From the keyword RETURNING to the end of the last expression.
    package var range: Range<Int>
}
