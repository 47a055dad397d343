import TuneQLJSON

extension UpdateMask {
    var json: JSONValue { ["name": .string(name), "in": .string(location.rawValue)] }

    init?(json: JSONValue) {
        guard let name = json.text("name"),
            let location = json.text("in").flatMap(Location.init(rawValue:))
        else { return nil }
        self.init(name: name, location: location)
    }
}
