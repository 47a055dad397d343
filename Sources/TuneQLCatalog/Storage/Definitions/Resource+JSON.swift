import TuneQLJSON

extension Resource {
    /// The resource as a catalog stores it, without its methods.
    func json(messages: [String: Message]) -> JSONValue {
        var object = JSONObject()
        object.add("columns", columns.json(of: rowMessages(in: messages)))
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

    /// The messages of the rows of SELECT, each once.
    private func rowMessages(in messages: [String: Message]) -> [Message] {
        var names: Set<String> = []
        return methods(for: .select).compactMap { method in
            guard let name = method.rowMessage(in: messages), names.insert(name).inserted else {
                return nil
            }
            return messages[name]
        }
    }

    /// Reads the ``json(messages:)`` of a resource without methods; nil for anything else.
    init?(
        _ json: JSONValue,
        provider: String,
        service: String,
        name: String,
        methods: [Method],
        message: (String) throws(CatalogError) -> Message?
    ) throws(CatalogError) {
        guard let columns = try [Field](json: json["columns"] ?? .null, message: message),
            let aliases = json.list("aliases", of: Alias.init(json:))
        else { return nil }
        self.init(
            provider: provider,
            service: service,
            name: name,
            columns: columns,
            methods: methods,
            nameTemplate: json.text("nameTemplate"),
            nameColumn: json.text("nameColumn"),
            stateColumn: json.text("stateColumn"),
            terminalStates: json.texts("terminalStates"),
            successStates: json.optionalTexts("successStates"),
            errorColumn: json.text("errorColumn"),
            aliases: aliases
        )
    }
}
