package import TuneQLSQLite

/// The bytes of a compiled catalog, which are opened when something is first looked up.
package enum CatalogSource: Sendable {
    /// The path of a file, which must not change while it is open.
    case file(String)
    /// A database in memory.
    case pages(DatabasePages)
}
