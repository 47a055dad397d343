extension Parser {
    mutating func operand(_ what: String) throws(SyntaxError) -> Expression {
        switch current.kind {
        case .number, .blob: return literal()
        case .string: return peek().kind == .symbol(.dot) ? try column() : literal()
        case .variable: return variable()
        case .symbol(.leftParenthesis):
            return try nested { (parser) throws(SyntaxError) in try parser.parentheses() }
        case .quotedName: return try columnOrCall()
        case .word(let keyword): return try wordOperand(keyword, what)
        default: throw unexpected(what)
        }
    }

    private mutating func variable() -> Expression {
        let token = advance()
        recordVariable(token)
        let variable = Variable(name: text(of: token), range: token.range)
        return Expression(kind: .variable(variable), range: token.range)
    }

    private mutating func wordOperand(
        _ keyword: Keyword?,
        _ what: String
    ) throws(SyntaxError) -> Expression {
        switch keyword {
        case .null: return word(.null)
        case .true? where isPlainWord: return word(.boolean(true))
        case .false? where isPlainWord: return word(.boolean(false))
        case .current_date? where isPlainWord, .current_time? where isPlainWord,
            .current_timestamp? where isPlainWord:
            return word(.current(text(of: current).uppercased()))
        case .case: return try conditional()
        case .exists: return try exists()
        case .cast? where peek().kind == .symbol(.leftParenthesis): return try cast()
        default:
            guard isName(current) else { throw unexpected(what) }
            return try columnOrCall()
        }
    }

    /// Whether the word is neither the start of a path nor a function's name.
    private var isPlainWord: Bool {
        peek().kind != .symbol(.dot) && peek().kind != .symbol(.leftParenthesis)
    }

    private mutating func word(_ literal: Literal) -> Expression {
        Expression(kind: .literal(literal), range: advance().range)
    }

    mutating func literal() -> Expression {
        let token = advance()
        let literal: Literal =
            switch token.kind {
            case .string: .string(unquoted(token))
            case .blob: .blob(String(text(of: token).dropFirst(2).dropLast()))
            default: .number(text(of: token))
            }
        return Expression(kind: .literal(literal), range: token.range)
    }

    /// A subquery, a row, or an expression in parentheses.
    private mutating func parentheses() throws(SyntaxError) -> Expression {
        let start = advance().range.lowerBound
        let kind: Expression.Kind
        if isAtQuery {
            kind = .subquery(try query())
        } else {
            let members = try expressions()
            kind = members.count == 1 ? members[0].kind : .row(members)
        }
        try expect(.rightParenthesis)
        return Expression(kind: kind, range: range(from: start))
    }

    private mutating func columnOrCall() throws(SyntaxError) -> Expression {
        peek().kind == .symbol(.leftParenthesis) ? try functionCall() : try column()
    }

    private mutating func column() throws(SyntaxError) -> Expression {
        let start = current.range.lowerBound
        var steps: [ColumnReference.PathStep] = [.name(identifier(advance()))]
        var bracketed: Int?
        while true {
            if current.kind == .index {
                steps.append(try indexStep())
            } else if current.kind == .member {
                bracketed = bracketed ?? steps.count
                steps.append(.name(identifier(advance())))
            } else if accept(.dot) {
                steps.append(.name(try nameAfterDot()))
            } else {
                break
            }
            guard steps.count <= Self.maximumPathLength else { throw pathTooLong(from: start) }
        }
        let column = ColumnReference(
            path: steps,
            firstBracketed: bracketed,
            range: range(from: start)
        )
        return Expression(kind: .column(column), range: column.range)
    }

    /// The maximum number of steps: more than the levels that a value can have.
    private static let maximumPathLength = 128

    private func pathTooLong(from start: Int) -> SyntaxError {
        SyntaxError(
            range: range(from: start),
            message: "the path has more than \(Self.maximumPathLength) parts"
        )
    }

    private mutating func indexStep() throws(SyntaxError) -> ColumnReference.PathStep {
        let token = advance()
        guard let index = Int(text(of: token).dropFirst().dropLast()) else {
            throw SyntaxError(range: token.range, message: "the index is too large")
        }
        return .index(index, range: token.range)
    }

    private mutating func exists() throws(SyntaxError) -> Expression {
        let start = advance().range.lowerBound
        let query = try parenthesized { (parser) throws(SyntaxError) in try parser.query() }
        return Expression(kind: .exists(query), range: range(from: start))
    }

    private mutating func conditional() throws(SyntaxError) -> Expression {
        let start = advance().range.lowerBound
        var node = CaseExpression(branches: [])
        if !isAt(.when) { node.operand = try expression("WHEN or an expression") }
        repeat {
            try expect(.when)
            let condition = try expression()
            try expect(.then)
            node.branches.append(.init(condition: condition, result: try expression()))
        } while isAt(.when)
        if accept(.else) { node.otherwise = try expression() }
        try expect(.end)
        return Expression(kind: .conditional(node), range: range(from: start))
    }

    private mutating func cast() throws(SyntaxError) -> Expression {
        let start = advance().range.lowerBound
        try expect(.leftParenthesis)
        let operand = try expression()
        try expect(.as)
        let typeRange = try typeName()
        let type = String(decoding: bytes[typeRange], as: UTF8.self)
        try expect(.rightParenthesis)
        return Expression(
            kind: .cast(operand, type: type, typeRange: typeRange),
            range: range(from: start)
        )
    }

    /// Words, then up to two numbers in parentheses; SQLite also allows an empty type.
    private mutating func typeName() throws(SyntaxError) -> Range<Int> {
        let start = current.range.lowerBound
        while isName(current) || current.kind == .string { advance() }
        if accept(.leftParenthesis) {
            _ = try list { (parser) throws(SyntaxError) in try parser.expression("a number") }
            try expect(.rightParenthesis)
        }
        return range(from: start)
    }
}
