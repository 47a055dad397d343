import TuneQLJSON
import TuneQLText

/// Reads a request's body by the schema, as the service's front end does.
///
/// Names in both spellings, enum numbers, int64 as number or text, and null are accepted; what
/// comes out has the service's own spelling, without default values and output-only fields.
struct BodyReader {
    let schema: Schema
    private(set) var violations: [APIError.Violation] = []

    /// The body as the service would store it.
    ///
    /// - Parameters:
    ///   - bytes: The body; an empty one is the empty message.
    ///   - message: The name of the message that is expected.
    ///   - path: The path that errors give to the body itself; empty for the whole request.
    ///   - schema: The schema of the messages.
    /// - Returns: The body in the service's spelling.
    /// - Throws: ``APIError`` with every fault of the body.
    static func object(
        _ bytes: [UInt8],
        as message: String,
        path: String,
        schema: Schema = .v1
    ) throws(APIError) -> JSONObject {
        guard !bytes.allSatisfy(JSONText.isBlank) else { return JSONObject() }
        guard case .object(let object) = try parsed(bytes) else {
            throw .invalid(
                "Invalid JSON payload received. Unknown name \"\": Root element must be a message."
            )
        }
        var reader = BodyReader(schema: schema)
        let result = reader.fields(of: object, in: schema.message(message), at: path)
        guard reader.violations.isEmpty else { throw .invalid(reader.violations) }
        return result
    }

    private static func parsed(_ bytes: [UInt8]) throws(APIError) -> JSONValue {
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw .invalid(
                "Invalid JSON payload received. \(sentence(for: error.reason))\n"
                    + excerpt(of: bytes, at: error.offset)
            )
        }
    }

    private static func sentence(for reason: JSONError.Reason) -> String {
        switch reason {
        case .unexpectedEnd: "Unexpected end of string."
        case .badEscape, .controlCharacter: "Invalid escape sequence."
        case .badUTF8: "Encountered non UTF-8 code points."
        case .tooDeep: "Message too deep."
        default: "Unexpected token."
        }
    }

    /// The line around an offset, with a caret below the offset.
    private static func excerpt(of bytes: [UInt8], at offset: Int) -> String {
        let place = min(offset, bytes.count)
        let lineStart = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let start = max(lineStart, place - 20)
        let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
        let line = String(decoding: bytes[start..<min(end, place + 20)], as: UTF8.self)
        return line + "\n" + String(repeating: " ", count: place - start) + "^"
    }
}

extension BodyReader {
    private init(schema: Schema) {
        self.schema = schema
    }

    private mutating func fields(
        of object: JSONObject,
        in message: SchemaMessage,
        at path: String
    ) -> JSONObject {
        var result = JSONObject()
        var oneofs: Set<String> = []
        for member in object.members {
            guard let field = message.field(member.name) else {
                reportUnknown(member.name, at: path)
                continue
            }
            guard member.value != .null || field.type == .any, !field.isOutputOnly else { continue }
            if let oneof = field.oneof, !oneofs.insert(oneof).inserted {
                report(oneof: oneof, member: member.name, at: path)
                continue
            }
            let place = path.isEmpty ? field.name.snakeCased : "\(path).\(field.name.snakeCased)"
            guard let value = value(member.value, of: field, named: member.name, at: (path, place))
            else { continue }
            if !isDefault(value, of: field, in: message) { result[field.name] = value }
        }
        return result
    }

    private mutating func value(
        _ value: JSONValue,
        of field: SchemaField,
        named name: String,
        at paths: (outer: String, own: String)
    ) -> JSONValue? {
        guard field.isList else {
            if case .array = value, field.type != .any {
                report(
                    "Invalid JSON payload received. Unknown name \"\(name)\"\(clause(paths.outer)): "
                        + "Proto field is not repeating, cannot start list.",
                    field: paths.outer
                )
                return nil
            }
            return single(value, of: field.type, at: paths.own)
        }
        let elements = value.array ?? [value]
        var result: [JSONValue] = []
        for (index, element) in elements.enumerated() {
            if let element = single(element, of: field.type, at: "\(paths.own)[\(index)]") {
                result.append(element)
            }
        }
        return .array(result)
    }

    private mutating func single(_ value: JSONValue, of type: SchemaType, at path: String)
        -> JSONValue?
    {
        switch (type, value) {
        case (.any, _):
            return value
        case (.message(let name), .object(let object)):
            return .object(fields(of: object, in: schema.message(name), at: path))
        case (.map(let element), .object(let object)):
            return .object(entries(of: object, as: element, at: path))
        default:
            if let scalar = scalar(value, of: type) { return scalar }
            report("Invalid value at '\(path)' (\(type.wireName)), \(value.text)", field: path)
            return nil
        }
    }

    private mutating func entries(of object: JSONObject, as type: SchemaType, at path: String)
        -> JSONObject
    {
        var result = JSONObject()
        for member in object.members {
            let place = "\(path)[\(member.name)].value"
            if let value = single(member.value, of: type, at: place) { result[member.name] = value }
        }
        return result
    }

    private mutating func report(_ description: String, field: String?) {
        let field = field.flatMap { $0.isEmpty ? nil : $0 }
        violations.append(APIError.Violation(field: field, description: description))
    }

    private mutating func reportUnknown(_ name: String, at path: String) {
        let text = "Invalid JSON payload received. Unknown name \"\(name)\"\(clause(path)): "
        report(text + "Cannot find field.", field: path)
    }

    private mutating func report(oneof: String, member: String, at path: String) {
        let text = "Invalid value at '\(path)' (oneof), oneof field '\(oneof)' is already set. "
        report(text + "Cannot set '\(member)'", field: path)
    }

    private func clause(_ path: String) -> String {
        path.isEmpty ? "" : " at '\(path)'"
    }
}
