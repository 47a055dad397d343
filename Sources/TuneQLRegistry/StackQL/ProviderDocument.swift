import TuneQLCatalog
import TuneQLJSON

/// A `provider.yaml`: the provider, and the paths of its services' documents.
struct ProviderDocument {
    /// A service, and where its documents are.
    struct Entry {
        var service: Service
        /// The path of the service's document, from the root of all documents; nil when none is given.
        var path: String?
        /// The path of a document that holds the resources alone.
        var resourcesPath: String?
        /// The `config` that the service's resources inherit.
        var configuration: JSONValue?
        var position: DocumentPosition
    }

    var provider: Provider
    var services: [Entry] = []
    var problems: [DocumentProblem] = []
    /// The `config` that services inherit.
    var configuration: JSONValue?

    init(_ tree: JSONValue, at position: DocumentPosition) throws(DocumentError) {
        let name = try position.text("name", of: tree, or: tree["id"]?.string)
        if let kind = tree["protocolType"]?.string, kind != "http" {
            throw position.at("protocolType").error(.unsupported(.protocolType(kind)))
        }
        provider = Provider(
            name: name,
            version: tree["version"]?.spelling ?? "",
            title: tree["title"]?.spelling ?? name,
            description: tree["description"]?.spelling ?? "",
            authorization: tree["config"]?["auth"]
        )
        configuration = tree["config"]
        var names: Set<String> = []
        for member in try position.object("providerServices", of: tree).members {
            let position = position.inside(
                "service \(member.name)",
                "providerServices",
                member.name
            )
            do throws(DocumentError) {
                guard names.insert(member.name.lowercased()).inserted else {
                    throw position.error(.duplicate("the service '\(member.name)'"))
                }
                services.append(try Self.entry(member, provider: name, at: position))
            } catch {
                problems.append(DocumentProblem(provider: name, service: member.name, error: error))
            }
        }
    }

    private static func entry(
        _ member: JSONMember,
        provider: String,
        at position: DocumentPosition
    ) throws(DocumentError) -> Entry {
        guard member.value.object != nil else {
            throw position.error(.expected("a mapping", for: member.name))
        }
        let service = Service(
            provider: provider,
            name: member.name,
            version: member.value["version"]?.spelling ?? "",
            title: member.value["title"]?.spelling ?? member.name,
            description: member.value["description"]?.spelling ?? ""
        )
        return Entry(
            service: service,
            path: try path(member.value["service"], at: position),
            resourcesPath: try path(member.value["resources"], at: position),
            configuration: member.value["config"],
            position: position
        )
    }

    /// The path in a `$ref`, which must stay below the root of all documents.
    private static func path(
        _ tree: JSONValue?,
        at position: DocumentPosition
    ) throws(DocumentError) -> String? {
        guard let path = tree?.reference else { return nil }
        guard RegistryFolder.isInside(path) else {
            throw position.error(.unknownReference(path))
        }
        return path
    }
}
