import TuneQLCatalog
import TuneQLJSON
import TuneQLText
package import TuneQLTransport

extension MethodCall {
    /// The request of this call, without credentials.
    ///
    /// - Parameters:
    ///   - endpoints: The overrides of services' origins.
    ///   - position: The position of the page to request; nil requests the first.
    /// - Returns: The request.
    /// - Throws: ``RequestError`` when a value is missing or can't be a part of a URL.
    package func request(
        endpoints: Endpoints = Endpoints(),
        at position: PagePosition? = nil
    ) throws(RequestError) -> HTTPRequest {
        let endpoint = try endpoints.endpoint(for: self)
        let path = try Template.expand(method.path) { (name) throws(RequestError) in
            try pathSegment(name)
        }
        var parts = RequestParts(address: endpoint.origin.text + endpoint.path + path, body: body)
        addQuery(to: &parts)
        if let position { method.pagination?.write(position, to: &parts) }
        var request = HTTPRequest(
            method: method.httpMethod,
            url: parts.url,
            headers: try headerFields()
        )
        if let body = parts.body {
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

    private func addQuery(to parts: inout RequestParts) {
        for parameter in method.parameters where parameter.location == .query {
            parts.addQueryItem(parameter.name, arguments[parameter.name])
        }
        if let size = method.pagination?.size {
            parts.addQueryItem(size.parameter, pageSize.map { String(min($0, size.maximum)) })
        }
        if method.hasPartialResponse {
            parts.addQueryItem("fields", fields)
            parts.addQueryItem("prettyPrint", "false")
        }
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
