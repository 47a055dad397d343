package import TuneQLSQLite

/// A failure to read or write a catalog.
package enum CatalogError: Error, Sendable, Hashable {
    case database(SQLiteError)
    case unwritten(SQLiteError)
    /// The image is not a catalog of this version, or is damaged; names the part.
    case damaged(String)
}

extension CatalogError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .database(let error): "the catalog cannot be read: \(error.message)"
        case .unwritten(let error): "the catalog cannot be written: \(error.message)"
        case .damaged(let part): "the catalog is damaged or of another version: \(part)"
        }
    }
}
