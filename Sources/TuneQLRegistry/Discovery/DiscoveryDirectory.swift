import TuneQLJSON

/// A server's list of discovery documents, as Google's `https://www.googleapis.com/discovery/v1/apis`.
package struct DiscoveryDirectory: Sendable {
    /// A document in the list.
    package struct Entry: Sendable, Hashable {
        package var identity: DiscoveryIdentity
        /// The URL of the document.
        package var url: String

        /// The name of the file that the document is kept in.
        package var file: String { "\(identity.name).\(identity.version).json" }
    }

    /// The documents, each once.
    package let entries: [Entry]
    /// The reasons why others cannot be downloaded, as sentences.
    package let problems: [String]

    /// Google's own list.
    package static let usual = "https://www.googleapis.com/discovery/v1/apis"

    /// Reads a list.
    ///
    /// - Parameters:
    ///   - bytes: The text, which is JSON.
    ///   - url: Its URL, for messages.
    /// - Throws: ``InstallationError`` for a text that is no such list.
    package init(_ bytes: [UInt8], from url: String) throws(InstallationError) {
        let items = (try? JSONValue(parsing: bytes))?["items"]?.array
        guard let items else {
            throw InstallationError("\(url) is no list of discovery documents")
        }
        var entries: [Entry] = []
        var problems: [String] = []
        var known: Set<DiscoveryIdentity> = []
        for item in items {
            guard let entry = Self.entry(item) else {
                let name = item["id"]?.string ?? item["name"]?.string ?? "without a name"
                problems.append("the document \(name) has no usable name, version and URL")
                continue
            }
            if known.insert(entry.identity).inserted { entries.append(entry) }
        }
        (self.entries, self.problems) = (entries, problems)
    }

    private static func entry(_ item: JSONValue) -> Entry? {
        guard let name = item["name"]?.string, let version = item["version"]?.string,
            let url = item["discoveryRestUrl"]?.string,
            PublishedRegistry.isPlain(name), PublishedRegistry.isPlain(version),
            url.hasPrefix("https://") || url.hasPrefix("http://")
        else { return nil }
        return Entry(identity: DiscoveryIdentity(name: name, version: version), url: url)
    }

    /// The documents that some services need: all versions of their APIs, by which they are named.
    ///
    /// - Parameter services: The services' names; empty for all documents.
    /// - Returns: The entries of the documents.
    /// - Throws: ``InstallationError`` for a name that no service has.
    package func entries(of services: [String]) throws(InstallationError) -> [Entry] {
        guard !services.isEmpty else { return entries }
        let all = DiscoveryServices(entries.map(\.identity))
        var apis: Set<String> = []
        for service in services {
            let bare = GoogleImport.bareName(of: service)
            let found = entries.first { all.names(of: $0.identity).contains(bare) }
            guard let found else {
                throw InstallationError("the list has no document of the service '\(service)'")
            }
            apis.insert(found.identity.name)
        }
        return entries.filter { apis.contains($0.identity.name) }
    }
}

extension DiscoveryServices {
    /// The names by which the service of a document is found.
    func names(of identity: DiscoveryIdentity) -> [String] {
        guard let names = self[identity] else { return [identity.name] }
        return [names.name] + names.aliases
    }
}
