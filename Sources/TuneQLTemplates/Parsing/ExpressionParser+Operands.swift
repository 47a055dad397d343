import TuneQLJSON
import TuneQLSyntax

extension ExpressionParser {
    // MARK: Operands

    mutating func primary() throws(SyntaxError) -> TemplateExpression {
        let token = current
        switch token.kind {
        case .name(let name):
            advance()
            return Self.constants[name].map { .literal($0) }
                ?? .name(name, isRooted: false, token.range)
        case .number(let digits):
            advance()
            return .literal(.number(digits))
        case .string: return .literal(.string(adjacentTexts()))
        case .mark("("): return try parentheses()
        case .mark("["): return try list()
        case .mark("{"): return try object()
        case .mark("."): return try rootedName()
        default: throw expected("a value")
        }
    }

    private static let constants: [String: JSONValue] = [
        "true": true, "True": true, "false": false, "False": false, "none": .null, "None": .null,
    ]

    private mutating func adjacentTexts() -> String {
        var text = ""
        while case .string(let part) = current.kind {
            text += part
            advance()
        }
        return text
    }

    /// `.name`, as Go's templates write names.
    private mutating func rootedName() throws(SyntaxError) -> TemplateExpression {
        let start = current.range.lowerBound
        advance()
        guard case .name(let name) = current.kind else { throw expected("a name") }
        advance()
        return .name(name, isRooted: true, start..<lastEnd)
    }

    private mutating func parentheses() throws(SyntaxError) -> TemplateExpression {
        advance()
        if accept(")") { return .list([]) }
        let inner = try tuple()
        try expect(")")
        return inner
    }

    private mutating func list() throws(SyntaxError) -> TemplateExpression {
        advance()
        var elements: [TemplateExpression] = []
        while !accept("]") {
            if !elements.isEmpty { try expect(",") }
            if accept("]") { break }
            elements.append(try expression())
        }
        return .list(elements)
    }

    private mutating func object() throws(SyntaxError) -> TemplateExpression {
        let start = current.range.lowerBound
        advance()
        var members: [(key: TemplateExpression, value: TemplateExpression)] = []
        while !accept("}") {
            if !members.isEmpty { try expect(",") }
            if accept("}") { break }
            let key = try expression()
            try expect(":")
            members.append((key, try expression()))
        }
        return .object(members, start..<lastEnd)
    }

    // MARK: What follows an operand

    mutating func postfix(
        _ operand: TemplateExpression,
        from start: Int
    ) throws(SyntaxError) -> TemplateExpression {
        var result = operand
        while true {
            if accept(".") {
                try link()
                result = try member(of: result, from: start)
            } else if current.kind == .mark("[") {
                try link()
                result = try subscripted(result, from: start)
            } else if current.kind == .mark("(") {
                try link()
                result = .call(result, try call("", from: start))
            } else {
                return result
            }
        }
    }

    private mutating func member(
        of base: TemplateExpression,
        from start: Int
    ) throws(SyntaxError) -> TemplateExpression {
        switch current.kind {
        case .name(let name):
            advance()
            return .member(base, name, start..<lastEnd)
        case .number(let digits):
            advance()
            return .element(base, .literal(.number(digits)), start..<lastEnd)
        default: throw expected("the name of a member")
        }
    }

    private mutating func subscripted(
        _ base: TemplateExpression,
        from start: Int
    ) throws(SyntaxError) -> TemplateExpression {
        advance()
        var bounds: [TemplateExpression?] = [nil]
        while current.kind != .mark("]") {
            if accept(":") {
                bounds.append(nil)
            } else if bounds[bounds.count - 1] == nil {
                bounds[bounds.count - 1] = try expression()
            } else {
                break
            }
        }
        guard bounds.count > 1 || bounds[0] != nil, bounds.count <= 3 else {
            throw expected("an index")
        }
        try expect("]")
        if bounds.count == 1, let index = bounds[0] {
            return .element(base, index, start..<lastEnd)
        }
        return .slice(base, bounds, start..<lastEnd)
    }

    /// Filters and tests, which apply to all that stands before them.
    mutating func filters(
        _ operand: TemplateExpression,
        from start: Int
    ) throws(SyntaxError) -> TemplateExpression {
        var result = operand
        while true {
            if accept("|") {
                try link()
                let (name, begin) = try callee("a filter")
                result = .filter(result, try call(name, from: begin))
            } else if accept(word: "is") {
                try link()
                let isNegated = accept(word: "not")
                let (name, begin) = try callee("a test")
                result = .test(result, try testCall(name, from: begin), isNegated: isNegated)
            } else if current.kind == .mark("(") {
                try link()
                result = .call(result, try call("", from: start))
            } else {
                return result
            }
        }
    }

    private mutating func callee(_ what: String) throws(SyntaxError) -> (String, Int) {
        guard case .name(let name) = current.kind else { throw expected("the name of \(what)") }
        let start = current.range.lowerBound
        advance()
        return (name, start)
    }

    /// The arguments in parentheses, if there are any.
    private mutating func call(
        _ name: String,
        from start: Int
    ) throws(SyntaxError) -> TemplateCall {
        var call = TemplateCall(name: name, arguments: [], named: [], range: start..<lastEnd)
        guard accept("(") else { return call }
        var isFirst = true
        while !accept(")") {
            if !isFirst { try expect(",") }
            if accept(")") { break }
            isFirst = false
            if case .name(let name) = current.kind, next.kind == .mark("=") {
                advance()
                advance()
                call.named.append((name, try expression()))
            } else {
                call.arguments.append(try expression())
            }
        }
        call.range = start..<lastEnd
        return call
    }

    private static let wordsAfterTests: Set<String> = ["else", "or", "and", "is", "if", "in"]

    /// A test with its argument, which needs no parentheses: `is divisibleby 3`.
    private mutating func testCall(
        _ name: String,
        from start: Int
    ) throws(SyntaxError) -> TemplateCall {
        if current.kind == .mark("(") { return try call(name, from: start) }
        var call = TemplateCall(name: name, arguments: [], named: [], range: start..<lastEnd)
        let hasArgument =
            switch current.kind {
            case .name(let word): !Self.wordsAfterTests.contains(word) && word != "not"
            case .string, .number, .mark("["), .mark("{"): true
            default: false
            }
        guard hasArgument else { return call }
        let begin = current.range.lowerBound
        call.arguments = [try postfix(try primary(), from: begin)]
        call.range = start..<lastEnd
        return call
    }
}
