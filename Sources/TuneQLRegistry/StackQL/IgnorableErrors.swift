import TuneQLCatalog
import TuneQLJSON

/// Reads `x-tuneql-ignorable`: a list of mappings with `status` and `reason`.
enum IgnorableErrors {
    /// The errors that a document names.
    ///
    /// - Parameters:
    ///   - tree: The list; nil when the document says nothing.
    ///   - other: What counts when the document says nothing.
    ///   - place: Where it stands.
    /// - Returns: The errors.
    /// - Throws: ``DocumentError`` for anything else.
    static func read(
        _ tree: JSONValue?,
        or other: [IgnorableError],
        at place: DocumentPlace
    ) throws(DocumentError) -> [IgnorableError] {
        guard let tree else { return other }
        let place = place.inside("x-tuneql-ignorable")
        guard let elements = tree.array else {
            throw place.error(.expected("a list", for: "x-tuneql-ignorable"))
        }
        return try elements.map { (element) throws(DocumentError) in
            let error = IgnorableError(json: element)
            guard let error, element.object?.members.allSatisfy({ keys.contains($0.name) }) ?? false
            else { throw place.error(.expected("a status or a reason", for: "each of them")) }
            return error
        }
    }

    private static let keys: Set<String> = ["code", "status", "reason"]
}
