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
            guard name.hasPrefix("+") else { return try pathSegment(name) }
            return try pathSegments(String(name.dropFirst()))
        }
        var parts = RequestParts(
            origin: endpoint.origin,
            path: endpoint.path + path,
            headers: try headerFields(),
            body: wholeBody
        )
        addQueryAndSize(to: &parts)
        if let position { try method.pagination?.write(position, to: &parts) }
        var request = HTTPRequest(
            method: method.httpMethod,
            url: parts.url,
            headers: parts.headers
        )
        request.onlyReads = method.verb == .select
        if let body = parts.body {
            if request.headers["Content-Type"] == nil {
                request.headers.append(
                    HTTPField(name: "Content-Type", value: "application/json")
                )
            }
            request.body = body.bytes
        }
        return request
    }

    /// A value as exactly one segment, whatever it holds: an id can't reach another method.
    private func pathSegment(_ name: String) throws(RequestError) -> String {
        let value = try pathValue(name)
        guard !["", ".", ".."].contains(value) else {
            throw RequestError("\(name) = '\(value)' can't be a part of a path")
        }
        return PercentEncoding.encode(value)
    }

    /// A value of several segments, each of which is one segment of the path.
    private func pathSegments(_ name: String) throws(RequestError) -> String {
        let value = try pathValue(name)
        let segments = value.split(separator: "/", omittingEmptySubsequences: false)
        guard segments.allSatisfy({ !["", ".", ".."].contains($0) }) else {
            throw RequestError(
                "\(name) = '\(ReadableText.line(value))' can't be a part of a path",
                help: "a name has no empty part, no '.' and no '..' between its slashes"
            )
        }
        return segments.map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
    }

    private func pathValue(_ name: String) throws(RequestError) -> String {
        guard let value = value(of: name) else {
            throw RequestError("\(name) is missing: \(method.name) needs it")
        }
        return value
    }

    private func addQueryAndSize(to parts: inout RequestParts) {
        for parameter in method.parameters where parameter.location == .query {
            parts.addQueryItems(parameter.name, values(of: parameter))
        }
        if let pageSize, let size = method.pagination?.size {
            parts.addSize(min(pageSize, size.maximum), as: size)
        }
        guard method.hasPartialResponse, method.rows.form != .contents else { return }
        parts.addQueryItem("fields", fields)
        parts.addQueryItem("prettyPrint", "false")
    }

    private func headerFields() throws(RequestError) -> [HTTPField] {
        var fields: [HTTPField] = []
        for parameter in method.parameters where parameter.location == .header {
            let values = values(of: parameter)
            guard !values.isEmpty else { continue }
            let value = values.joined(separator: ",")
            guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                throw RequestError(
                    "\(parameter.name) can't be sent: it contains a control character"
                )
            }
            fields.append(HTTPField(name: parameter.name, value: value))
        }
        for (name, value) in method.fixedHeaders.sorted(by: { $0.key < $1.key })
        where fields[name] == nil {
            fields.append(HTTPField(name: name, value: value))
        }
        return fields
    }
}
