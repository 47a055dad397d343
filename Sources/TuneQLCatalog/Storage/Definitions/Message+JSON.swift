import TuneQLJSON

extension Message {
    /// The message as a catalog stores it, without its name.
    var json: JSONValue {
        var object = JSONObject()
        object.add("fields", fields.map(\.json))
        object.add("description", nonEmpty: description)
        return .object(object)
    }

    init?(name: String, json: JSONValue) {
        guard let fields = json.list("fields", of: Field.init(json:)) else { return nil }
        self.init(name: name, fields: fields, description: json.text("description") ?? "")
    }
}
