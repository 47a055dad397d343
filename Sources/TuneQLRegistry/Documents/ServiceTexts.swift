import TuneQLJSON

/// The documents of one service, and which of them were read.
final class ServiceTexts {
    private let folder: RegistryFolder
    private let directory: RegistryFolder.Provider
    private let main: String
    private(set) var paths: [String] = []

    init(folder: RegistryFolder, directory: RegistryFolder.Provider, main: String) {
        self.folder = folder
        self.directory = directory
        self.main = main
    }

    /// The document that a reference leads to.
    func tree(of reference: String) throws(DocumentError) -> JSONValue {
        guard let path = folder.path(of: reference, in: directory, from: main) else {
            throw DocumentError(.absent(reference), document: main)
        }
        return try tree(at: path)
    }

    func tree(at path: String) throws(DocumentError) -> JSONValue {
        if !paths.contains(path) { paths.append(path) }
        return try JSONValue(document: try folder.contents(of: path), named: path)
    }
}
