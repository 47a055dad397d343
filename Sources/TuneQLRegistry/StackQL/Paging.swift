import TuneQLCatalog
import TuneQLJSON

/// How a document says that a list has further pages.
struct Paging {
    /// The token's two names; nil when the method is not paged.
    var names: (parameter: String, response: String)?

    /// Reads the nearest `pagination`; without one, Google's names count where both occur.
    ///
    /// `configurations` are the `config`s that apply, nearest first.
    init(
        configurations: [JSONValue?],
        parameters: [Parameter],
        response: Message?,
        at place: DocumentPlace
    ) throws(DocumentError) {
        let declared = configurations.compactMap { $0?["pagination"] }.first
        guard let declared else {
            let isPaged =
                parameters.contains { $0.name == "pageToken" && $0.location == .query }
                && response?["nextPageToken"] != nil
            names = isPaged ? ("pageToken", "nextPageToken") : nil
            return
        }
        let place = place.inside("pagination")
        let request = try Self.name("requestToken", "query", of: declared, at: place)
        let answer = try Self.name("responseToken", "body", of: declared, at: place)
        guard declared["algorithm"]?.string ?? "" == "" else {
            throw place.error(
                .unsupported("the algorithm '\(declared["algorithm"]?.string ?? "")'")
            )
        }
        let isPaged =
            parameters.contains { $0.name == request } && response?[answer] != nil
        names = isPaged ? (request, answer) : nil
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

    /// The page's names and sizes, by the document's `x-tuneql-pageSize`.
    func pagination(
        _ size: JSONValue?,
        parameters: [Parameter],
        at place: DocumentPlace
    ) throws(DocumentError) -> Pagination? {
        guard let names else { return nil }
        var pagination = Pagination(
            tokenParameter: names.parameter,
            tokenName: names.response,
            sizeParameter: nil,
            maximumSize: 0
        )
        guard let size else { return pagination }
        let place = place.inside("x-tuneql-pageSize")
        let parameter = try place.text("parameter", of: size)
        guard parameters.contains(where: { $0.name == parameter }) else { return pagination }
        guard let maximum = size["maximum"]?.integer, maximum > 0 else {
            throw place.error(.expected("a positive number", for: "maximum"))
        }
        pagination.sizeParameter = parameter
        pagination.maximumSize = maximum
        return pagination
    }
}
