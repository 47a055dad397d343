/// A table that a statement names.
package struct TableReference: Sendable {
    /// From the provider, or a later first name, to the table.
    package var path: [Identifier]
    package var alias: Identifier?
    /// Of the path alone.
    package var range: Range<Int>
    /// The arguments of a table function; nil without parentheses.
    package var arguments: [Expression]?
    /// The end of the arguments, or else of the path: an alias may be written here.
    package var end: Int

    /// The qualifier of its columns: the alias, or else the last name of the path.
    package var exposedName: String { alias?.text ?? path.last?.text ?? "" }
}
