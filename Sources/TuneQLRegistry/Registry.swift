import TuneQLCatalog

/// A directory of provider documents in the format of StackQL's registry.
///
/// It holds `provider/version/provider.yaml` with `services/` beside it, one directory for each
/// provider, perhaps all below `src/`; of several versions the newest is taken. What cannot be read
/// is left out. An engine takes the compiled documents:
///
/// ```swift
/// var configuration = Engine.Configuration()
/// configuration.catalogs = [
///     .compiled(try Registry(directory: "/etc/app/registry").compiled())
/// ]
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

    /// Whether the directory exists.
    package var exists: Bool { FileTree.isDirectory(directory) }

    /// Reads the documents and compiles them into one catalog.
    ///
    /// The bytes may be kept in a file, and used by programs of the same version of TuneQL.
    ///
    /// - Returns: The catalog, as `Engine.Configuration.CatalogSource.compiled` takes it.
    /// - Throws: ``RegistryError`` for a directory without any provider that can be read.
    public func compiled() throws(RegistryError) -> [UInt8] {
        do {
            var walk = RegistryWalk(try RegistryFolder(root: directory))
            let image = try walk.image()
            guard walk.report.providers.contains(where: \.isReadable) else {
                let problem = walk.report.problems.first.map { "\($0)" }
                throw RegistryError(problem ?? "there is no provider")
            }
            return image
        } catch {
            throw error as? RegistryError ?? RegistryError("\(error)")
        }
    }

    /// Compiles the documents into a file, reading again only those that have changed.
    ///
    /// The file is replaced when the new catalog is whole. One that is current stays as it is, which
    /// costs little more than a look at each document's time and size.
    ///
    /// - Parameter path: The file, as `Engine.Configuration.CatalogSource.file` takes it.
    /// - Throws: ``RegistryError`` for a directory without any provider that can be read, or a file
    ///   that cannot be written.
    public func compile(to path: String) throws(RegistryError) {
        _ = try RegistryCompiler(root: directory).update(path)
    }

    /// Reads all documents, and reports what was found and what was left out.
    ///
    /// - Parameter progress: Is called before each service, with its full name.
    /// - Returns: The report.
    /// - Throws: ``RegistryError`` for a directory without any provider.
    package func report(
        progress: (String) -> Void = { _ in }
    ) throws(RegistryError) -> RegistryReport {
        do {
            var walk = RegistryWalk(try RegistryFolder(root: directory))
            for reader in walk.providers() {
                for entry in reader.document.services {
                    progress("\(entry.service.provider).\(entry.service.name)")
                    _ = walk.read(entry, by: reader)
                }
            }
            return walk.report
        } catch {
            throw RegistryError("\(error)")
        }
    }
}

extension RegistryWalk {
    /// The catalog of everything that could be read.
    fileprivate mutating func image() throws(CatalogError) -> [UInt8] {
        let readers = providers()
        var writer = try CatalogWriter()
        for problem in report.problems { try writer.add(problem.catalogProblem) }
        try writer.add(readers, of: &self)
        return try writer.image()
    }
}

extension CatalogWriter {
    /// Adds all services of some providers.
    fileprivate mutating func add(
        _ readers: [ProviderReader],
        of walk: inout RegistryWalk
    ) throws(CatalogError) {
        for reader in readers {
            try add(reader.document.provider)
            for entry in reader.document.services {
                switch walk.read(entry, by: reader) {
                case .read(let reading): try add(reading.contents)
                case .leftOut(let problem, _): try add(problem.catalogProblem)
                }
            }
        }
    }
}
