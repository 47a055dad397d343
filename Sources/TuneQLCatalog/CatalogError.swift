package import TuneQLSQLite

/// Why a catalog cannot be made or read.
package enum CatalogError: Error, Sendable, Hashable {
    case document(DocumentError)
    case database(SQLiteError)
    /// The image is no catalog of this version, or was damaged; says which part.
    case damaged(String)
}

extension CatalogError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .document(let error): error.description
        case .database(let error): "the catalog cannot be read: \(error.message)"
        case .damaged(let part): "the catalog is damaged or of another version: \(part)"
        }
    }
}
