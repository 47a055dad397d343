import TuneQLCatalog
import TuneQLJSON
import TuneQLText
package import TuneQLTransport

extension MethodCall {
    /// The request of this call, without credentials.
    ///
    /// - Parameters:
    ///   - endpoints: The overrides of services' origins.
    ///   - pageToken: The token of the page to ask for; nil asks for the first.
    /// - Returns: The request.
    /// - Throws: ``RequestError`` when a value is missing or can't be a part of a URL.
    package func request(
        endpoints: Endpoints = Endpoints(),
        pageToken: String? = nil
    ) throws(RequestError) -> HTTPRequest {
        let endpoint = try endpoints.endpoint(for: self)
        let path = try Template.expand(method.path) { (name) throws(RequestError) in
            try pathSegment(name)
        }
        let query = PercentEncoding.form(try queryItems(pageToken: pageToken))
        var request = HTTPRequest(
            method: method.httpMethod,
            url: endpoint.origin.text + endpoint.path + path + (query.isEmpty ? "" : "?\(query)"),
            headers: try headerFields()
        )
        if let body {
            request.headers.append(HTTPField(name: "Content-Type", value: "application/json"))
            request.body = body.bytes
        }
        return request
    }

    /// A value as exactly one segment, whatever it holds: an id can't reach another method.
    private func pathSegment(_ name: String) throws(RequestError) -> String {
        guard let value = arguments[name] else {
            throw RequestError("\(name) is missing: \(method.name) needs it")
        }
        guard !["", ".", ".."].contains(value) else {
            throw RequestError("\(name) = '\(value)' can't be a part of a path")
        }
        return PercentEncoding.encode(value)
    }

    private func queryItems(
        pageToken: String?
    ) throws(RequestError) -> [(name: String, value: String)] {
        var values: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String?) {
            guard let value, !values.contains(where: { $0.name == name }) else { return }
            values.append((name, value))
        }
        switch method.pagination {
        case .token(let token)? where token.place == .query: add(token.parameter, pageToken)
        case nil: break
        default:
            throw RequestError("\(method.name) pages in a way that is not supported yet")
        }
        for parameter in method.parameters where parameter.location == .query {
            add(parameter.name, arguments[parameter.name])
        }
        if let size = method.pagination?.size {
            add(size.parameter, pageSize.map { String(min($0, size.maximum)) })
        }
        if method.hasPartialResponse {
            add("fields", fields)
            add("prettyPrint", "false")
        }
        return values
    }

    private func headerFields() throws(RequestError) -> [HTTPField] {
        var fields: [HTTPField] = []
        for parameter in method.parameters where parameter.location == .header {
            guard let value = arguments[parameter.name] else { continue }
            guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                throw RequestError(
                    "\(parameter.name) can't be sent: it contains a control character"
                )
            }
            fields.append(HTTPField(name: parameter.name, value: value))
        }
        return fields
    }
}
