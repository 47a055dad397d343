import TuneQLCatalog
import TuneQLJSON

extension MethodCall {
    /// The value that is sent for a parameter: the call's, or else its default.
    package func value(of name: String) -> String? {
        guard let parameter = method.parameters.first(where: { $0.name == name }) else {
            return arguments[name]
        }
        return (arguments[name] ?? parameter.defaultValue).map { Self.sent($0, as: parameter.type) }
    }

    /// A value as services spell it: SQL knows truth values as 1 and 0.
    private static func sent(_ value: String, as type: FieldType) -> String {
        guard case .boolean = type else { return value }
        return value == "1" ? "true" : value == "0" ? "false" : value
    }

    /// The values that are sent for a parameter: several where it is an array.
    ///
    /// The value of an array is its JSON, or its only element.
    func values(of parameter: Parameter) -> [String] {
        guard let value = arguments[parameter.name] ?? parameter.defaultValue else { return [] }
        guard case .array(let element) = parameter.type else {
            return [Self.sent(value, as: parameter.type)]
        }
        guard value.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "["),
            let elements = (try? JSONValue(parsing: value))?.array
        else { return [Self.sent(value, as: element)] }
        let texts = elements.map { Self.sent($0.string ?? $0.text, as: element) }
        return parameter.isExploded || texts.isEmpty ? texts : [texts.joined(separator: ",")]
    }

    /// The body with the members that parameters give.
    private var givenBody: JSONValue? {
        guard method.verb == .select, method.requestMessage != nil else { return body }
        var members = body?.object ?? JSONObject()
        for parameter in method.parameters where parameter.location == .body {
            guard let text = arguments[parameter.name] ?? parameter.defaultValue else { continue }
            members[parameter.name] = JSONValue(text, as: parameter.type)
        }
        return .object(members)
    }

    /// The body with the members that every request has, in the service's wrapper.
    var wholeBody: JSONValue? {
        let body = givenBody
        var whole = body
        if let base = method.requestBase { whole = .object(base.merging(body?.object)) }
        guard let wrapper = method.wrapper, let inner = whole else { return whole }
        return .object(JSONObject([JSONMember(name: wrapper, value: inner)]))
    }

    /// The page number or offset that the statement gives itself.
    var start: Int? {
        method.pagination?.positionParameter.flatMap { arguments[$0] }.flatMap { Int($0) }
    }
}

extension JSONObject {
    /// The object with the members of another one, which replace those of the same name.
    ///
    /// Objects of the same name are merged in the same way.
    fileprivate func merging(_ other: JSONObject?) -> JSONObject {
        var merged = self
        for member in other?.members ?? [] {
            if let below = merged[member.name]?.object, let above = member.value.object {
                merged[member.name] = .object(below.merging(above))
            } else {
                merged[member.name] = member.value
            }
        }
        return merged
    }
}
