import TuneQLCatalog

/// A directory of provider documents in the format of StackQL's registry.
///
/// It holds `provider/version/provider.yaml` with `services/` beside it, one directory for each
/// provider, perhaps all below `src/`; of several versions the newest is taken. An engine takes the
/// compiled documents:
///
/// ```swift
/// var configuration = Engine.Configuration()
/// configuration.catalog = .compiled(try Registry(directory: "/etc/app/registry").compiled())
/// let engine = try Engine(configuration)
/// ```
public struct Registry: Sendable, Hashable {
    /// The path of the directory.
    public var directory: String

    /// Names a directory; nothing is read before ``compiled()``.
    ///
    /// - Parameter directory: Its path.
    public init(directory: String) {
        self.directory = directory
    }

    /// Reads the documents and compiles them into one catalog.
    ///
    /// The bytes may be kept in a file, and used by programs of the same version of TuneQL.
    ///
    /// - Returns: The catalog, as `Engine.Configuration.CatalogSource.compiled` takes it.
    /// - Throws: ``RegistryError`` for the first document that cannot be read or used.
    public func compiled() throws(RegistryError) -> [UInt8] {
        let tree: DocumentTree
        do { tree = try DocumentTree(root: directory) } catch { throw RegistryError("\(error)") }
        do { return try tree.image() } catch { throw RegistryError("\(error)") }
    }
}

extension DocumentTree {
    /// The catalog of everything that the documents describe.
    fileprivate func image() throws(CatalogError) -> [UInt8] {
        let writer = try CatalogWriter()
        for provider in providers { try writer.add(provider) }
        for contents in services { try writer.add(contents) }
        return try writer.image()
    }
}
