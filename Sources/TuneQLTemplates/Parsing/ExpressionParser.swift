import TuneQLJSON
import TuneQLSyntax
import TuneQLText

/// Reads an expression by Jinja's grammar, one function for each rule.
struct ExpressionParser {
    private let tokens: [ExpressionToken]
    private var index = 0
    private var depth = 0
    /// The operators, members and filters of the tag, each of which is a level of the tree.
    private var links = 0

    init(_ tokens: [ExpressionToken]) {
        self.tokens = tokens
    }

    // MARK: Words

    var current: ExpressionToken { tokens[index] }
    var next: ExpressionToken { tokens[min(index + 1, tokens.count - 1)] }
    /// Where the last word ended.
    private(set) var lastEnd = 0

    mutating func advance() {
        lastEnd = current.range.upperBound
        if index < tokens.count - 1 { index += 1 }
    }

    mutating func accept(_ mark: String) -> Bool {
        guard current.kind == .mark(mark) else { return false }
        advance()
        return true
    }

    mutating func accept(word: String) -> Bool {
        guard current.kind == .name(word) else { return false }
        advance()
        return true
    }

    mutating func expect(_ mark: String) throws(SyntaxError) {
        guard accept(mark) else { throw expected(mark) }
    }

    /// A name that a tag assigns to.
    mutating func assignedName() throws(SyntaxError) -> String {
        guard case .name(let name) = current.kind else { throw expected("a name") }
        guard !Self.reserved.contains(name) else {
            throw SyntaxError(range: current.range, message: "\(name) cannot be assigned to")
        }
        advance()
        return name
    }

    private static let reserved: Set<String> = [
        "true", "false", "none", "True", "False", "None", "and", "or", "not", "in", "is", "if",
        "else", "loop",
    ]

    func expectEnd() throws(SyntaxError) {
        guard current.kind != .end else { return }
        throw expected("the end of the tag")
    }

    /// Notes one more level of the tree.
    mutating func link() throws(SyntaxError) {
        links += 1
        guard links <= Self.maximumLinks else {
            throw SyntaxError(
                range: current.range,
                message: "the tag has more than \(Self.maximumLinks) operators, members and filters"
            )
        }
    }

    private static let maximumLinks = 250

    func expected(_ what: String) -> SyntaxError {
        SyntaxError(range: current.range, message: "expected \(what), found \(current.found)")
    }

    // MARK: Rules

    /// One expression, or several with commas between, which are a list.
    mutating func tuple() throws(SyntaxError) -> TemplateExpression {
        try elements(of: expression())
    }

    /// Like ``tuple()``, without `a if b else c` outside of parentheses.
    mutating func plainTuple() throws(SyntaxError) -> TemplateExpression {
        try elements(of: disjunction())
    }

    private mutating func elements(
        of first: TemplateExpression
    ) throws(SyntaxError) -> TemplateExpression {
        guard current.kind == .mark(",") else { return first }
        var elements = [first]
        while accept(",") {
            if current.kind == .end || current.kind == .mark(")") { break }
            elements.append(try expression())
        }
        return .list(elements)
    }

    mutating func expression() throws(SyntaxError) -> TemplateExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 64 else {
            throw SyntaxError(
                range: current.range,
                message: "the expression is nested more than 64 levels deep"
            )
        }
        var expression = try disjunction()
        while accept(word: "if") {
            try link()
            let condition = try disjunction()
            let otherwise: TemplateExpression? =
                accept(word: "else") ? try self.expression() : nil
            expression = .conditional(
                condition: condition,
                then: expression,
                otherwise: otherwise
            )
        }
        return expression
    }

    mutating func disjunction() throws(SyntaxError) -> TemplateExpression {
        var left = try conjunction()
        while accept(word: "or") {
            try link()
            left = .or(left, try conjunction())
        }
        return left
    }

    private mutating func conjunction() throws(SyntaxError) -> TemplateExpression {
        var left = try negation()
        while accept(word: "and") {
            try link()
            left = .and(left, try negation())
        }
        return left
    }

    private mutating func negation() throws(SyntaxError) -> TemplateExpression {
        var isNegated = false
        var isNot = false
        while current.kind == .name("not") {
            advance()
            isNot = true
            isNegated.toggle()
        }
        let operand = try comparison()
        guard isNot else { return operand }
        return isNegated ? .not(operand) : .not(.not(operand))
    }

    private mutating func comparison() throws(SyntaxError) -> TemplateExpression {
        let start = current.range.lowerBound
        let first = try sum()
        var others: [(TemplateOperator, TemplateExpression)] = []
        while let comparison = acceptComparison() { others.append((comparison, try sum())) }
        return others.isEmpty ? first : .comparison(first, others, start..<lastEnd)
    }

    private mutating func acceptComparison() -> TemplateOperator? {
        if case .mark(let mark) = current.kind, TemplateOperator.comparisons.contains(mark) {
            advance()
            return TemplateOperator(rawValue: mark)
        }
        if accept(word: "in") { return .isIn }
        guard current.kind == .name("not"), next.kind == .name("in") else { return nil }
        advance()
        advance()
        return .isNotIn
    }

    private mutating func sum() throws(SyntaxError) -> TemplateExpression {
        try operands(of: ["+", "-"]) { parser throws(SyntaxError) in
            try parser.operands(of: ["~"]) { parser throws(SyntaxError) in
                try parser.operands(of: ["*", "/", "//", "%"]) { parser throws(SyntaxError) in
                    try parser.operands(of: ["**"]) { parser throws(SyntaxError) in
                        try parser.unary(filtered: true)
                    }
                }
            }
        }
    }

    /// Operands between operators of one rank, which are worked out from the left.
    private mutating func operands(
        of marks: Set<String>,
        _ operand: (inout Self) throws(SyntaxError) -> TemplateExpression
    ) throws(SyntaxError) -> TemplateExpression {
        let start = current.range.lowerBound
        var left = try operand(&self)
        while case .mark(let mark) = current.kind, marks.contains(mark),
            let sign = TemplateOperator(rawValue: mark)
        {
            advance()
            try link()
            left = .arithmetic(sign, left, try operand(&self), start..<lastEnd)
        }
        return left
    }

    private mutating func unary(filtered: Bool) throws(SyntaxError) -> TemplateExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 64 else {
            throw SyntaxError(
                range: current.range,
                message: "the expression is nested more than 64 levels deep"
            )
        }
        let start = current.range.lowerBound
        var expression: TemplateExpression
        if accept("-") {
            let operand = try unary(filtered: false)
            expression = .negative(operand, start..<lastEnd)
        } else if accept("+") {
            expression = try unary(filtered: false)
        } else {
            expression = try primary()
        }
        expression = try postfix(expression, from: start)
        return filtered ? try filters(expression, from: start) : expression
    }
}

extension ExpressionToken {
    /// The word, in a message.
    var found: String {
        switch kind {
        case .name(let text), .number(let text), .mark(let text): text.shortened
        case .string(let text): "'\(text.shortened)'"
        case .end: "the end of the tag"
        }
    }
}
