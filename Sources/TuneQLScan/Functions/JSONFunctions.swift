import TuneQLJSON
import TuneQLSQLite
import TuneQLText

/// Functions over JSON that SQLite lacks.
enum JSONFunctions {
    static var all: [Function] {
        [
            Function("json_boolean", 1) { arguments in
                switch arguments[0] {
                case .integer(1): .text("true")
                case .integer(0): .text("false")
                case .text(let text): .text(JSONValue.string(text).text)
                case let other: other
                }
            },
            // Every right operand of an arrow that is no literal.
            Function("json_label", 1) { arguments in
                guard case .text(let name) = arguments[0] else { return arguments[0] }
                return .text(name.pathToJSONMember ?? name)
            },
            Function.ofTexts("json_equal", 2) { texts throws(ScanError) in
                .integer(try ordered(texts[0]) == ordered(texts[1]) ? 1 : 0)
            },
        ]
    }

    private static func ordered(_ text: String) throws(ScanError) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: Array(text.utf8)).ordered
        } catch {
            throw ScanError(
                .invalidValue,
                "json_equal: the text is not JSON: \(error.reason.rawValue), at byte \(error.offset)"
            )
        }
    }
}

extension JSONValue {
    /// The canonical form of the value.
    fileprivate var ordered: JSONValue {
        switch self {
        case .number(let digits): .number(Self.ordered(digits))
        case .array(let elements): .array(elements.map(\.ordered))
        case .object(let object):
            .object(
                JSONObject(
                    Set(object.names).sorted().compactMap { name in
                        object[name].map { JSONMember(name: name, value: $0.ordered) }
                    }
                )
            )
        case .null, .bool, .string: self
        }
    }

    /// The shortest spelling of a number; integers are spelled as such.
    private static func ordered(_ digits: String) -> String {
        if let integer = Int64(digits) { return String(integer) }
        guard let value = Double(digits), value.isFinite else { return digits }
        return abs(value) < 1e15
            ? Int64(exactly: value)?.description ?? value.description
            : value.description
    }
}
