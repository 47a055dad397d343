extension Parser {
    mutating func functionCall() throws(SyntaxError) -> Expression {
        let name = identifier(advance())
        var call = FunctionCall(name: name)
        try expect(.leftParenthesis)
        try callArguments(of: &call)
        try expect(.rightParenthesis)
        if isAt(.filter), peek().kind == .symbol(.leftParenthesis) {
            call.filter = try filterClause()
        }
        if isAt(.over), isNameOrText(peek()) || peek().kind == .symbol(.leftParenthesis) {
            call.window = try overClause()
        }
        return Expression(kind: .function(call), range: range(from: name.range.lowerBound))
    }

    private mutating func callArguments(of call: inout FunctionCall) throws(SyntaxError) {
        call.hasStar = accept(.star)
        guard !call.hasStar, !isAt(.rightParenthesis) else { return }
        call.isDistinct = accept(.distinct)
        if !call.isDistinct { _ = accept(.all) }
        guard !isAt(.rightParenthesis) else { return }
        call.arguments = try expressions()
        call.orderBy = try orderByClause()
    }

    private mutating func filterClause() throws(SyntaxError) -> Expression {
        advance()
        return try parenthesized { (parser) throws(SyntaxError) in
            try parser.expect(.where)
            return try parser.expression()
        }
    }

    private mutating func overClause() throws(SyntaxError) -> WindowDefinition {
        advance()
        guard isNameOrText(current) else { return try windowDefinition() }
        let name = identifier(advance())
        return WindowDefinition(name: name, range: name.range)
    }

    mutating func namedWindow() throws(SyntaxError) -> WindowDefinition {
        let name = try name("the name of a window")
        try expect(.as)
        var window = try windowDefinition()
        window.name = name
        return window
    }

    private mutating func windowDefinition() throws(SyntaxError) -> WindowDefinition {
        let start = current.range.lowerBound
        return try parenthesized { (parser) throws(SyntaxError) in
            var window = WindowDefinition(range: start..<start)
            if parser.isAtBaseWindow { window.name = parser.identifier(parser.advance()) }
            if parser.accept(.partition) {
                try parser.expect(.by)
                window.partitionBy = try parser.expressions()
            }
            window.orderBy = try parser.orderByClause()
            window.frameBounds = try parser.frame()
            window.range = start..<parser.current.range.upperBound
            return window
        }
    }

    private var isAtBaseWindow: Bool {
        guard isNameOrText(current) else { return false }
        switch current.keyword {
        case .partition, .range, .rows, .groups: return false
        default: return true
        }
    }

    private mutating func frame() throws(SyntaxError) -> [Expression] {
        guard accept(.rows) || accept(.range) || accept(.groups) else { return [] }
        var bounds: [Expression] = []
        if accept(.between) {
            bounds += try frameBound()
            try expect(.and)
        }
        bounds += try frameBound()
        if accept(.exclude) { try frameExclusion() }
        return bounds
    }

    private mutating func frameBound() throws(SyntaxError) -> [Expression] {
        if accept(.current, .row) { return [] }
        let isUnbounded =
            isAt(.unbounded, .preceding) || isAt(.unbounded, .following)
        if isUnbounded { advance() }
        let bounds = isUnbounded ? [] : [try expression("the bound of a frame")]
        guard accept(.preceding) || accept(.following) else {
            throw unexpected("PRECEDING or FOLLOWING")
        }
        return bounds
    }

    private mutating func frameExclusion() throws(SyntaxError) {
        if accept(.no, .others) || accept(.current, .row) || accept(.group) || accept(.ties) {
            return
        }
        throw unexpected("NO OTHERS, CURRENT ROW, GROUP or TIES")
    }
}
