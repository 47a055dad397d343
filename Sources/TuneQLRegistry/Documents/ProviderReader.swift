import TuneQLCatalog
import TuneQLJSON

/// Reads the documents of one provider, one service at a time.
struct ProviderReader {
    let folder: RegistryFolder
    let directory: RegistryFolder.Provider
    let document: ProviderDocument

    /// Reads `provider.yaml`, whose entries' problems get their lines.
    init(_ directory: RegistryFolder.Provider, in folder: RegistryFolder) throws(DocumentError) {
        self.folder = folder
        self.directory = directory
        let path = directory.document
        let bytes = try folder.contents(of: path)
        let tree = try JSONValue(document: bytes, named: path)
        var document = try ProviderDocument(tree, at: DocumentPosition(document: path))
        document.problems.addLines(of: path, in: bytes)
        self.document = document
    }

    /// The path of a service's document.
    ///
    /// - Throws: ``DocumentError`` for a service without any document.
    func path(of entry: ProviderDocument.Entry) throws(DocumentError) -> String {
        let reference = entry.path ?? "services/\(entry.service.name).yaml"
        let found =
            folder.path(of: reference, in: directory, from: directory.document)
            ?? folder.path(of: directory.path(reference), in: directory, from: directory.document)
        guard let found else {
            guard entry.path == nil else { throw entry.position.error(.absent(reference)) }
            throw entry.position.error(.missing("service.$ref"))
        }
        return found
    }

    /// Reads the documents of one service.
    ///
    /// - Returns: What could be read.
    /// - Throws: ``DocumentError`` for a document that cannot be read at all.
    func reading(
        of entry: ProviderDocument.Entry
    ) throws(DocumentError) -> ServiceReader.Reading {
        let path = try path(of: entry)
        let texts = ServiceTexts(folder: folder, directory: directory, main: path)
        let root = try texts.tree(at: path)
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
        return reading
    }
}
