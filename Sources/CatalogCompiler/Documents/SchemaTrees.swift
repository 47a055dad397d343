import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

/// The `schemas` of a service's document.
struct SchemaTrees {
    private let document: DiscoveryDocument
    private let names: MessageNames
    /// How operations are read again, by their message.
    private let operations: [String: OperationRule]

    init(of document: DiscoveryDocument, contents: ServiceContents, names: MessageNames) {
        self.document = document
        self.names = names
        operations = contents.resources.flatMap(\.methods).reduce(into: [:]) { rules, method in
            guard let message = method.responseMessage else { return }
            if let rule = method.operation { rules[message] = rule }
        }
    }

    func object(of messages: [Message]) -> JSONObject {
        let members = messages.map { message in
            JSONMember(name: names[message.name], value: schema(of: message))
        }
        return JSONObject(members.sorted { $0.name < $1.name })
    }

    private func schema(of message: Message) -> JSONValue {
        var schema: JSONObject = ["type": "object"]
        schema["x-tuneql-operation"] = operations[message.name]?.tree
        let required = message.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { schema["required"] = .array(required) }
        let source = document.schemas[message.name]?["properties"]
        let properties = message.fields.map { field in
            JSONMember(name: field.name, value: property(field, source?[field.name]))
        }
        if !properties.isEmpty { schema["properties"] = .object(JSONObject(properties)) }
        return .object(schema)
    }

    private func property(_ field: Field, _ source: JSONValue?) -> JSONValue {
        guard case .object(var tree) = Self.tree(of: field.type, names: names, source) else {
            return [:]
        }
        if field.isOutputOnly { tree["readOnly"] = true }
        if field.isDeprecated { tree["deprecated"] = true }
        return .object(tree)
    }

    /// The schema of a type.
    ///
    /// - Parameters:
    ///   - type: The type.
    ///   - names: The names of messages; nil where there are none.
    ///   - source: The schema in the discovery document, which has formats that types leave out.
    /// - Returns: The schema.
    static func tree(
        of type: FieldType,
        names: MessageNames?,
        _ source: JSONValue? = nil
    ) -> JSONValue {
        switch type {
        case .message(let name):
            ["$ref": .string("#/components/schemas/\(names?[name] ?? name)")]
        case .array(let element):
            ["type": "array", "items": tree(of: element, names: names, source?["items"])]
        case .map(.any): ["type": "object", "additionalProperties": true]
        case .map(let value):
            [
                "type": "object",
                "additionalProperties": tree(
                    of: value,
                    names: names,
                    source?["additionalProperties"]
                ),
            ]
        case .enumeration(let values):
            ["type": "string", "enum": .array(values.map { .string($0) })]
        case .any: [:]
        default: scalar(type, format: source?["format"]?.string)
        }
    }

    private static func scalar(_ type: FieldType, format: String?) -> JSONValue {
        let (name, usual): (String, String?) =
            switch type {
            case .int64String: ("string", "int64")
            case .timestamp: ("string", "date-time")
            case .string("duration"): ("string", "google-duration")
            case .string("field-mask"): ("string", "google-fieldmask")
            case .string(let format): ("string", format)
            default: (type.kind, nil)
            }
        guard let format = type == .timestamp ? usual : format ?? usual else {
            return ["type": .string(name)]
        }
        return ["type": .string(name), "format": .string(format)]
    }
}

extension OperationRule {
    /// The rule as documents have it; nil for one that they cannot have.
    fileprivate var tree: JSONValue? {
        guard case .flag(let done) = end else { return nil }
        var tree: JSONObject = ["path": .string(path), "done": .string(done)]
        tree["error"] = errorMember.map { .string($0) }
        tree["wait"] = wait.map {
            ["method": .string($0.httpMethod), "path": .string($0.path)]
        }
        return .object(tree)
    }
}
