import TuneQLJSON

extension Alias {
    var json: JSONValue {
        ["name": .string(name), "collections": .array(collections.map { .string($0) })]
    }

    init?(json: JSONValue) {
        guard let name = json.text("name") else { return nil }
        self.init(name: name, collections: json.texts("collections"))
    }
}
