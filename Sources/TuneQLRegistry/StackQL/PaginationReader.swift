import TuneQLCatalog
import TuneQLJSON

/// Reads how a list has further pages.
struct PaginationReader {
    /// The `config`s that apply, nearest first.
    let configurations: [JSONValue?]
    let parameters: [Parameter]
    /// The message of a page.
    let response: Message?
    let place: DocumentPlace

    private static let sizeKey = "x-tuneql-pageSize"

    /// The nearest `pagination`; without one, paging by tokens of the usual names where both occur.
    ///
    /// - Parameter size: The document's `x-tuneql-pageSize`.
    /// - Returns: Nil when the method is not paged.
    /// - Throws: ``DocumentError`` for a way of paging that is not supported.
    func pagination(size: JSONValue?) throws(DocumentError) -> Pagination? {
        let (parameter, member) = try declaredNames() ?? ("pageToken", "nextPageToken")
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
        let place = place.inside("pagination")
        let parameter = try Self.name("requestToken", "query", of: declared, at: place)
        let member = try Self.name("responseToken", "body", of: declared, at: place)
        if let algorithm = declared["algorithm"]?.string, !algorithm.isEmpty {
            throw place.error(.unsupported("the algorithm '\(algorithm)'"))
        }
        return (parameter, member)
    }

    private static func name(
        _ token: String,
        _ location: String,
        of declared: JSONValue,
        at place: DocumentPlace
    ) throws(DocumentError) -> String {
        let tree = declared[token] ?? .null
        let place = place.inside(token)
        let found = tree["location"]?.string ?? location
        let key = try place.text("key", of: tree)
        let name = key.hasPrefix("$.") ? String(key.dropFirst(2)) : key
        guard found == location, !name.isEmpty, !name.contains(where: { ".[*".contains($0) }),
            tree["algorithm"]?.string ?? "" == ""
        else { throw place.error(.unsupported("'\(key)' in the \(found)")) }
        return name
    }

    private func pageSize(_ tree: JSONValue?) throws(DocumentError) -> Pagination.PageSize? {
        guard let tree else { return nil }
        let place = place.inside(Self.sizeKey)
        let parameter = try place.text("parameter", of: tree)
        guard parameters.contains(where: { $0.name == parameter }) else { return nil }
        guard let maximum = tree["maximum"]?.integer, maximum > 0 else {
            throw place.error(.expected("a positive number", for: "maximum"))
        }
        return Pagination.PageSize(parameter: parameter, maximum: maximum)
    }
}
