import TuneQLJSON

extension HTTPResponse {
    /// The response with the status code of its error body, since gateways send errors as successes.
    ///
    /// A body is an error when it is nothing but `{"error": {"code": 400 to 599, …}}`; errors that are
    /// a field of a resource carry gRPC codes, which are below 17.
    package var withBodyStatus: HTTPResponse {
        guard (200..<300).contains(status), body.beginsWithError,
            let members = try? JSONValue(parsing: body).object?.members, members.count == 1,
            let code = members[0].value["code"]?.integer, (400..<600).contains(code)
        else { return self }
        return HTTPResponse(status: code, headers: headers, body: body)
    }
}

extension [UInt8] {
    /// Whether it is an object with `error` first: the only check that pages of rows pay for.
    fileprivate var beginsWithError: Bool {
        var rest = self[...].drop(while: JSONText.isBlank)
        guard rest.popFirst() == UInt8(ascii: "{") else { return false }
        return rest.drop(while: JSONText.isBlank).starts(with: "\"error\"".utf8)
    }
}
