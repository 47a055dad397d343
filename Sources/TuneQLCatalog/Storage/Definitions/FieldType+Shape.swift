package import TuneQLJSON

extension FieldType {
    /// The kind of value shown to users, such as `string` or `object`.
    package var kind: String {
        switch self {
        case .string, .enumeration: "string"
        case .int64String, .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .timestamp: "timestamp"
        case .message, .map: "object"
        case .array: "array"
        case .any: "any"
        }
    }

    /// The whole type as JSON, such as `{"array":{"message":"Content"}}`.
    package var shape: JSONValue {
        switch self {
        case .string(let format?): ["string": .string(format)]
        case .enumeration(let values): ["enum": .array(values.map { .string($0) })]
        case .message(let name): ["message": .string(name)]
        case .map(let value): ["map": value.shape]
        case .array(let element): ["array": element.shape]
        case .string(nil), .int64String, .integer, .number, .boolean, .timestamp, .any:
            .string(plainName)
        }
    }

    /// Parses a ``shape``; nil for anything else.
    package init?(shape: JSONValue) {
        if let name = shape.string {
            guard let type = Self.plainTypes[name] else { return nil }
            self = type
            return
        }
        guard let member = shape.object?.members.first else { return nil }
        switch (member.name, member.value) {
        case ("string", .string(let format)): self = .string(format: format)
        case ("message", .string(let name)): self = .message(name)
        case ("enum", .array(let values)): self = .enumeration(values.compactMap(\.string))
        case ("map", let value):
            guard let type = FieldType(shape: value) else { return nil }
            self = .map(type)
        case ("array", let element):
            guard let type = FieldType(shape: element) else { return nil }
            self = .array(type)
        default: return nil
        }
    }

    /// The name in ``plainTypes`` of a type without parts; `any` for all others.
    package var plainName: String { Self.plainNames[self] ?? "any" }

    private static let plainNames = Dictionary(
        uniqueKeysWithValues: plainTypes.map { ($0.value, $0.key) }
    )

    /// The types without parts, by the names that stand for them in shapes.
    package static let plainTypes: [String: FieldType] = [
        "string": .string(format: nil), "int64": .int64String, "integer": .integer,
        "number": .number, "boolean": .boolean, "timestamp": .timestamp, "any": .any,
    ]
}
