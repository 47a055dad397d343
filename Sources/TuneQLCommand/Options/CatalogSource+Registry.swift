import TuneQL
import TuneQLRegistry

extension Engine.Configuration.CatalogSource {
    /// The documents that `--registry` names, compiled.
    ///
    /// - Parameter name: A directory, or its `file://` URL.
    /// - Returns: The catalog.
    /// - Throws: ``QueryError`` when a document cannot be used.
    static func registry(_ name: String) throws(QueryError) -> Self {
        let scheme = "file://"
        let isURL = name.hasPrefix(scheme)
        let registry = Registry(directory: isURL ? String(name.dropFirst(scheme.count)) : name)
        do {
            return .compiled(try registry.compiled())
        } catch {
            throw QueryError(.invalidValue, error.description)
        }
    }
}
