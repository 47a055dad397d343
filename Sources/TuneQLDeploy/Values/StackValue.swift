package import TuneQLJSON
import TuneQLText

/// How values of manifests and exports become the texts of queries.
package enum StackValue {
    /// A value as templates see it: objects and lists are compact JSON, and so is text that is JSON.
    package static func variable(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object, .array: return .string(compact(value))
        case .number(let digits): return .number(number(digits))
        case .string("True"): return .string("true")
        case .string("False"): return .string("false")
        case .string(let text):
            guard let first = text.utf8.first, first == 0x5B || first == 0x7B,
                let tree = try? JSONValue(parsing: text)
            else { return value }
            return .string(compact(tree))
        case .null, .bool: return value
        }
    }

    /// The text of a value where a template writes it.
    package static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: "None"
        case .bool(let value): value ? "True" : "False"
        case .number(let digits): number(digits)
        case .string(let text): text
        case .array, .object: compact(value)
        }
    }

    /// Whether a value is what a global must not be.
    static func isEmpty(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool(false): true
        case .string(let text): text.isEmpty || text == "[]" || text == "{}"
        case .array(let elements): elements.isEmpty
        case .object(let object): object.members.isEmpty
        case .number(let digits): Double(digits) == 0
        case .bool(true): false
        }
    }

    private static func compact(_ value: JSONValue) -> String { normalized(value).text }

    private static func normalized(_ value: JSONValue) -> JSONValue {
        switch value {
        case .number(let digits): return .number(number(digits))
        case .array(let elements): return .array(elements.map(normalized))
        case .object(let object):
            var members = JSONObject()
            for member in object.members { members[member.name] = normalized(member.value) }
            return .object(members)
        default: return value
        }
    }

    /// A number as it is read and written again: `1.50` is 1.5, and integers keep their digits.
    private static func number(_ digits: String) -> String {
        let isWhole = digits.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "-") }
        guard !isWhole, let value = Double(digits), value.isFinite else { return digits }
        return "\(value)"
    }
}
