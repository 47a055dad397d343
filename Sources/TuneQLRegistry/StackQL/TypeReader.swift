import TuneQLCatalog
import TuneQLJSON

/// Reads the types of schemas, and collects the messages that they reach.
struct TypeReader {
    let document: ServiceDocument
    /// In the order of first reference.
    private(set) var messages: [Message] = []
    /// What is wrong in schemas, whose properties then are of any type.
    private(set) var problems: [DocumentError] = []
    private var indices: [String: Int] = [:]
    /// The messages' names, by the position that their schemas have in the documents.
    private var names: [DocumentPosition.Identity: String] = [:]
    private var pending: [(name: String, schema: JSONValue, position: DocumentPosition)] = []

    /// Deeper nesting within one property is a cycle.
    private static let nestingLimit = 32
    /// More schemas in one `allOf` are a cycle.
    private static let partLimit = 256
    /// Beyond this number, which no published document comes near, objects have free keys.
    private static let fieldLimit = 250_000
    private var fieldCount = 0

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
            let fields = fields(of: next.schema, named: next.name, at: next.position)
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
        let place = document.position(of: reference, or: position)
        guard nesting < Self.nestingLimit else {
            throw position.error(.circularReference(reference ?? name))
        }
        if schema["properties"] != nil || schema["allOf"] != nil {
            return message(schema, reference, name, place)
        }
        if let alternatives = try alternatives(of: schema, at: place) {
            guard alternatives.count == 1 else { return message(schema, reference, name, place) }
            let (only, place) = alternatives[0]
            return try type(of: only, named: name, at: place, nesting: nesting + 1)
        }
        switch Self.kind(of: schema) {
        case "object":
            if let values = schema["additionalProperties"], values.bool == nil {
                let place = place.inside("values of \(name)", "additionalProperties")
                return .map(try type(of: values, named: name, at: place, nesting: nesting + 1))
            }
            let isFree = reference == nil || schema["additionalProperties"] == .bool(true)
            return isFree ? .map(.any) : message(schema, reference, name, place)
        case "array":
            guard let items = schema["items"] else { return .array(.any) }
            let place = place.at("items")
            return .array(try type(of: items, named: name, at: place, nesting: nesting + 1))
        default: return try Self.scalar(schema, at: place)
        }
    }

    /// Registers a message, which is read later.
    private mutating func message(
        _ schema: JSONValue,
        _ reference: String?,
        _ name: String,
        _ place: DocumentPosition
    ) -> FieldType {
        if let known = names[place.identity] { return .message(known) }
        guard fieldCount < Self.fieldLimit else {
            addOverflow(at: place)
            return .map(.any)
        }
        var name = reference.flatMap(Self.name) ?? name
        while indices[name] != nil { name += "_" }
        names[place.identity] = name
        indices[name] = messages.count
        let description = schema["description"]?.spelling ?? ""
        messages.append(Message(name: name, fields: [], description: description))
        var place = place
        place.steps = ["schema \(name)"]
        pending.append((name, schema, place))
        return .message(name)
    }

    /// Reports, once, that the document has more properties than are read.
    private mutating func addOverflow(at place: DocumentPosition) {
        let words: UnsupportedFeature = "a document with more than \(Self.fieldLimit) properties"
        guard problems.last?.reason != .unsupported(words) else { return }
        problems.append(place.error(.unsupported(words)))
    }

    /// `Job` for `#/components/schemas/Job`, with further steps for nested schemas.
    private static func name(of reference: String) -> String? {
        guard let steps = ServiceDocument.steps(of: reference) else { return nil }
        return steps.dropFirst(min(2, steps.count - 1)).joined(separator: ".")
    }

    /// The schemas of which a value has one; nil unless all are objects, or there is only one.
    private func alternatives(
        of schema: JSONValue,
        at position: DocumentPosition
    ) throws(DocumentError) -> [(JSONValue, DocumentPosition)]? {
        var alternatives: [(JSONValue, DocumentPosition)] = []
        var areObjects = true
        for (alternative, position) in Self.alternatives(of: schema, at: position) {
            let target = try document.resolved(alternative, at: position).value
            if target["type"]?.string == "null" { continue }
            areObjects = areObjects && (target["properties"] ?? target["allOf"]) != nil
            alternatives.append((alternative, position))
        }
        return areObjects && !alternatives.isEmpty || alternatives.count == 1 ? alternatives : nil
    }

    /// The schemas in `oneOf` or `anyOf`, with their positions.
    private static func alternatives(
        of schema: JSONValue,
        at position: DocumentPosition
    ) -> [(JSONValue, DocumentPosition)] {
        let key = schema["oneOf"] == nil ? "anyOf" : "oneOf"
        let all = schema[key]?.array ?? []
        return all.prefix(partLimit).enumerated().map { ($1, position.at(key, String($0))) }
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
    /// A schema that properties come from.
    private struct Part {
        var schema: JSONValue
        var position: DocumentPosition
        /// Whether values need not have its properties.
        var isAlternative: Bool
    }

    /// The properties of an object schema, and of all schemas that it is made of.
    private mutating func fields(
        of schema: JSONValue,
        named name: String,
        at position: DocumentPosition
    ) -> [Field] {
        var parts: [Part] = []
        collect(
            Part(schema: schema, position: position, isAlternative: false),
            into: &parts,
            nesting: 0
        )
        var required: Set<String> = []
        var fields: [Field?] = []
        var places: [String: Int] = [:]
        for part in parts {
            for member in part.schema["properties"]?.object?.members ?? [] {
                let field = field(member, of: name, at: part.position)
                if let place = places[field.name] {
                    if part.isAlternative {
                        if fields[place]?.type != field.type { fields[place]?.type = .any }
                        continue
                    }
                    fields[place] = nil
                }
                places[field.name] = fields.count
                fields.append(field)
            }
            if !part.isAlternative { required.formUnion(requiredNames(of: part)) }
        }
        fieldCount += fields.count
        return fields.compactMap { field in
            guard var field else { return nil }
            field.isRequired = required.contains(field.name)
            return field
        }
    }

    /// The required properties; none where the list is none.
    private mutating func requiredNames(of part: Part) -> [String] {
        guard part.schema["required"]?.bool == nil else { return [] }
        do throws(DocumentError) {
            return try part.position.texts("required", of: part.schema)
        } catch {
            problems.append(error)
            return []
        }
    }

    /// Adds a schema, after those that it extends, and before its alternatives.
    private mutating func collect(_ part: Part, into parts: inout [Part], nesting: Int) {
        do throws(DocumentError) {
            let (schema, reference) = try document.resolved(part.schema, at: part.position)
            guard nesting < Self.nestingLimit, parts.count < Self.partLimit else {
                throw part.position.error(.circularReference(reference ?? "allOf"))
            }
            let place = document.position(of: reference, or: part.position)
            let bases = try place.list("allOf", of: schema).enumerated()
            for (base, place) in bases.map({ ($1, place.at("allOf", String($0))) }) {
                let base = Part(schema: base, position: place, isAlternative: part.isAlternative)
                collect(base, into: &parts, nesting: nesting + 1)
            }
            parts.append(Part(schema: schema, position: place, isAlternative: part.isAlternative))
            for (alternative, place) in Self.alternatives(of: schema, at: place) {
                let part = Part(schema: alternative, position: place, isAlternative: true)
                collect(part, into: &parts, nesting: nesting + 1)
            }
        } catch {
            if problems.last?.reason != error.reason { problems.append(error) }
        }
    }

    private mutating func field(
        _ member: JSONMember,
        of message: String,
        at position: DocumentPosition
    ) -> Field {
        let position = position.inside("property \(member.name)", "properties", member.name)
        var field = Field(name: member.name, type: .any)
        var target = member.value
        do throws(DocumentError) {
            target = try document.resolved(member.value, at: position).value
            let name = "\(message).\(member.name)"
            field.type = try type(of: member.value, named: name, at: position, nesting: 0)
        } catch {
            problems.append(error)
        }
        let property = { member.value[$0] ?? target[$0] }
        field.isOutputOnly = property("readOnly")?.bool ?? false
        field.isDeprecated = property("deprecated")?.bool ?? false
        field.description = property("description")?.spelling ?? ""
        return field
    }
}
