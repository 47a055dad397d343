import TuneQLJSON

extension Resource {
    /// The resource as a catalog stores it, without its columns and methods.
    var json: JSONValue {
        var object = JSONObject()
        object.add("nameColumn", nameColumn)
        object.add("nameTemplate", nameTemplate)
        object.add("stateColumn", stateColumn)
        object.add("terminalStates", terminalStates)
        if successStates != terminalStates {
            object.add("successStates", .array(successStates.map { .string($0) }))
        }
        object.add("errorColumn", errorColumn)
        object.add("aliases", aliases.map(\.json))
        return .object(object)
    }
}
