import TuneQLJSON

extension FieldType {
    /// The required kind of value, with its article.
    var noun: String {
        switch self {
        case .string, .enumeration: "text"
        case .int64String, .integer: "an integer"
        case .number: "a number"
        case .boolean: "true or false"
        case .timestamp: "a time"
        case .message, .map: "an object"
        case .array: "an array"
        case .any: "a value"
        }
    }
}

extension JSONValue {
    /// The kind of the value, with its article.
    var noun: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
