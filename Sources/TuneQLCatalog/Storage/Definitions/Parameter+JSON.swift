import TuneQLJSON

extension Parameter {
    var json: JSONValue {
        var object = JSONObject()
        object.add("name", name)
        object.add("in", location.rawValue)
        object.add("required", isRequired)
        if type != .string(format: nil) { object.add("type", type.shape) }
        object.add("default", defaultValue)
        object.add("joined", !isExploded)
        object.add("environment", environmentVariable)
        object.add("description", nonEmpty: description)
        return .object(object)
    }

    init?(json: JSONValue) {
        guard let name = json.text("name"),
            let location = json.text("in").flatMap(Location.init(rawValue:)),
            let type = FieldType(in: json)
        else { return nil }
        self.init(
            name: name,
            location: location,
            isRequired: json.flag("required"),
            type: type,
            description: json.text("description") ?? "",
            defaultValue: json.text("default"),
            isExploded: !json.flag("joined"),
            environmentVariable: json.text("environment")
        )
    }
}

extension FieldType {
    /// The type in a definition, by default text.
    init?(in json: JSONValue) {
        self.init(shape: json["type"] ?? "string")
    }
}
