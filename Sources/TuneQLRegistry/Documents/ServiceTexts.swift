import TuneQLCatalog
import TuneQLJSON

/// The documents of one service, and which of them were read.
final class ServiceTexts {
    private let folder: RegistryFolder
    private let directory: RegistryFolder.Provider
    private let service: Service
    /// Whether digests are made, which only catalogs in files need.
    private let areStamped: Bool
    /// The path of the service's own document, once it is known.
    private var main: String
    /// The documents that were read, the service's own first.
    private(set) var paths: [String] = []
    private(set) var stamps: [DocumentStamp] = []

    init(
        of service: Service,
        in folder: RegistryFolder,
        _ directory: RegistryFolder.Provider,
        areStamped: Bool
    ) {
        self.service = service
        self.folder = folder
        self.directory = directory
        self.areStamped = areStamped
        main = directory.document
    }

    /// The service's own document.
    func mainTree(at path: String) throws(DocumentError) -> JSONValue {
        main = path
        return try tree(at: path)
    }

    /// The document that a reference leads to.
    func tree(of reference: String) throws(DocumentError) -> JSONValue {
        guard let path = folder.path(of: reference, in: directory, from: main) else {
            throw DocumentError(.absent(reference), document: main)
        }
        return try tree(at: path)
    }

    private func tree(at path: String) throws(DocumentError) -> JSONValue {
        let file = folder.stamp(of: path)
        let bytes = try folder.contents(of: path)
        if areStamped, !stamps.contains(where: { $0.path == path }) {
            let (provider, name) = (service.provider, service.name)
            stamps.append(
                DocumentStamp(path, file, bytes: bytes, provider: provider, service: name)
            )
        }
        if !paths.contains(path) { paths.append(path) }
        return try JSONValue(document: bytes, named: path)
    }

    /// Records the paths where a document was looked for in vain.
    func addAbsent(_ paths: [String]) {
        guard areStamped else { return }
        stamps += paths.map { path in
            DocumentStamp(
                provider: service.provider,
                service: service.name,
                path: path,
                digest: "",
                size: CatalogState.absentSize
            )
        }
    }
}
