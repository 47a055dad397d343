package import TuneQLJSON

extension OperationRule {
    /// The rule's JSON in documents and catalogs: `{"path": "/v1/{name}", "done": …, "error": …}`.
    package var json: JSONValue {
        var members = [
            JSONMember(name: "path", value: .string(path)),
            JSONMember(name: "done", value: .string(doneMember)),
        ]
        if let errorMember {
            members.append(JSONMember(name: "error", value: .string(errorMember)))
        }
        return .object(JSONObject(members))
    }

    /// Reads a rule; nil for anything else.
    package init?(json: JSONValue) {
        guard let path = json["path"]?.string, let done = json["done"]?.string else { return nil }
        self.init(path: path, doneMember: done, errorMember: json["error"]?.string)
    }
}
