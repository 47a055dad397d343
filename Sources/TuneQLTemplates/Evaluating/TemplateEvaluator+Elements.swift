import TuneQLJSON
import TuneQLSyntax

extension TemplateEvaluator {
    /// The elements that a loop goes over: pairs for an object when a round has two names.
    func elements(
        of expression: TemplateExpression,
        names: Int
    ) throws(SyntaxError) -> [TemplateValue] {
        let range = expression.range ?? 0..<0
        let value = try checked(expression)
        if names == 2, case .json(.object(let object)) = value {
            return object.members.map { .json([.string($0.name), $0.value]) }
        }
        guard !context.isStrict || value.string == nil else {
            throw SyntaxError(range: range, message: "a text has no elements to loop over")
        }
        guard let elements = value.elements else {
            throw SyntaxError(range: range, message: "\(value.kind) has no elements to loop over")
        }
        return elements.map { .json($0) }
    }

    /// The names with the parts of a value that are assigned to them.
    func parts(
        of value: TemplateValue,
        for names: [String],
        _ range: Range<Int>
    ) throws(SyntaxError) -> [(String, TemplateValue)] {
        guard names.count > 1 else { return [(names[0], value)] }
        let parts = value.elements ?? []
        guard parts.count == names.count else {
            throw SyntaxError(
                range: range,
                message: "\(names.count) names need as many values, and there are \(parts.count)"
            )
        }
        return zip(names, parts).map { ($0, .json($1)) }
    }

    func element(
        _ index: TemplateValue,
        of owner: TemplateValue,
        _ base: TemplateExpression,
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateValue {
        let name = "\(base.path ?? "the value")[\(PlainText.text(of: index))]"
        switch owner {
        case .json(.object(let object)):
            return object[PlainText.text(of: index)].map { .json($0) } ?? .undefined(name)
        case .undefined:
            guard context.isStrict else { throw undefined(owner, range) }
            return owner
        default:
            guard let elements = owner.elements, case .integer(let position) = index.number else {
                return .undefined(name)
            }
            let place = position < 0 ? position + elements.count : position
            return elements.indices.contains(place)
                ? .json(elements[place]) : .undefined(name)
        }
    }

    func slice(
        _ base: TemplateExpression,
        _ bounds: [TemplateExpression?],
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateValue {
        let owner = try defined(base)
        guard let elements = owner.elements, owner.json.object == nil else {
            throw SyntaxError(range: range, message: "\(owner.kind) has no parts")
        }
        var numbers: [Int?] = []
        for bound in bounds {
            guard let bound else { numbers.append(nil); continue }
            guard case .integer(let number) = try defined(bound).number else {
                throw SyntaxError(range: range, message: "the bounds of a part are whole numbers")
            }
            numbers.append(number)
        }
        let step = numbers.count > 2 ? numbers[2] ?? 1 : 1
        guard step != 0 else {
            throw SyntaxError(range: range, message: "the step of a part cannot be 0")
        }
        let chosen = Self.indices(numbers[0], numbers[1], step, elements.count)
        let part = chosen.map { elements[$0] }
        guard owner.string == nil else { return .string(part.compactMap(\.string).joined()) }
        return .json(.array(part))
    }

    /// The indices of a slice, by Python's rules.
    private static func indices(_ start: Int?, _ end: Int?, _ step: Int, _ count: Int) -> [Int] {
        func clamped(_ bound: Int?, _ fallback: Int) -> Int {
            guard let bound else { return fallback }
            let lowest = step > 0 ? 0 : -1
            let highest = step > 0 ? count : count - 1
            return min(max(bound < 0 ? max(bound, -count - 1) + count : bound, lowest), highest)
        }
        let first = clamped(start, step > 0 ? 0 : count - 1)
        let last = clamped(end, step > 0 ? count : -1)
        return Array(stride(from: first, to: last, by: step))
    }
}

extension TemplateValue {
    /// What a loop goes over: the elements of a list, the names of an object, the letters of a
    /// text, and nothing for what is undefined; nil for what has no elements.
    var elements: [JSONValue]? {
        switch self {
        case .undefined: []
        case .json(.array(let elements)): elements
        case .json(.object(let object)): object.names.map { .string($0) }
        case .json(.string(let text)), .word(let text), .sql(let text):
            text.unicodeScalars.map { .string(String(Character($0))) }
        case .json: nil
        }
    }

    /// What kind of value it is, in a message.
    var kind: String {
        switch self {
        case .undefined: "an undefined value"
        case .json(.null): "null"
        case .json(.bool): "a truth value"
        case .json(.number): "a number"
        case .json(.string), .word, .sql: "a text"
        case .json(.array): "a list"
        case .json(.object): "an object"
        }
    }
}
