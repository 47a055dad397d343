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
            let error = error(element)
            guard let error, element.object?.members.allSatisfy({ keys.contains($0.name) }) ?? false
            else { throw place.error(.expected("a status or a reason", for: "each of them")) }
            return error
        }
    }

    /// The errors as the catalog stores them.
    static func json(_ errors: [IgnorableError]) -> JSONValue {
        .array(
            errors.map { error in
                let code = error.httpStatus.map { JSONValue.number(String($0)) }
                let members = [
                    code.map { JSONMember(name: "code", value: $0) },
                    error.status.map { JSONMember(name: "status", value: .string($0)) },
                    error.reason.map { JSONMember(name: "reason", value: .string($0)) },
                ]
                return .object(JSONObject(members.compactMap(\.self)))
            }
        )
    }

    /// One error: `code` is the HTTP status, `status` that or a canonical name; nil for none.
    static func error(_ tree: JSONValue) -> IgnorableError? {
        let status = tree["status"]
        let error = IgnorableError(
            httpStatus: tree["code"]?.integer ?? status?.integer,
            status: status?.integer == nil ? status?.string : nil,
            reason: tree["reason"]?.string
        )
        return error == IgnorableError() ? nil : error
    }

    private static let keys: Set<String> = ["code", "status", "reason"]
}
