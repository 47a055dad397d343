import TuneQLJSON

extension RowSource {
    var json: JSONValue {
        var object = JSONObject()
        object.add("steps", steps.map(\.json))
        object.add("list", isList)
        if form != .objects { object.add("form", form.rawValue) }
        object.add("scope", scopeColumn)
        return .object(object)
    }

    init?(json: JSONValue) {
        guard let steps = json.list("steps", of: Step.init(json:)),
            let form = Form(rawValue: json.text("form") ?? Form.objects.rawValue)
        else { return nil }
        self.init(
            steps: steps,
            isList: json.flag("list"),
            form: form,
            scopeColumn: json.text("scope")
        )
    }
}

extension RowSource.Step {
    /// A member is its name, and each value of an object is null.
    fileprivate var json: JSONValue {
        switch self {
        case .member(let name): .string(name)
        case .everyValue: .null
        }
    }

    fileprivate init?(json: JSONValue) {
        switch json {
        case .string(let name): self = .member(name)
        case .null: self = .everyValue
        default: return nil
        }
    }
}
