/// The names that a template reads from its values.
struct TemplateNames: Sendable {
    /// The dotted names.
    private(set) var all: Set<String> = []
    /// The names that the template itself sets, of each body around.
    private var own: [Set<String>] = [[]]

    mutating func enter(_ names: [String]) { own.append(Set(names)) }
    mutating func leave() { own.removeLast() }
    mutating func set(_ name: String) { own[own.count - 1].insert(name) }

    mutating func read(_ name: String) {
        let root = name.prefix { $0 != "." }
        guard !own.contains(where: { $0.contains(String(root)) }) else { return }
        all.insert(name)
    }

    /// Notes all names in an expression.
    mutating func read(_ expression: TemplateExpression) {
        if let path = expression.path { return read(path) }
        for part in expression.parts { read(part) }
    }
}

extension TemplateExpression {
    /// The expressions that this one is made of.
    var parts: [TemplateExpression] {
        switch self {
        case .literal, .name: []
        case .dashed(_, let inner, _), .member(let inner, _, _), .not(let inner),
            .negative(let inner, _):
            [inner]
        case .element(let one, let other, _), .and(let one, let other), .or(let one, let other),
            .arithmetic(_, let one, let other, _):
            [one, other]
        case .slice(let base, let bounds, _): [base] + bounds.compactMap { $0 }
        case .list(let elements): elements
        case .object(let members, _): members.flatMap { [$0.key, $0.value] }
        case .filter(let operand, let call), .test(let operand, let call, _):
            [operand] + call.arguments + call.named.map(\.value)
        case .call(let callee, let call):
            (callee.calledBase.map { [$0] } ?? []) + call.arguments + call.named.map(\.value)
        case .comparison(let first, let others, _): [first] + others.map(\.1)
        case .conditional(let condition, let then, let otherwise):
            [condition, then] + (otherwise.map { [$0] } ?? [])
        }
    }

    /// The value whose method is called; nil for a function.
    private var calledBase: TemplateExpression? {
        guard case .member(let base, _, _) = self else { return nil }
        return base
    }
}
