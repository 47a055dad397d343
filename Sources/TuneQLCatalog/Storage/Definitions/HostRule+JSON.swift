import TuneQLJSON

extension HostRule {
    var json: JSONValue {
        var object = JSONObject()
        object.add("parameter", parameter)
        object.add("exceptions", exceptions)
        object.add("otherwise", otherwise)
        if fallback != otherwise { object.add("fallback", fallback) }
        return .object(object)
    }

    init?(json: JSONValue) {
        guard let otherwise = json.text("otherwise") else { return nil }
        self.init(
            parameter: json.text("parameter"),
            exceptions: json.dictionary("exceptions"),
            otherwise: otherwise,
            fallback: json.text("fallback") ?? otherwise
        )
    }
}
