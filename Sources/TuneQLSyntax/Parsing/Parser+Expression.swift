extension Parser {
    /// An expression whose operators bind at least as strongly as `minimum`.
    mutating func expression(
        _ what: String = "an expression",
        atLeast minimum: Precedence = .or
    ) throws(SyntaxError) -> Expression {
        try nested { (parser) throws(SyntaxError) in
            let others = parser.height
            parser.height = 0
            var left = try parser.prefixed(what)
            try parser.grow()
            while let longer = try parser.continuation(of: left, atLeast: minimum) {
                left = longer
                try parser.grow()
            }
            parser.height = max(parser.height, others)
            return left
        }
    }

    private mutating func grow() throws(SyntaxError) {
        height += 1
        guard height > Self.maximumHeight else { return }
        throw SyntaxError(
            range: current.range,
            message: "the expression has too many operators in a row"
        )
    }

    private mutating func prefixed(_ what: String) throws(SyntaxError) -> Expression {
        let start = current.range.lowerBound
        let (operation, precedence): (UnaryOperator, Precedence)
        if isAt(.not) {
            (operation, precedence) = (.not, .not)
        } else if isAt(.minus) {
            (operation, precedence) = (.minus, .unary)
        } else if isAt(.plus) {
            (operation, precedence) = (.plus, .unary)
        } else if isAt(.tilde) {
            (operation, precedence) = (.complement, .unary)
        } else {
            return try operand(what)
        }
        advance()
        let operand = try expression(atLeast: precedence)
        return Expression(kind: .unary(operation, operand), range: range(from: start))
    }

    /// `left` extended by the next operator; nil if none follows that binds strongly enough.
    private mutating func continuation(
        of left: Expression,
        atLeast minimum: Precedence
    ) throws(SyntaxError) -> Expression? {
        switch current.kind {
        case .symbol(let symbol):
            guard let (operation, precedence) = symbol.binaryOperator, precedence >= minimum
            else { return nil }
            return try binary(left, operation, precedence)
        case .word(let keyword?):
            return try continuation(of: left, with: keyword, atLeast: minimum)
        default:
            return nil
        }
    }

    private mutating func binary(
        _ left: Expression,
        _ operation: BinaryOperator,
        _ precedence: Precedence
    ) throws(SyntaxError) -> Expression {
        advance()
        let right = try expression(atLeast: precedence.stronger)
        return joined(.binary(operation, left, right), from: left)
    }

    private mutating func continuation(
        of left: Expression,
        with keyword: Keyword,
        atLeast minimum: Precedence
    ) throws(SyntaxError) -> Expression? {
        switch keyword {
        case .or where minimum <= .or: return try binary(left, .or, .or)
        case .and where minimum <= .and: return try binary(left, .and, .and)
        case .collate where minimum <= .collation:
            advance()
            let collation = try name("the name of a collation")
            return joined(.collate(left, collation), from: left)
        default:
            return minimum <= .equality ? try test(of: left, with: keyword) : nil
        }
    }

    func joined(_ kind: Expression.Kind, from left: Expression) -> Expression {
        Expression(kind: kind, range: range(from: left.range.lowerBound))
    }
}
