import TuneQLCatalog
import TuneQLJSON

/// A `provider.yaml`: the provider, and the paths of its services' documents.
struct ProviderDocument {
    struct Entry {
        var service: Service
        /// The path of the service's document, from the root of all documents.
        var path: String
    }

    var provider: Provider
    var services: [Entry]
    /// The `config` that services inherit.
    var configuration: JSONValue?

    init(_ tree: JSONValue, at position: DocumentPosition) throws(DocumentError) {
        let name = try position.text("name", of: tree, or: tree["id"]?.string)
        if let kind = tree["protocolType"]?.string, kind != "http" {
            throw position.error(.unsupported("the protocol type '\(kind)'"))
        }
        provider = Provider(
            name: name,
            version: tree["version"]?.spelling ?? "",
            title: tree["title"]?.spelling ?? name,
            description: tree["description"]?.spelling ?? "",
            authorization: tree["config"]?["auth"]
        )
        configuration = tree["config"]
        services = []
        for member in try position.object("providerServices", of: tree).members {
            let position = position.inside("service \(member.name)")
            services.append(try Self.entry(member, provider: name, at: position))
        }
    }

    private static func entry(
        _ member: JSONMember,
        provider: String,
        at position: DocumentPosition
    ) throws(DocumentError) -> Entry {
        guard let path = member.value["service"]?.reference else {
            throw position.error(.missing("service.$ref"))
        }
        // By bytes: to Swift, a slash with a combining mark is another character than a slash.
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.first?.isEmpty == false, !parts.contains(where: { $0.elementsEqual("..".utf8) })
        else {
            throw position.error(.unknownReference(path))
        }
        let service = Service(
            provider: provider,
            name: member.name,
            version: member.value["version"]?.spelling ?? "",
            title: member.value["title"]?.spelling ?? member.name,
            description: member.value["description"]?.spelling ?? ""
        )
        return Entry(service: service, path: path)
    }
}
