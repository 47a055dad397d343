import TuneQLCatalog
import TuneQLJSON

/// Reads the types of schemas, and the messages that they reach.
struct DiscoveryTypes {
    private let document: DiscoveryDocument
    private let texts: DiscoveryTexts
    private let facts: DiscoveryFacts
    /// In the order of first reference.
    private(set) var messages: [Message] = []
    /// The references that lead nowhere, each once; their values are of any type.
    private(set) var dangling: Set<String> = []
    private var places: [String: Int] = [:]
    private var pending: [(place: Int, schema: JSONValue)] = []

    /// Deeper nesting within one property is a cycle.
    private static let nestingLimit = 32

    init(document: DiscoveryDocument, texts: DiscoveryTexts, facts: DiscoveryFacts) {
        self.document = document
        self.texts = texts
        self.facts = facts
    }

    subscript(name: String) -> Message? { places[name].map { messages[$0] } }

    /// The type of a schema, whose messages are read, too.
    ///
    /// - Parameters:
    ///   - schema: The schema, or a parameter.
    ///   - name: The name of its message when it is an object without one.
    /// - Returns: The type.
    mutating func type(of schema: JSONValue, named name: String) -> FieldType {
        let type = type(of: schema, named: name, nesting: 0)
        while let next = pending.popLast() {
            let fields = fields(of: next.schema, in: messages[next.place].name)
            messages[next.place].fields = fields
        }
        return type
    }

    /// The type of the schema of this name.
    mutating func type(ofSchema name: String) -> FieldType {
        type(of: .object(JSONObject([JSONMember(name: "$ref", value: .string(name))])), named: name)
    }

    private mutating func type(
        of schema: JSONValue,
        named name: String,
        nesting: Int
    ) -> FieldType {
        guard nesting < Self.nestingLimit else { return .any }
        if let reference = schema.schemaName {
            guard let target = document.schemas[reference] else {
                dangling.insert(reference)
                return .any
            }
            return target.isMessage
                ? message(target, named: reference, isShared: true)
                : type(of: target, named: reference, nesting: nesting + 1)
        }
        if schema.isMessage { return message(schema, named: name, isShared: false) }
        switch schema["type"]?.string {
        case "array":
            guard let items = schema["items"] else { return .array(.any) }
            return .array(type(of: items, named: name, nesting: nesting + 1))
        case "object":
            guard let values = schema["additionalProperties"] else { return .map(.any) }
            return .map(type(of: values, named: name, nesting: nesting + 1))
        default: return Self.scalar(schema)
        }
    }

    /// Registers a message, whose fields are read later.
    private mutating func message(
        _ schema: JSONValue,
        named name: String,
        isShared: Bool
    ) -> FieldType {
        if isShared, places[name] != nil { return .message(name) }
        var name = name
        while places[name] != nil || !isShared && document.schemas[name] != nil { name += "_" }
        places[name] = messages.count
        pending.append((messages.count, schema))
        let description = texts.sentence(schema["description"]?.string)
        messages.append(Message(name: name, fields: [], description: description))
        return .message(name)
    }

    private mutating func fields(of schema: JSONValue, in message: String) -> [Field] {
        (schema["properties"]?.object?.members ?? []).map { member in
            let tree = member.value
            let description = tree["description"]?.string ?? ""
            let isOutputOnly = tree["readOnly"]?.bool ?? Self.saysOutputOnly(description)
            return Field(
                name: member.name,
                type: type(of: tree, named: "\(message).\(member.name)", nesting: 0),
                isOutputOnly: isOutputOnly,
                isRequired: !isOutputOnly && facts.isRequired(tree, named: member.name),
                isDeprecated: tree["deprecated"]?.bool ?? false,
                description: texts.sentence(description)
            )
        }
    }

    /// Many fields say so in their description alone.
    private static func saysOutputOnly(_ description: String) -> Bool {
        ["Output only.", "[Output Only]", "[Output only]"].contains { description.hasPrefix($0) }
    }

    private static func scalar(_ schema: JSONValue) -> FieldType {
        let values = schema["enum"]?.array?.compactMap(\.spelling) ?? []
        if !values.isEmpty { return .enumeration(values) }
        switch schema["type"]?.string {
        case "string": return string(format: schema["format"]?.string)
        case "integer": return .integer
        case "number": return .number
        case "boolean": return .boolean
        default: return .any
        }
    }

    private static func string(format: String?) -> FieldType {
        switch format {
        case "int64", "uint64": .int64String
        case "date-time", "google-datetime": .timestamp
        case "google-duration": .string(format: "duration")
        case "google-fieldmask": .string(format: "field-mask")
        default: .string(format: format)
        }
    }
}

extension JSONValue {
    /// Whether a schema is an object with known properties, or a named one without any.
    fileprivate var isMessage: Bool {
        guard self["properties"] == nil else { return true }
        return self["type"]?.string == "object" && self["additionalProperties"] == nil
            && self["id"] != nil
    }
}
