import TuneQL
import TuneQLRegistry

extension Engine.Configuration.CatalogSource {
    /// The documents that `--registry` names, compiled.
    ///
    /// The catalog of a directory is kept among the user's caches, and made again when its documents
    /// change; where nothing can be kept it is made for this run.
    ///
    /// - Parameters:
    ///   - name: A directory, its `file://` URL, the URL of published archives, or StackQL's JSON or
    ///     YAML with `url`. Of archives, the documents that StackQL has unpacked are used.
    ///   - environment: The variables of the process, which name the directory for caches.
    /// - Returns: The catalog; nil for a registry that is only downloaded from.
    /// - Throws: ``QueryError`` when no provider can be read.
    static func registry(
        _ name: String,
        environment: [String: String]
    ) throws(QueryError) -> Self? {
        do {
            switch try RegistryLocation(name) {
            case .directory(let directory):
                return try documents(of: Registry(directory: directory), environment)
            case .archives(_, let directory?) where Registry(directory: directory).exists:
                return try documents(of: Registry(directory: directory), environment)
            case .archives: return nil
            }
        } catch {
            throw QueryError(.invalidValue, "\(error)")
        }
    }

    private static func documents(
        of registry: Registry,
        _ environment: [String: String]
    ) throws(RegistryError) -> Self {
        let file = RegistryCache.file(for: registry.directory, environment: environment)
        guard let file, (try? registry.compile(to: file)) != nil else {
            return .compiled(try registry.compiled())
        }
        return .file(file)
    }
}
