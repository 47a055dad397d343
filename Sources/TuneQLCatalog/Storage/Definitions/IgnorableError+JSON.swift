package import TuneQLJSON

extension IgnorableError {
    /// The error's JSON in documents and catalogs: `{"code": 404, "status": …, "reason": …}`.
    package var json: JSONValue {
        let code = httpStatus.map { JSONValue.number(String($0)) }
        let members = [
            code.map { JSONMember(name: "code", value: $0) },
            status.map { JSONMember(name: "status", value: .string($0)) },
            reason.map { JSONMember(name: "reason", value: .string($0)) },
        ]
        return .object(JSONObject(members.compactMap(\.self)))
    }

    /// Reads an error; nil when none of its members is given.
    ///
    /// `code` is the HTTP status; `status` is that or the canonical code.
    package init?(json: JSONValue) {
        let status = json["status"]
        self.init(
            httpStatus: json["code"]?.integer ?? status?.integer,
            status: status?.integer == nil ? status?.string : nil,
            reason: json["reason"]?.string
        )
        if self == IgnorableError() { return nil }
    }
}
