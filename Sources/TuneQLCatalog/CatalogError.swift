package import TuneQLSQLite

/// A failure to read or write a catalog.
package indirect enum CatalogError: Error, Sendable, Hashable {
    case database(SQLiteError)
    case unwritten(SQLiteError)
    /// A file beside the catalog could not be made or replaced; names the step and the reason.
    case unreplaced(String)
    /// The catalog is damaged; names the part.
    case damaged(String)
    /// The catalog was compiled by another version of TuneQL, whose catalogs have this version.
    case otherVersion(Int64)
    /// An error of the catalog in the file of this path.
    case file(String, CatalogError)
}

extension CatalogError {
    /// The error without the file's path.
    package var cause: CatalogError {
        guard case .file(_, let cause) = self else { return self }
        return cause.cause
    }

    /// The error of a catalog that is called `name`.
    private func text(of name: String) -> String {
        switch self {
        case .database(let error): "\(name) cannot be read: \(error.message)"
        case .unwritten(let error): "\(name) cannot be written: \(error.message)"
        case .unreplaced(let reason): "\(name) cannot be written: \(reason)"
        case .damaged(let part): "\(name) is damaged: \(part)"
        case .otherVersion: "\(name) was compiled by another version of TuneQL"
        case .file(let path, let error): error.text(of: "the catalog \(path)")
        }
    }
}

extension CatalogError: CustomStringConvertible {
    package var description: String { text(of: "the catalog") }
}

extension CatalogError {
    /// The remedy for an installed catalog that cannot be used; nil for other catalogs.
    package var help: String? {
        guard case .file(let path, _) = self,
            let (provider, _) = TuneQLHome.version(ofCatalog: path)
        else { return nil }
        if let arguments = TuneQLHome.importArguments(ofCatalog: path) {
            return "make it again: tuneql registry import \(arguments)"
        }
        return "install the provider \(provider) anew, or remove the file"
    }
}
