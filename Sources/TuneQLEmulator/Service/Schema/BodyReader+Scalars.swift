import TuneQLJSON

extension BodyReader {
    /// The scalar in the service's spelling; nil when it is not one of this type.
    func scalar(_ value: JSONValue, of type: SchemaType) -> JSONValue? {
        switch type {
        case .string, .base64, .duration, .timestamp:
            return value.string.map { .string($0) }
        case .int32:
            return Self.integer(value).flatMap(Int32.init(exactly:)).map { .number(String($0)) }
        case .int64:
            return Self.integer(value).map { .string(String($0)) }
        case .double, .float:
            return Self.real(value)
        case .bool:
            return Self.boolean(value).map { .bool($0) }
        case .enumeration(let name):
            return enumValue(value, of: schema.enumeration(name))
        case .any, .message, .map:
            return nil
        }
    }

    private static func integer(_ value: JSONValue) -> Int64? {
        guard case .number(let digits) = value else { return value.string.flatMap { Int64($0) } }
        return Int64(digits) ?? Double(digits).flatMap { Int64(exactly: $0) }
    }

    private static func real(_ value: JSONValue) -> JSONValue? {
        switch value {
        case .number: return value
        case .string(let text) where ["NaN", "Infinity", "-Infinity"].contains(text): return value
        case .string(let text): return Double(text).map { .number("\($0)") }
        default: return nil
        }
    }

    private static func boolean(_ value: JSONValue) -> Bool? {
        value.bool ?? ["true": true, "false": false][value.string ?? ""]
    }

    private func enumValue(_ value: JSONValue, of enumeration: Enumeration) -> JSONValue? {
        if let name = value.string, enumeration.numbers[name] != nil { return value }
        return value.integer.flatMap { enumeration.names[$0] }.map { .string($0) }
    }

    /// Whether the value says no more than its absence; explicit presence is kept where it exists.
    func isDefault(_ value: JSONValue, of field: SchemaField, in message: SchemaMessage) -> Bool {
        guard message.name != "GenerationConfig", field.type != .any else { return false }
        switch value {
        case .string(let text):
            if case .enumeration(let name) = field.type {
                return schema.enumeration(name).numbers[text] == 0
            }
            return text.isEmpty || field.type == .int64 && text == "0"
        case .number(let digits): return Double(digits) == 0
        case .bool(let flag): return !flag
        case .array(let elements): return elements.isEmpty
        case .object(let object):
            if case .map = field.type { return object.members.isEmpty }
            return false
        case .null: return false
        }
    }
}

extension SchemaType {
    /// The type as the front end's errors spell it.
    var wireName: String {
        switch self {
        case .string, .any, .map: "TYPE_STRING"
        case .base64: "TYPE_BYTES"
        case .int32: "TYPE_INT32"
        case .int64: "TYPE_INT64"
        case .double: "TYPE_DOUBLE"
        case .float: "TYPE_FLOAT"
        case .bool: "TYPE_BOOL"
        case .duration: "type.googleapis.com/google.protobuf.Duration"
        case .timestamp: "type.googleapis.com/google.protobuf.Timestamp"
        case .enumeration(let name), .message(let name):
            "type.googleapis.com/google.cloud.aiplatform.v1.\(name)"
        }
    }
}
