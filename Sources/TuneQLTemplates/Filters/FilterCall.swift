import TuneQLJSON

/// A value and the arguments of the filter, test or method that is applied to it.
struct FilterCall {
    var name: String
    var value: TemplateValue
    var arguments: [TemplateValue]
    var named: [String: TemplateValue]
    /// Whether the result becomes SQL.
    var isStrict: Bool
    /// How the template writes values.
    var text: (TemplateValue) -> String

    /// An argument by its position or its name.
    func argument(_ index: Int, _ name: String) -> TemplateValue? {
        arguments.indices.contains(index) ? arguments[index] : named[name]
    }

    /// The value's text.
    var valueText: String { text(value) }

    /// The elements of the value.
    func elements() throws(TemplateFailure) -> [JSONValue] {
        guard let elements = value.elements else {
            throw TemplateFailure("\(name) takes a list, not \(value.kind)")
        }
        return elements
    }

    /// A whole number that an argument gives.
    func integer(_ index: Int, _ name: String) throws(TemplateFailure) -> Int? {
        guard let argument = argument(index, name) else { return nil }
        guard case .integer(let number) = argument.number else {
            throw TemplateFailure("\(self.name) takes a whole number, not \(argument.kind)")
        }
        return number
    }

    /// The member of an element that an `attribute` names, which may be dotted.
    static func attribute(_ path: String, of element: JSONValue) -> TemplateValue {
        var value = element
        for part in path.split(separator: ".") {
            let member =
                value[String(part)]
                ?? Int(part).flatMap { index in
                    value.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
                }
            guard let member else { return .undefined(path) }
            value = member
        }
        return .json(value)
    }

    /// The elements, or their members that `attribute` names.
    func members(at index: Int) throws(TemplateFailure) -> [TemplateValue] {
        let elements = try elements()
        guard let path = argument(index, "attribute") else { return elements.map { .json($0) } }
        return elements.map { Self.attribute(PlainText.text(of: path), of: $0) }
    }
}
