import TuneQLCatalog
import TuneQLJSON

/// Reads `x-tuneql-ignorable`: a list of mappings with `status` and `reason`.
enum IgnorableErrors {
    /// The errors that a document names.
    ///
    /// - Parameters:
    ///   - tree: The list; nil in a document without the key.
    ///   - other: The errors of a document without the key.
    ///   - position: The position of the method.
    /// - Returns: The errors.
    /// - Throws: ``DocumentError`` for anything else.
    static func read(
        _ tree: JSONValue?,
        or other: [IgnorableError],
        at position: DocumentPosition
    ) throws(DocumentError) -> [IgnorableError] {
        guard let tree else { return other }
        let position = position.inside("x-tuneql-ignorable")
        guard let elements = tree.array else {
            throw position.error(.expected("a list", for: "x-tuneql-ignorable"))
        }
        return try elements.map { (element) throws(DocumentError) in
            let error = IgnorableError(json: element)
            guard let error, element.object?.members.allSatisfy({ keys.contains($0.name) }) ?? false
            else { throw position.error(.expected("a status or a reason", for: "each of them")) }
            return error
        }
    }

    private static let keys: Set<String> = ["code", "status", "reason"]
}
