import TuneQLCatalog
import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// The parts of a request that depend on the page, before they become text.
struct RequestParts {
    let origin: Origin
    /// The URL without its query.
    let address: String
    var query: [(name: String, value: String)] = []
    var headers: [HTTPField] = []
    var body: JSONValue?
    /// The URL that a response gave for the request.
    private var givenURL: String?

    init(origin: Origin, path: String, headers: [HTTPField] = [], body: JSONValue? = nil) {
        self.origin = origin
        address = origin.text + path
        self.headers = headers
        self.body = body
    }

    /// The URL with its query.
    var url: String {
        if let givenURL { return givenURL }
        let form = PercentEncoding.form(query)
        return address + (form.isEmpty ? "" : "?\(form)")
    }

    /// Adds a pair to the query, unless there is no value or the query has the name already.
    mutating func addQueryItem(_ name: String, _ value: String?) {
        guard let value else { return }
        addQueryItems(name, [value])
    }

    /// Adds a pair for each value to the query, unless the query has the name already.
    mutating func addQueryItems(_ name: String, _ values: [String]) {
        guard !query.contains(where: { $0.name == name }) else { return }
        query += values.map { (name: name, value: $0) }
    }

    /// Puts a value into the request, in place of those of the same name.
    mutating func replace(_ name: String, in place: Pagination.Place, with value: String) {
        switch place {
        case .query:
            query.removeAll { $0.name == name }
            query.insert((name, value), at: 0)
        case .body: setBodyMember(name, to: .string(value))
        case .header:
            headers.removeAll { $0.name.lowercased() == name.lowercased() }
            headers.append(HTTPField(name: name, value: value))
        }
    }

    /// Adds a page size, unless the request has one.
    mutating func addSize(_ size: Int, as names: Pagination.PageSize) {
        switch names.place {
        case .query: addQueryItem(names.parameter, String(size))
        case .body where body?[names.parameter] == nil:
            setBodyMember(names.parameter, to: .number(String(size)))
        case .header where headers[names.parameter] == nil:
            headers.append(HTTPField(name: names.parameter, value: String(size)))
        case .body, .header: break
        }
    }

    /// Replaces the URL with one that a response gave.
    ///
    /// - Throws: ``RequestError`` unless it has the origin of the call.
    mutating func replaceURL(with text: String) throws(RequestError) {
        givenURL = try PageURL.resolved(text, from: address, of: origin)
    }

    private mutating func setBodyMember(_ name: String, to value: JSONValue) {
        var members = body?.object ?? JSONObject()
        members[name] = value
        body = .object(members)
    }
}
