import TuneQLJSON
import TuneQLSQLite
import TuneQLText

/// Converts a SQL value to the JSON of a field in a request's body.
struct FieldCoercion {
    let validation: BodyValidation

    /// The field's JSON; nil for NULL, which omits the field.
    func json(
        for value: SQLiteValue,
        of field: Field,
        at path: String
    ) throws(BodyError) -> JSONValue? {
        switch field.type {
        case .message, .map, .array, .any: try nested(value, field.type, at: path)
        case .boolean: try boolean(value, at: path)
        case .string: try string(value, field.type, at: path)
        default: try scalar(value, field.type, at: path)
        }
    }

    private func nested(
        _ value: SQLiteValue,
        _ type: FieldType,
        at path: String
    ) throws(BodyError) -> JSONValue? {
        if case .any = type, case .integer(let number) = value { return .number(String(number)) }
        if case .any = type, case .real(let number) = value { return Self.number(number) }
        guard let text = value.text else { return nil }
        guard case .text = value else {
            throw BodyError(
                path: path,
                reason: .wrongKind(expected: "\(type.noun) as JSON text", found: value.noun)
            )
        }
        let json: JSONValue
        do { json = try JSONValue(parsing: text) } catch {
            if case .any = type { return .string(text) }
            throw BodyError(path: path, reason: .notJSON(error))
        }
        return try validation.checked(json, as: type, at: path)
    }

    private func boolean(_ value: SQLiteValue, at path: String) throws(BodyError) -> JSONValue? {
        switch value {
        case .null: return nil
        case .integer(1): return true
        case .integer(0): return false
        case .text(let text) where text.lowercased() == "true" || text == "1": return true
        case .text(let text) where text.lowercased() == "false" || text == "0": return false
        default:
            throw BodyError(
                path: path,
                reason: .wrongKind(expected: "true or false", found: value.noun)
            )
        }
    }

    /// Accepts numbers as text, like a TEXT column, and a blob only for bytes.
    private func string(
        _ value: SQLiteValue,
        _ type: FieldType,
        at path: String
    ) throws(BodyError) -> JSONValue? {
        if case .blob(let bytes) = value {
            guard case .string("byte"?) = type else {
                throw BodyError(path: path, reason: .wrongKind(expected: "text", found: "a blob"))
            }
            return .string(Base64.encoded(bytes))
        }
        guard let text = value.text else { return nil }
        return try validation.checked(.string(text), as: type, at: path)
    }

    /// Applies the checks of nested JSON to text and numbers.
    private func scalar(
        _ value: SQLiteValue,
        _ type: FieldType,
        at path: String
    ) throws(BodyError) -> JSONValue? {
        switch value {
        case .null: nil
        case .integer(let number):
            try validation.checked(.number(String(number)), as: type, at: path)
        case .real(let number): try validation.checked(Self.number(number), as: type, at: path)
        case .text(let text): try validation.checked(.string(text), as: type, at: path)
        case .blob:
            throw BodyError(path: path, reason: .wrongKind(expected: type.noun, found: "a blob"))
        }
    }

    /// A number in JSON's spelling; integral ones without a fraction.
    private static func number(_ value: Double) -> JSONValue {
        guard value.isFinite else {
            return .string(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
        }
        if let integer = Int64(exactly: value) { return .number(String(integer)) }
        return .number(value.description)
    }
}

extension SQLiteValue {
    /// The value's kind, with its article.
    var noun: String {
        switch self {
        case .null: "NULL"
        case .integer, .real: "a number"
        case .text: "text"
        case .blob: "a blob"
        }
    }
}
