import TuneQLJSON
import TuneQLSyntax
import TuneQLText

/// Works out the values of expressions.
struct TemplateEvaluator {
    let context: TemplateContext
    /// The names that the template sets, of each body around.
    private var scopes: [[String: TemplateValue]] = [[:]]

    init(_ context: TemplateContext) {
        self.context = context
    }

    mutating func enterScope(_ values: [String: TemplateValue]) { scopes.append(values) }
    mutating func leaveScope() { scopes.removeLast() }
    mutating func set(_ name: String, to value: TemplateValue) {
        scopes[scopes.count - 1][name] = value
    }

    /// The value of an expression, which may be undefined.
    func value(of expression: TemplateExpression) throws(SyntaxError) -> TemplateValue {
        switch expression {
        case .literal(let value): return .json(value)
        case .name(let name, _, _): return self[name] ?? .undefined(name)
        case .dashed(let name, let difference, _):
            if let value = dotted(name) { return value }
            return try value(of: difference)
        case .member(let base, let name, let range):
            return try member(name, of: base, path: expression.path, range)
        case .element(let base, let index, let range):
            return try element(value(of: index), of: value(of: base), base, range)
        case .slice(let base, let bounds, let range): return try slice(base, bounds, range)
        case .list(let elements): return try list(elements)
        case .object(let members, let range): return try object(members, range)
        case .filter(let operand, let call): return try filtered(value(of: operand), call)
        case .test(let operand, let call, let isNegated):
            return .boolean(try test(operand, call) != isNegated)
        case .call(let callee, let call): return try called(callee, call)
        case .not(let operand): return .boolean(try !holds(operand))
        case .and(let one, let other):
            let first = try checked(one)
            return first.isTrue ? try checked(other) : first
        case .or(let one, let other):
            let first = try checked(one)
            return first.isTrue ? first : try checked(other)
        case .negative(let operand, let range): return try negative(operand, range)
        case .arithmetic(let sign, let one, let other, let range):
            return try arithmetic(sign, one, other, range)
        case .comparison(let first, let others, let range):
            return .boolean(try compared(first, others, range))
        case .conditional(let condition, let then, let otherwise):
            if try holds(condition) { return try value(of: then) }
            guard let otherwise else { return .undefined("the value") }
            return try value(of: otherwise)
        }
    }

    // MARK: Names

    private subscript(name: String) -> TemplateValue? {
        for scope in scopes.reversed() {
            if let value = scope[name] { return value }
        }
        return context.values[name]
    }

    /// The value of a dotted name, for which names of members are tried as well.
    private func dotted(_ name: String) -> TemplateValue? {
        if let value = self[name] { return value }
        let parts = name.split(separator: ".").map(String.init)
        guard let root = parts.first, parts.count > 1, var value = self[root] else { return nil }
        for part in parts.dropFirst() {
            guard case .json(.object(let object)) = value, let member = object[part] else {
                return nil
            }
            value = .json(member)
        }
        return value
    }

    private func member(
        _ name: String,
        of base: TemplateExpression,
        path: String?,
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateValue {
        if let path, let value = context.values[path] { return value }
        // `.values.name`, as in StackQL's files, whose values all lie in one object.
        if case .name("values", true, _) = base, self["values"] == nil {
            return self[name] ?? .undefined(path ?? name)
        }
        let owner = try value(of: base)
        switch owner {
        case .json(.object(let object)):
            return object[name].map { .json($0) } ?? .undefined(path ?? name)
        case .undefined(let name) where !context.isStrict:
            throw SyntaxError(range: range, message: "\(name.shortened) has no value")
        default: return .undefined(path ?? name)
        }
    }

    /// The error for a use of an undefined value.
    func undefined(
        _ value: TemplateValue,
        _ range: Range<Int>,
        isPlaceholder: Bool = false
    ) -> SyntaxError {
        guard case .undefined(let name) = value else {
            return SyntaxError(range: range, message: "the value cannot be written here")
        }
        let subject = isPlaceholder ? "the placeholder \(name.shortened)" : name.shortened
        var message = "\(subject) has no value"
        if name.utf8.count < 100,
            let nearest = Suggestion.nearest(to: name, among: allNames.sorted())
        {
            message += "; did you mean \(nearest)?"
        }
        return SyntaxError(range: range, message: message)
    }

    private var allNames: [String] {
        let scoped = scopes.flatMap(\.keys)
        return scoped
            + context.values.flatMap { name, value in
                [name] + Self.memberNames(of: value.json, prefix: name, depth: 0)
            }
    }

    private static func memberNames(of value: JSONValue, prefix: String, depth: Int) -> [String] {
        guard case .object(let object) = value, depth < 8 else { return [] }
        return object.members.flatMap { member in
            let name = "\(prefix).\(member.name)"
            return [name] + memberNames(of: member.value, prefix: name, depth: depth + 1)
        }
    }

    // MARK: Conditions

    /// Whether a condition holds.
    func holds(_ condition: TemplateExpression) throws(SyntaxError) -> Bool {
        try checked(condition).isTrue
    }

    /// A value that is looked at: in SQL, an undefined one is an error.
    func checked(_ expression: TemplateExpression) throws(SyntaxError) -> TemplateValue {
        let value = try value(of: expression)
        if context.isStrict, value.isUndefined {
            throw undefined(value, expression.range ?? 0..<0)
        }
        return value
    }

    /// A value that must not be undefined.
    func defined(_ expression: TemplateExpression) throws(SyntaxError) -> TemplateValue {
        let value = try value(of: expression)
        guard !value.isUndefined else { throw undefined(value, expression.range ?? 0..<0) }
        return value
    }

    private func json(of expression: TemplateExpression) throws(SyntaxError) -> JSONValue {
        try checked(expression).json
    }

    private func list(_ elements: [TemplateExpression]) throws(SyntaxError) -> TemplateValue {
        var values: [JSONValue] = []
        for element in elements { values.append(try json(of: element)) }
        return .json(.array(values))
    }

    private func object(
        _ members: [(key: TemplateExpression, value: TemplateExpression)],
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateValue {
        var object = JSONObject()
        for (key, value) in members {
            let name = PlainText.text(of: try checked(key))
            object[name] = try json(of: value)
        }
        return .json(.object(object))
    }
}
