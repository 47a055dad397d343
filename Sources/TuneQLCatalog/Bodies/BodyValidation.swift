import TuneQLJSON
import TuneQLText

/// Validates JSON against a service's messages, and adopts the service's spelling.
struct BodyValidation {
    /// Looks up a message by its name.
    let message: (String) throws(CatalogError) -> Message?
    /// Whether members and values that are not in the document are passed on unchanged.
    var allowsUnknown = false

    /// The value to send: int64 as digits, names in the document's spelling, nulls omitted.
    func checked(
        _ value: JSONValue,
        as type: FieldType,
        at path: String
    ) throws(BodyError) -> JSONValue? {
        if value == .null { return nil }
        switch (type, value) {
        case (.any, _): return value
        case (.message(let name), .object(let object)):
            return .object(try checked(object, as: name, at: path))
        case (.map(let type), .object(let object)):
            return .object(try checked(object, of: type, at: path))
        case (.array(let type), .array(let elements)):
            return .array(try checked(elements, of: type, at: path))
        case (.boolean, .bool): return value
        case (.string(let format), .string(let text)):
            return .string(try checked(text, format: format, at: path))
        case (.timestamp, .string(let text)):
            guard Timestamp(text, .complete) != nil else {
                throw malformed("a time such as 2026-11-25T13:00:00Z", at: path)
            }
            return value
        case (.enumeration(let values), _):
            return try checked(value, among: values, at: path)
        case (.int64String, .number(let text)), (.int64String, .string(let text)),
            (.integer, .number(let text)), (.integer, .string(let text)),
            (.number, .number(let text)), (.number, .string(let text)):
            return try checked(number: text, as: type, at: path)
        default:
            throw BodyError(
                path: path,
                reason: .wrongKind(expected: type.noun, found: value.noun)
            )
        }
    }

    private func malformed(_ expected: String, at path: String) -> BodyError {
        BodyError(path: path, reason: .malformed(expected: expected))
    }
}

extension BodyValidation {
    /// Checks an object's members; see ``BodyError/Reason`` for what is refused.
    func checked(
        _ object: JSONObject,
        as name: String,
        at path: String
    ) throws(BodyError) -> JSONObject {
        let message = try self.message(named: name, at: path)
        var output = JSONObject()
        for member in object.members {
            guard let field = try field(named: member.name, of: message, at: path) else {
                output[member.name] = member.value
                continue
            }
            let path = Self.path(path, field.name)
            guard !field.isOutputOnly else { throw BodyError(path: path, reason: .outputOnly) }
            guard output[field.name] == nil else { throw BodyError(path: path, reason: .duplicate) }
            output[field.name] = try checked(member.value, as: field.type, at: path)
        }
        try refuseMissing(output, of: message, at: path)
        return output
    }

    func message(named name: String, at path: String) throws(BodyError) -> Message {
        do throws(CatalogError) {
            guard let message = try self.message(name) else {
                throw CatalogError.damaged("there is no message '\(name)'")
            }
            return message
        } catch {
            throw BodyError(path: path, reason: .catalog(error))
        }
    }

    func refuseMissing(
        _ object: JSONObject,
        of message: Message,
        at path: String
    ) throws(BodyError) {
        for field in message.fields where field.isRequired && !field.isOutputOnly {
            guard object[field.name] != nil else {
                throw BodyError(path: Self.path(path, field.name), reason: .missing)
            }
        }
    }

    /// The field of this name; nil for an allowed one that is not in the document.
    ///
    /// As in proto JSON, `snake_case` also matches `camelCase`.
    func field(
        named name: String,
        of message: Message,
        at path: String
    ) throws(BodyError) -> Field? {
        if let field = message[name] ?? message[Self.camelCase(name)] { return field }
        if allowsUnknown { return nil }
        let candidates = message.fields.filter { !$0.isOutputOnly }.map(\.name)
        throw BodyError(path: Self.path(path, name), reason: .unknown(candidates: candidates))
    }

    static func path(_ path: String, _ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }

    private static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_", omittingEmptySubsequences: false)
        let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return (words.prefix(1).map(String.init) + rest).joined()
    }

    private func checked(
        _ object: JSONObject,
        of type: FieldType,
        at path: String
    ) throws(BodyError) -> JSONObject {
        var output = JSONObject()
        for member in object.members {
            let path = Self.path(path, member.name)
            output[member.name] = try checked(member.value, as: type, at: path)
        }
        return output
    }

    private func checked(
        _ elements: [JSONValue],
        of type: FieldType,
        at path: String
    ) throws(BodyError) -> [JSONValue] {
        var output: [JSONValue] = []
        for (index, element) in elements.enumerated() {
            let path = "\(path)[\(index)]"
            guard let element = try checked(element, as: type, at: path) else {
                throw BodyError(
                    path: path,
                    reason: .wrongKind(expected: type.noun, found: "null")
                )
            }
            output.append(element)
        }
        return output
    }
}

extension BodyValidation {
    /// The value, which must be one of the enumeration's names.
    ///
    /// Services also accept the number of a name on the wire, but a 4 in a statement is a mistake.
    private func checked(
        _ value: JSONValue,
        among values: [String],
        at path: String
    ) throws(BodyError) -> JSONValue {
        switch value {
        case .string(let text) where values.contains(text): return value
        case .string(let text) where allowsUnknown && Int(text) == nil: return value
        case .string(let text), .number(let text):
            throw BodyError(path: path, reason: .notAmong(value: text, values: values))
        default:
            throw BodyError(
                path: path,
                reason: .wrongKind(expected: "text", found: value.noun)
            )
        }
    }

    private func checked(
        number text: String,
        as type: FieldType,
        at path: String
    ) throws(BodyError) -> JSONValue {
        switch type {
        case .int64String:
            if let value = Int64(text) { return .string(String(value)) }
            if let value = UInt64(text) { return .string(String(value)) }
            throw malformed("a 64-bit integer", at: path)
        case .integer:
            guard let value = Int64(text) else { throw malformed("an integer", at: path) }
            return .number(String(value))
        default:
            if ["NaN", "Infinity", "-Infinity"].contains(text) { return .string(text) }
            let bytes = Array(text.utf8)
            guard JSONText.endOfNumber(in: bytes.span, from: 0) == bytes.count else {
                throw malformed("a number", at: path)
            }
            return .number(text)
        }
    }

    private func checked(
        _ text: String,
        format: String?,
        at path: String
    ) throws(BodyError) -> String {
        switch format {
        case "duration"? where Duration(protobuf: text) == nil:
            throw malformed("seconds such as '1.5s'", at: path)
        case "byte"? where Base64.decoded(text) == nil: throw malformed("base64", at: path)
        default: return text
        }
    }
}
