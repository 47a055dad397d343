package import TuneQLJSON

extension QuotaRule {
    /// The rule as a catalog stores it, in the form of the document.
    package var json: JSONValue {
        let texts = [("project", project), ("location", location)]
        let counts = [
            ("requestsPerMinute", requestsPerMinute), ("burst", burst),
            ("concurrency", concurrency),
        ]
        var members: [JSONMember] = []
        for (name, text) in texts {
            if let text { members.append(JSONMember(name: name, value: .string(text))) }
        }
        for (name, count) in counts {
            if let count { members.append(JSONMember(name: name, value: .number("\(count)"))) }
        }
        return .object(JSONObject(members))
    }

    /// Parses the JSON of a rule.
    package init(json tree: JSONValue) {
        self.init(
            project: tree["project"]?.string,
            location: tree["location"]?.string,
            requestsPerMinute: tree["requestsPerMinute"]?.integer,
            burst: tree["burst"]?.integer,
            concurrency: tree["concurrency"]?.integer
        )
    }
}
