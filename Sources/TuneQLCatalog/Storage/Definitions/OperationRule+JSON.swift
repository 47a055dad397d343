package import TuneQLJSON

extension OperationRule {
    /// The rule's JSON in documents and catalogs: `{"path": "/v1/{name}", "done": …, "error": …}`.
    package var json: JSONValue {
        var object = JSONObject()
        object.add("path", path)
        object.add("name", nameMember)
        switch end {
        case .flag(let member): object.add("done", member)
        case .status(let member, let values):
            object.add("status", member)
            object.add("values", values)
        }
        object.add("error", errorMember)
        object.add("wait", wait?.json)
        return .object(object)
    }

    /// Reads a rule; nil for anything else.
    package init?(json: JSONValue) {
        guard let path = json.text("path"), let end = End(json: json) else { return nil }
        self.init(
            path: path,
            nameMember: json.text("name"),
            end: end,
            errorMember: json.text("error"),
            wait: json["wait"].flatMap(Wait.init(json:))
        )
    }
}

extension OperationRule.End {
    fileprivate init?(json: JSONValue) {
        if let member = json.text("done") {
            self = .flag(member)
        } else if let member = json.text("status") {
            self = .status(member: member, values: json.texts("values"))
        } else {
            return nil
        }
    }
}

extension OperationRule.Wait {
    fileprivate var json: JSONValue {
        ["method": .string(httpMethod), "path": .string(path)]
    }

    fileprivate init?(json: JSONValue) {
        guard let path = json.text("path") else { return nil }
        self.init(httpMethod: json.text("method") ?? "POST", path: path)
    }
}
