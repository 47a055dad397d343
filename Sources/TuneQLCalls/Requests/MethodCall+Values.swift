import TuneQLCatalog
import TuneQLJSON

extension MethodCall {
    /// The value that is sent for a parameter: the call's, or else its default.
    package func value(of name: String) -> String? {
        arguments[name] ?? method.parameters.first { $0.name == name }?.defaultValue
    }

    /// The values that are sent for a parameter: several where it is an array.
    ///
    /// The value of an array is its JSON, or its only element.
    func values(of parameter: Parameter) -> [String] {
        guard let value = arguments[parameter.name] ?? parameter.defaultValue else { return [] }
        if parameter.type == .boolean { return [Self.truth[value] ?? value] }
        guard case .array = parameter.type,
            value.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "["),
            let elements = (try? JSONValue(parsing: value))?.array
        else { return [value] }
        let texts = elements.map { $0.string ?? $0.text }
        return parameter.isExploded || texts.isEmpty ? texts : [texts.joined(separator: ",")]
    }

    /// The values of SQL that services know as words.
    private static let truth = ["1": "true", "0": "false"]

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
