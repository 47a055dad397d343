import TuneQLJSON
import TuneQLText

/// The directory with the discovery documents that were downloaded from one server.
package struct DownloadedDocuments: Sendable {
    /// The path of the directory.
    package let path: String
    /// The server's tags of the documents, by their files.
    private var tags: [String: String] = [:]

    /// Where the list of documents came from, and the tags.
    private var recordFile: String { "\(path)/.downloads.json" }
    private let source: String

    /// Opens or makes the directory; what another server sent is removed.
    init(_ path: String, from source: String) throws(InstallationError) {
        self.path = path
        self.source = source
        try FileTree.makeDirectory(path)
        let record = (try? Directory.contents(of: recordFile)).flatMap {
            try? JSONValue(parsing: $0)
        }
        guard record?["source"]?.string == source else {
            try removeDocuments { _ in true }
            return
        }
        for member in record?["tags"]?.object?.members ?? [] {
            tags[member.name] = member.value.string
        }
    }

    /// Whether there is a document of an earlier download.
    package func has(_ entry: DiscoveryDirectory.Entry) -> Bool {
        FileTree.exists("\(path)/\(entry.file)")
    }

    /// The server's tag of the document as it is here; nil when there is none.
    package func tag(of entry: DiscoveryDirectory.Entry) -> String? {
        has(entry) ? tags[entry.file] : nil
    }

    /// Keeps a document.
    ///
    /// One that has not changed stays as it is, so that it is not read again.
    ///
    /// - Parameters:
    ///   - bytes: The text of the document.
    ///   - tag: The server's tag; nil when it has none.
    ///   - entry: The document.
    /// - Throws: ``InstallationError`` for a text that is no whole document, or cannot be written.
    package mutating func store(
        _ bytes: [UInt8],
        tag: String?,
        for entry: DiscoveryDirectory.Entry
    ) throws(InstallationError) {
        guard DiscoveryIdentity(scanning: bytes) != nil else {
            throw InstallationError("it is no discovery document")
        }
        guard bytes.last(where: { !JSONText.isBlank($0) }) == UInt8(ascii: "}") else {
            throw InstallationError("it is cut")
        }
        let file = "\(path)/\(entry.file)"
        if (try? Directory.contents(of: file)) != bytes { try FileTree.write(bytes, to: file) }
        tags[entry.file] = tag
    }

    /// Ends a download: records the tags, and removes documents that the server lists no more.
    ///
    /// - Parameter entries: The list of the server.
    /// - Throws: ``InstallationError`` when nothing can be written or removed.
    package func finish(_ entries: [DiscoveryDirectory.Entry]) throws(InstallationError) {
        let listed = Set(entries.map(\.file))
        try removeDocuments { !listed.contains($0) }
        let members = tags.filter { listed.contains($0.key) }.sorted { $0.key < $1.key }
            .map { JSONMember(name: $0.key, value: .string($0.value)) }
        let record: JSONValue = [
            "source": .string(source), "tags": .object(JSONObject(members)),
        ]
        try FileTree.write(record.bytes, to: recordFile)
    }

    private func removeDocuments(
        where isUnwanted: (String) -> Bool
    ) throws(InstallationError) {
        for name in try FileTree.names(in: path)
        where name.hasSuffix(".json") && !name.hasPrefix(".") && isUnwanted(name) {
            try FileTree.remove("\(path)/\(name)")
        }
    }
}
