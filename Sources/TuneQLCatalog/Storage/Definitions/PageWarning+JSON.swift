import TuneQLJSON

extension PageWarning {
    var json: JSONValue {
        var object = JSONObject()
        object.add("name", name)
        object.add("page", isOfPage)
        object.add("scopes", isOfScopes)
        object.add("harmless", harmlessCodes)
        return .object(object)
    }

    init?(json: JSONValue) {
        guard let name = json.text("name") else { return nil }
        self.init(
            name: name,
            isOfPage: json.flag("page"),
            isOfScopes: json.flag("scopes"),
            harmlessCodes: json.texts("harmless")
        )
    }
}
