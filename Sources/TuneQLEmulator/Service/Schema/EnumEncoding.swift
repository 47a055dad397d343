import TuneQLJSON

extension Schema {
    /// The value with the names of enums replaced by their numbers, as `enum-encoding=int` asks.
    func numberingEnums(in value: JSONValue, as type: SchemaType) -> JSONValue {
        switch (type, value) {
        case (_, .array(let elements)) where type != .any:
            return .array(elements.map { numberingEnums(in: $0, as: type) })
        case (.enumeration(let name), .string(let text)):
            return enumeration(name).numbers[text].map { .number(String($0)) } ?? value
        case (.map(let element), .object(let object)):
            return .object(object.mapValues { _, value in numberingEnums(in: value, as: element) })
        case (.message(let name), .object(let object)):
            let message = message(name)
            return .object(
                object.mapValues { name, value in
                    numberingEnums(in: value, as: message.field(name)?.type ?? .any)
                }
            )
        default:
            return value
        }
    }
}

extension JSONObject {
    /// The object with each value replaced.
    func mapValues(_ transform: (String, JSONValue) -> JSONValue) -> JSONObject {
        JSONObject(members.map { JSONMember(name: $0.name, value: transform($0.name, $0.value)) })
    }
}
