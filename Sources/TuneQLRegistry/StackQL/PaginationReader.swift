package import TuneQLCatalog
package import TuneQLJSON

/// Reads the pagination of a list.
package struct PaginationReader {
    /// The `config`s that apply, nearest first.
    let configurations: [JSONValue?]
    let parameters: [Parameter]
    /// The message of a page.
    let response: Message?
    let position: DocumentPosition

    /// Makes a reader for a method's pagination.
    ///
    /// - Parameters:
    ///   - configurations: The `config`s that apply, nearest first.
    ///   - parameters: The method's parameters.
    ///   - response: The message of a page; nil when it is not known.
    ///   - position: The position of the method, for errors.
    package init(
        configurations: [JSONValue?],
        parameters: [Parameter],
        response: Message?,
        position: DocumentPosition
    ) {
        self.configurations = configurations
        self.parameters = parameters
        self.response = response
        self.position = position
    }

    /// The names that the format implies where a document declares no pagination.
    ///
    /// They are StackQL's default for all providers whose pages it does not read from `Link` fields;
    /// Google's documents rely on it.
    private static let impliedNames = (parameter: "pageToken", member: "nextPageToken")

    private static let sizeKey = "x-tuneql-pageSize"

    /// The nearest `pagination`; without one, paging by tokens of the implied names where both occur.
    ///
    /// - Parameter size: The document's `x-tuneql-pageSize`.
    /// - Returns: Nil when the method is not paged.
    /// - Throws: ``DocumentError`` for unsupported pagination.
    package func pagination(size: JSONValue?) throws(DocumentError) -> Pagination? {
        let (parameter, member) = try declaredNames() ?? Self.impliedNames
        guard response?[member] != nil,
            parameters.contains(where: { $0.name == parameter && $0.location == .query })
        else { return nil }
        return .pageToken(
            Pagination.PageToken(
                parameter: parameter,
                member: member,
                size: try pageSize(size)
            )
        )
    }

    /// The names of the nearest `pagination`; nil when there is none.
    private func declaredNames() throws(DocumentError) -> (parameter: String, member: String)? {
        let declared = configurations.compactMap { $0?["pagination"] }.first
        guard let declared else { return nil }
        let position = position.inside("pagination")
        let parameter = try Self.name("requestToken", "query", of: declared, at: position)
        let member = try Self.name("responseToken", "body", of: declared, at: position)
        if let algorithm = declared["algorithm"]?.string, !algorithm.isEmpty {
            throw position.error(.unsupported("the algorithm '\(algorithm)'"))
        }
        return (parameter, member)
    }

    private static func name(
        _ token: String,
        _ location: String,
        of declared: JSONValue,
        at position: DocumentPosition
    ) throws(DocumentError) -> String {
        let tree = declared[token] ?? .null
        let position = position.inside(token)
        let found = tree["location"]?.string ?? location
        let key = try position.text("key", of: tree)
        let name = key.hasPrefix("$.") ? String(key.dropFirst(2)) : key
        guard found == location, !name.isEmpty, !name.contains(where: { ".[*".contains($0) }),
            tree["algorithm"]?.string ?? "" == ""
        else { throw position.error(.unsupported("'\(key)' in the \(found)")) }
        return name
    }

    private func pageSize(_ tree: JSONValue?) throws(DocumentError) -> Pagination.PageSize? {
        guard let tree else { return nil }
        let position = position.inside(Self.sizeKey)
        let parameter = try position.text("parameter", of: tree)
        guard parameters.contains(where: { $0.name == parameter }) else { return nil }
        guard let maximum = tree["maximum"]?.integer, maximum > 0 else {
            throw position.error(.expected("a positive number", for: "maximum"))
        }
        return Pagination.PageSize(parameter: parameter, maximum: maximum)
    }
}
