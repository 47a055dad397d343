import TuneQLCatalog
import TuneQLSyntax

/// A place where a statement reads a resource.
struct ResourceUse: Sendable {
    var resource: Resource
    var reference: TableReference
    /// The WHERE of the SELECT that the place belongs to.
    var whereRange: Range<Int>?
    /// Whether no row of it can come into a result.
    var isUnread = false

    /// The name of the table that SQLite reads.
    var tableName: String { isUnread ? resource.id + " without rows" : resource.id }
}
