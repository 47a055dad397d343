package import TuneQLCatalog
import TuneQLJSON

/// The contents of a directory of provider documents.
package struct DocumentTree: Sendable {
    package private(set) var providers: [Provider] = []
    package private(set) var services: [ServiceContents] = []
    private let source: String

    /// Reads the newest version of each provider below a registry's root.
    ///
    /// The root holds `src/<provider>/<version>/provider.yaml`; `src` may be left out.
    package init(root: String) throws(DocumentError) {
        source = Directory.exists(root + "/src") ? root + "/src" : root
        for directory in try Directory.names(at: source) {
            let versions =
                Directory.exists("\(source)/\(directory)/provider.yaml")
                ? [] : (try? Directory.names(at: "\(source)/\(directory)")) ?? []
            let complete = versions.filter {
                Directory.exists("\(source)/\(directory)/\($0)/provider.yaml")
            }
            guard let newest = complete.max(by: DocumentVersion.isOlder) else { continue }
            try read(provider: "\(directory)/\(newest)")
        }
        guard !providers.isEmpty else { throw DocumentError(.noProvider, document: root) }
    }

    private mutating func read(provider directory: String) throws(DocumentError) {
        let position = DocumentPosition(document: "\(directory)/provider.yaml")
        let document = try ProviderDocument(try tree(at: position.document), at: position)
        guard !providers.contains(where: { $0.name == document.provider.name }) else {
            throw position.error(.duplicate("the provider '\(document.provider.name)'"))
        }
        providers.append(document.provider)
        for entry in document.services {
            let path = path(of: entry, in: directory)
            let position = DocumentPosition(document: Self.shortened(path))
            services.append(
                try Self.contents(
                    of: entry.service,
                    in: ServiceDocument(try tree(at: path, named: position.document), at: position),
                    configuration: document.configuration
                )
            )
        }
    }

    /// The document's path; references may still name the version that it was made for.
    private func path(of entry: ProviderDocument.Entry, in directory: String) -> String {
        guard !Directory.exists("\(source)/\(entry.path)") else { return entry.path }
        let name = entry.path.split(separator: "/").last.map(String.init) ?? entry.path
        let moved = "\(directory)/services/\(name)"
        return Directory.exists("\(source)/\(moved)") ? moved : entry.path
    }

    /// The last two names of a path, which are clear enough in a message.
    private static func shortened(_ path: String) -> String {
        path.split(separator: "/").suffix(2).joined(separator: "/")
    }

    private func tree(at path: String, named name: String? = nil) throws(DocumentError) -> JSONValue
    {
        let bytes = try Directory.contents(of: "\(source)/\(path)")
        return try JSONValue(document: bytes, named: name ?? path)
    }
}

extension DocumentTree {
    /// Reads the text of one service document.
    package static func contents(
        of service: Service,
        document bytes: [UInt8],
        named name: String
    ) throws(DocumentError) -> ServiceContents {
        let root = try JSONValue(document: bytes, named: name)
        let position = DocumentPosition(document: name)
        return try contents(of: service, in: ServiceDocument(root, at: position))
    }

    /// Reads the resources of one service document.
    static func contents(
        of service: Service,
        in document: ServiceDocument,
        configuration: JSONValue? = nil
    ) throws(DocumentError) -> ServiceContents {
        guard let components = document.root["components"] else {
            throw document.position.error(.missing("components"))
        }
        var reader = TypeReader(document: document)
        var resources: [Resource] = []
        for member in try document.position.object("x-stackQL-resources", of: components).members {
            let resource = ResourceReader(
                document: document,
                service: service,
                name: member.name,
                tree: member.value,
                configurations: [document.root["x-stackQL-config"], configuration],
                position: document.position.inside("resource \(member.name)")
            )
            resources.append(try resource.resource(reader: &reader))
        }
        return ServiceContents(service: service, resources: resources, messages: reader.messages)
    }
}
