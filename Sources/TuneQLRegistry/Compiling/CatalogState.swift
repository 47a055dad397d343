import TuneQLCatalog
import TuneQLText

/// The documents that an existing catalog was compiled from, to tell which have changed since.
struct CatalogState {
    /// The directory that the documents' paths are relative to.
    private let source: String
    private let identity: String
    let catalog: Catalog
    private var provider: [String: DocumentStamp] = [:]
    private var services: [Key: [DocumentStamp]] = [:]

    private struct Key: Hashable {
        var provider: String
        var service: String
    }

    /// The size of a document that was looked for in vain.
    static let absentSize: Int64 = -1

    /// Raised whenever the same documents are read into another catalog than before.
    private static let readerVersion = "1"

    /// The property that holds what else the catalog depends on.
    private static let identityProperty = "documents"
    private static let readerProperty = "reader"

    /// Opens a catalog; nil when there is none of the same reader that this program can read.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - source: The directory that the documents' paths are relative to.
    ///   - identity: What else the catalog depends on, such as the providers that there are.
    init?(path: String, of source: String, identity: String) {
        let catalog = Catalog(.file(path))
        guard let documents = try? catalog.documents(),
            (try? catalog.property(Self.readerProperty)) == Self.readerVersion
        else { return nil }
        self.source = source
        self.identity = identity
        self.catalog = catalog
        for stamp in documents {
            guard let service = stamp.service else {
                provider[stamp.path] = stamp
                continue
            }
            services[Key(provider: stamp.provider, service: service), default: []].append(stamp)
        }
    }

    /// Records in a new catalog what ``init(path:of:identity:)`` compares.
    static func record(
        _ identity: String,
        in writer: borrowing CatalogWriter
    ) throws(CatalogError) {
        try writer.setProperty(readerProperty, to: readerVersion)
        try writer.setProperty(identityProperty, to: identity)
    }

    /// Whether the attributes of every document are those of the compiled ones.
    var isCurrent: Bool {
        hasIdentity && provider.values.allSatisfy(hasAttributes)
            && services.values.allSatisfy { $0.allSatisfy(hasAttributes) }
    }

    /// Whether what else the catalog depends on is the same.
    private var hasIdentity: Bool {
        (try? catalog.property(Self.identityProperty)) == identity
    }

    /// Whether a provider's own document is the compiled one.
    func isUnchanged(provider path: String) -> Bool {
        provider[path].map(isUnchanged) ?? false
    }

    /// The stamps of an unchanged service's documents, with their present attributes.
    ///
    /// - Returns: Nil when one of its documents has changed, or was not read before.
    func unchanged(_ service: Service, document path: String?) -> [DocumentStamp]? {
        let key = Key(provider: service.provider, service: service.name)
        guard let stamps = services[key], stamps.first?.path == path,
            stamps.allSatisfy(isUnchanged)
        else { return nil }
        return stamps.map { $0.refreshed(in: source) }
    }

    /// By the attributes, or by the contents where those differ.
    private func isUnchanged(_ stamp: DocumentStamp) -> Bool {
        if hasAttributes(stamp) { return true }
        guard stamp.size != Self.absentSize,
            let bytes = try? Directory.contents(of: "\(source)/\(stamp.path)"),
            bytes.count == stamp.size
        else { return false }
        return SHA256.hexDigest(of: bytes) == stamp.digest
    }

    private func hasAttributes(_ stamp: DocumentStamp) -> Bool {
        let file = FileStamp(of: "\(source)/\(stamp.path)")
        guard stamp.size != Self.absentSize else { return file == nil }
        return file
            == FileStamp(size: stamp.size, modified: stamp.modified, inode: stamp.inode)
    }
}
