import TuneQLCatalog
import TuneQLSyntax

/// A place where a statement reads a resource.
struct ResourceUse: Sendable {
    var resource: Resource
    var reference: TableReference
    /// The WHERE of the SELECT that the place belongs to.
    var whereRange: Range<Int>?
}
