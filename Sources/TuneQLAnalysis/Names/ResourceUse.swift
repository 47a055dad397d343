package import TuneQLCatalog
package import TuneQLSyntax

/// A mention of a resource that a statement reads.
package struct ResourceUse: Sendable {
    /// The resource.
    package var resource: Resource
    /// The table of the statement that names it.
    package var reference: TableReference
    /// The WHERE of the SELECT around it.
    package var whereRange: Range<Int>?
    /// Whether none of its rows can reach a result.
    package var isUnread = false

    /// The name of the table that SQLite reads.
    package var tableName: String { isUnread ? resource.id + " without rows" : resource.id }
}
