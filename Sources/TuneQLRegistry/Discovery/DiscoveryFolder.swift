import TuneQLCatalog

/// The discovery documents of a folder, one for each version of an API.
///
/// They are found by their own names and versions, whatever a directory in the folder lists.
package struct DiscoveryFolder: Sendable {
    /// A document's file, and what it describes.
    package struct File: Sendable, Hashable {
        /// The name in the folder.
        package var name: String
        package var identity: DiscoveryIdentity
    }

    /// The path of the folder.
    package let path: String
    /// The documents in the order of their files; of equal ones the first.
    package let files: [File]
    /// The files that are no discovery documents.
    package let problems: [DocumentProblem]
    /// The names of the services.
    package let services: DiscoveryServices

    /// The list of documents that Google's clients have beside them, which is not complete.
    private static let directory = "index.json"

    /// Finds the documents, whose texts are read later, one at a time.
    ///
    /// - Parameter path: The path of the folder.
    /// - Throws: ``DocumentError`` for a folder that cannot be read.
    package init(_ path: String) throws(DocumentError) {
        self.path = path
        var files: [File] = []
        var problems: [DocumentProblem] = []
        var known: [DiscoveryIdentity: String] = [:]
        for name in try Directory.names(at: path)
        where name.hasSuffix(".json") && name != Self.directory {
            do throws(DocumentError) {
                let bytes = try Self.contents(of: name, in: path)
                guard let identity = DiscoveryIdentity(scanning: bytes) else {
                    throw DocumentError(.missing("version"), document: name)
                }
                guard PublishedRegistry.isPlain(identity.name),
                    PublishedRegistry.isPlain(identity.version)
                else {
                    throw DocumentError(.expected("plain words", for: "name"), document: name)
                }
                if let first = known[identity] {
                    guard try Self.contents(of: first, in: path) != bytes else { continue }
                    throw DocumentError(
                        .duplicate("\(identity.name) \(identity.version), as in \(first)"),
                        document: name
                    )
                }
                known[identity] = name
                files.append(File(name: name, identity: identity))
            } catch {
                problems.append(
                    DocumentProblem(provider: DiscoveryReader.provider.name, error: error)
                )
            }
        }
        self.files = files
        self.problems = problems
        services = DiscoveryServices(files.map(\.identity))
    }

    private static func contents(of name: String, in path: String) throws(DocumentError) -> [UInt8]
    {
        do { return try Directory.contents(of: "\(path)/\(name)") } catch {
            throw DocumentError(error.reason, document: name)
        }
    }

    /// Reads one document.
    ///
    /// - Parameters:
    ///   - file: One of ``files``.
    ///   - reader: The reader.
    /// - Returns: The service of the document.
    /// - Throws: ``DocumentError`` for a text that is no discovery document.
    package func reading(
        of file: File,
        by reader: DiscoveryReader
    ) throws(DocumentError) -> ServiceReader.Reading {
        let bytes = try Self.contents(of: file.name, in: path)
        let document = try DiscoveryDocument(bytes, named: file.name)
        let name = services[file.identity]?.name ?? file.identity.name
        var reading = reader.reading(of: document, named: name)
        reading.contents.service.aliases = services[file.identity]?.aliases ?? []
        return reading
    }
}
