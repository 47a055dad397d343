import TuneQLCatalog
import TuneQLJSON

/// Reads the types of schemas, and collects the messages that they reach.
struct TypeReader {
    let document: ServiceDocument
    /// In the order of first reference.
    private(set) var messages: [Message] = []
    private var indices: [String: Int] = [:]
    /// The messages' names, by the reference or the position that they have in the document.
    private var names: [String: String] = [:]
    private var pending: [(name: String, schema: JSONValue, position: DocumentPosition)] = []

    /// Deeper nesting within one property is a cycle.
    private static let nestingLimit = 32
    /// More schemas in one `allOf` are a cycle.
    private static let partLimit = 256

    init(document: ServiceDocument) {
        self.document = document
    }

    subscript(name: String) -> Message? {
        indices[name].map { messages[$0] }
    }

    /// The type of a schema; the messages it reaches are read, too.
    ///
    /// `name` is the name of its message when the schema is an object without one.
    mutating func type(
        of schema: JSONValue,
        named name: String,
        at position: DocumentPosition
    ) throws(DocumentError) -> FieldType {
        let type = try type(of: schema, named: name, at: position, nesting: 0)
        while let next = pending.popLast() {
            let fields = try fields(of: next.schema, named: next.name, at: next.position)
            messages[indices[next.name] ?? 0].fields = fields
        }
        return type
    }

    private mutating func type(
        of schema: JSONValue,
        named name: String,
        at position: DocumentPosition,
        nesting: Int
    ) throws(DocumentError) -> FieldType {
        let (schema, reference) = try document.resolved(schema, at: position)
        guard nesting < Self.nestingLimit else {
            throw position.error(.circularReference(reference ?? name))
        }
        if schema["properties"] != nil || schema["allOf"] != nil {
            return message(schema, reference, name, position)
        }
        switch Self.kind(of: schema) {
        case "object":
            if let values = schema["additionalProperties"], values.bool == nil {
                let position = position.inside("values of \(name)")
                return .map(try type(of: values, named: name, at: position, nesting: nesting + 1))
            }
            let isFree = reference == nil || schema["additionalProperties"] == .bool(true)
            return isFree ? .map(.any) : message(schema, reference, name, position)
        case "array":
            guard let items = schema["items"] else { return .array(.any) }
            return .array(try type(of: items, named: name, at: position, nesting: nesting + 1))
        default: return try Self.scalar(schema, at: position)
        }
    }

    /// Registers a message, which is read later.
    private mutating func message(
        _ schema: JSONValue,
        _ reference: String?,
        _ name: String,
        _ position: DocumentPosition
    ) -> FieldType {
        let identity = reference ?? "inline \(name)"
        if let known = names[identity] { return .message(known) }
        var name = reference.flatMap(Self.name) ?? name
        while indices[name] != nil { name += "_" }
        names[identity] = name
        indices[name] = messages.count
        let description = schema["description"]?.spelling ?? ""
        messages.append(Message(name: name, fields: [], description: description))
        let position = DocumentPosition(document: position.document, steps: ["schema \(name)"])
        pending.append((name, schema, position))
        return .message(name)
    }

    /// `Job` for `#/components/schemas/Job`, with further steps for nested schemas.
    private static func name(of reference: String) -> String? {
        guard let steps = ServiceDocument.steps(of: reference) else { return nil }
        return steps.dropFirst(min(2, steps.count - 1)).joined(separator: ".")
    }

    /// `type`, of which OpenAPI 3.1 allows a list.
    private static func kind(of schema: JSONValue) -> String? {
        schema["type"]?.string ?? schema["type"]?.array?.compactMap(\.string).first { $0 != "null" }
    }

    private static func scalar(
        _ schema: JSONValue,
        at position: DocumentPosition
    ) throws(DocumentError) -> FieldType {
        let values = try position.list("enum", of: schema).compactMap(\.spelling)
        let format = schema["format"]?.string
        switch kind(of: schema) {
        case "string": return values.isEmpty ? string(format: format) : .enumeration(values)
        case "integer": return .integer
        case "number": return .number
        case "boolean": return .boolean
        case nil where !values.isEmpty: return .enumeration(values)
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

extension TypeReader {
    /// The properties of an object schema and of all that `allOf` adds to it.
    private mutating func fields(
        of schema: JSONValue,
        named name: String,
        at position: DocumentPosition
    ) throws(DocumentError) -> [Field] {
        var parts: [JSONValue] = []
        try collect(schema, into: &parts, at: position, nesting: 0)
        var required: Set<String> = []
        for part in parts { required.formUnion(try position.texts("required", of: part)) }
        var fields: [Field] = []
        for part in parts where part["properties"] != nil {
            for member in try position.object("properties", of: part).members {
                var field = try field(member, of: name, at: position)
                field.isRequired = required.contains(field.name)
                fields.removeAll { $0.name == field.name }
                fields.append(field)
            }
        }
        return fields
    }

    private func collect(
        _ schema: JSONValue,
        into parts: inout [JSONValue],
        at position: DocumentPosition,
        nesting: Int
    ) throws(DocumentError) {
        let (schema, reference) = try document.resolved(schema, at: position)
        guard nesting < Self.nestingLimit, parts.count < Self.partLimit else {
            throw position.error(.circularReference(reference ?? "allOf"))
        }
        for part in try position.list("allOf", of: schema) {
            try collect(part, into: &parts, at: position, nesting: nesting + 1)
        }
        parts.append(schema)
    }

    private mutating func field(
        _ member: JSONMember,
        of message: String,
        at position: DocumentPosition
    ) throws(DocumentError) -> Field {
        let position = position.inside("property \(member.name)")
        let target = try document.resolved(member.value, at: position).value
        let name = "\(message).\(member.name)"
        let property = { member.value[$0] ?? target[$0] }
        return Field(
            name: member.name,
            type: try type(of: member.value, named: name, at: position, nesting: 0),
            isOutputOnly: property("readOnly")?.bool ?? false,
            isDeprecated: property("deprecated")?.bool ?? false,
            description: property("description")?.spelling ?? ""
        )
    }
}
