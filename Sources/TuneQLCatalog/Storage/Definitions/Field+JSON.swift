import TuneQLJSON

extension Field {
    var json: JSONValue {
        var object = JSONObject()
        object.add("name", name)
        if type != .string(format: nil) { object.add("type", type.shape) }
        object.add("output", isOutputOnly)
        object.add("required", isRequired)
        object.add("deprecated", isDeprecated)
        object.add("description", nonEmpty: description)
        return .object(object)
    }

    init?(json: JSONValue) {
        guard let name = json.text("name"), let type = FieldType(in: json) else { return nil }
        self.init(
            name: name,
            type: type,
            isOutputOnly: json.flag("output"),
            isRequired: json.flag("required"),
            isDeprecated: json.flag("deprecated"),
            description: json.text("description") ?? ""
        )
    }
}
