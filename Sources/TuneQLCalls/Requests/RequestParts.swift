import TuneQLJSON
import TuneQLText

/// The parts of a request that depend on the page, before they become text.
struct RequestParts {
    /// The URL without its query.
    var address: String
    var query: [(name: String, value: String)] = []
    var body: JSONValue?

    /// The URL with its query.
    var url: String {
        let form = PercentEncoding.form(query)
        return address + (form.isEmpty ? "" : "?\(form)")
    }

    /// Adds a pair to the query, unless there is no value or the query has the name already.
    mutating func addQueryItem(_ name: String, _ value: String?) {
        guard let value, !query.contains(where: { $0.name == name }) else { return }
        query.append((name, value))
    }

    /// Puts a pair at the start of the query, in place of those of the same name.
    mutating func replaceQueryItem(_ name: String, with value: String) {
        query.removeAll { $0.name == name }
        query.insert((name, value), at: 0)
    }
}
