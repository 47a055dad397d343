import TuneQLCatalog
import TuneQLJSON

/// Reads the documents of one provider, one service at a time.
struct ProviderReader {
    let folder: RegistryFolder
    let directory: RegistryFolder.Provider
    let document: ProviderDocument
    /// The stamp of `provider.yaml`; nil where stamps are not recorded.
    let stamp: DocumentStamp?

    /// Reads `provider.yaml`, whose entries' problems get their lines.
    init(
        _ directory: RegistryFolder.Provider,
        in folder: RegistryFolder,
        areStamped: Bool
    ) throws(DocumentError) {
        self.folder = folder
        self.directory = directory
        let path = directory.document
        let file = folder.stamp(of: path)
        let bytes = try folder.contents(of: path)
        let tree = try JSONValue(document: bytes, named: path)
        var document = try ProviderDocument(tree, at: DocumentPosition(document: path))
        document.problems.addLines(of: path, in: bytes)
        self.document = document
        stamp =
            areStamped
            ? DocumentStamp(
                path,
                file,
                bytes: bytes,
                provider: document.provider.name,
                service: nil
            ) : nil
    }

    /// The path of a service's document; nil when there is none.
    func path(of entry: ProviderDocument.Entry) -> String? {
        let reference = entry.path ?? "services/\(entry.service.name).yaml"
        return folder.path(of: reference, in: directory, from: directory.document)
            ?? folder.path(of: directory.path(reference), in: directory, from: directory.document)
    }

    /// Reads the documents of one service.
    ///
    /// - Returns: What could be read.
    /// - Throws: ``DocumentError`` for a document that cannot be read at all.
    func reading(
        of entry: ProviderDocument.Entry,
        from texts: ServiceTexts
    ) throws(DocumentError) -> ServiceReader.Reading {
        guard let path = path(of: entry) else {
            guard let reference = entry.path else {
                throw entry.position.error(.missing("service.$ref"))
            }
            let name = reference.split(separator: "/").last.map(String.init) ?? reference
            texts.addAbsent([reference, directory.path("services/\(name)")])
            throw entry.position.error(.absent(reference))
        }
        let root = try texts.mainTree(at: path)
        let document = ServiceDocument(
            root,
            at: DocumentPosition(document: path),
            others: ReferencedDocuments { (reference) throws(DocumentError) in
                try texts.tree(of: reference)
            }
        )
        var reader = ServiceReader(service: entry.service, document: document)
        reader.configurations = [entry.configuration, self.document.configuration]
        if let resources = entry.resourcesPath, root["components"]?["x-stackQL-resources"] == nil {
            reader.resources = try texts.tree(of: resources)
        }
        var reading = try reader.reading()
        for name in Set(reading.problems.map(\.error.document)) {
            guard let bytes = try? folder.contents(of: name) else { continue }
            reading.problems.addLines(of: name, in: bytes)
        }
        reading.documents = texts.paths
        reading.contents.documents = texts.stamps
        reading.contents.problems = reading.problems.map(\.catalogProblem)
        return reading
    }
}
