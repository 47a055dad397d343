import TuneQLJSON

extension DiscoveryMethod {
    private static let httpMethods: Set<String> = ["GET", "POST", "PUT", "PATCH", "DELETE"]

    /// The reason for leaving the method out.
    ///
    /// - Parameter document: The name of the document.
    /// - Returns: Nil for a method that can be called.
    func fault(in document: String) -> DocumentError? {
        let position = DocumentPosition(
            document: document,
            steps: ["method \(name)"],
            pointer: collection.flatMap { ["resources", $0] } + ["methods", name]
        )
        do throws(DocumentError) {
            try check(at: position)
            return nil
        } catch {
            return error
        }
    }

    private func check(at position: DocumentPosition) throws(DocumentError) {
        guard !name.isEmpty else { throw position.error(.missing("name")) }
        guard tree.object != nil else { throw position.error(.expected("a mapping", for: name)) }
        let verb = try position.text("httpMethod", of: tree)
        guard Self.httpMethods.contains(verb) else {
            throw position.error(.expected("GET, POST, PUT, PATCH or DELETE", for: "httpMethod"))
        }
        guard let path = tree["path"] else { throw position.error(.missing("path")) }
        guard let path = path.string, Self.areBracesClosed(path) else {
            throw position.error(.expected("a path with closed braces", for: "path"))
        }
        for key in ["parameters", "request", "response"] where tree[key] != nil {
            _ = try position.object(key, of: tree)
        }
        for parameter in parameters where parameter.value.object == nil {
            throw position.error(.expected("a mapping", for: parameter.name))
        }
    }

    private static func areBracesClosed(_ path: String) -> Bool {
        var isOpen = false
        for byte in path.utf8 where byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
            let opens = byte == UInt8(ascii: "{")
            guard opens != isOpen else { return false }
            isOpen = opens
        }
        return !isOpen
    }
}
