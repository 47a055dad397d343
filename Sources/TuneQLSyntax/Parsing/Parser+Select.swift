extension Parser {
    mutating func selectCore(_ setOperator: SetOperator?) throws(SyntaxError) -> SelectCore {
        let start = current.range.lowerBound
        var core = SelectCore(setOperator: setOperator, range: start..<start)
        if accept(.values) {
            core.values = try list { (parser) throws(SyntaxError) in try parser.valuesRow() }
        } else if accept(.select) {
            try select(into: &core)
        } else if isAt(.leftParenthesis) {
            try nested { (parser) throws(SyntaxError) in
                try parser.parenthesizedMember(into: &core)
            }
        } else {
            throw unexpected("SELECT or VALUES")
        }
        core.range = range(from: start)
        return core
    }

    private mutating func valuesRow() throws(SyntaxError) -> [Expression] {
        try parenthesized { (parser) throws(SyntaxError) in try parser.expressions() }
    }

    mutating func expressions() throws(SyntaxError) -> [Expression] {
        try list { (parser) throws(SyntaxError) in try parser.expression() }
    }

    private mutating func select(into core: inout SelectCore) throws(SyntaxError) {
        core.isDistinct = accept(.distinct)
        if !core.isDistinct { _ = accept(.all) }
        core.results = try resultColumns()
        if accept(.from) { core.from = try fromItems() }
        try whereClause(of: &core)
        if accept(.group) {
            try expect(.by)
            core.groupBy = try expressions()
        }
        if accept(.having) { core.having = try expression() }
        if isAtWindowClause {
            advance()
            core.windows = try list { (parser) throws(SyntaxError) in try parser.namedWindow() }
        }
    }

    private mutating func whereClause(of core: inout SelectCore) throws(SyntaxError) {
        let start = current.range.lowerBound
        guard accept(.where) else { return }
        core.whereClause = try expression()
        core.whereRange = range(from: start)
    }

    mutating func resultColumns() throws(SyntaxError) -> [SelectItem] {
        try list { (parser) throws(SyntaxError) in try parser.resultColumn() }
    }

    private mutating func resultColumn() throws(SyntaxError) -> SelectItem {
        let start = current.range.lowerBound
        if accept(.star) { return SelectItem(kind: .all, range: range(from: start)) }
        if let table = starPath() {
            return SelectItem(kind: .allOf(table), range: range(from: start))
        }
        let expression = try expression("a column or an expression")
        let alias = try alias()
        return SelectItem(
            kind: .expression(expression, alias: alias),
            range: range(from: start)
        )
    }

    /// The path of `t.*`; nil, without advancing, if something else follows.
    private mutating func starPath() -> [Identifier]? {
        var end = position
        while isName(tokens[end]) || tokens[end].kind == .string || isWordAfterDot(end),
            tokens[end + 1].kind == .symbol(.dot)
        {
            end += 2
        }
        guard end > position, tokens[end].kind == .symbol(.star) else { return nil }
        let names = stride(from: position, to: end, by: 2).map { identifier(tokens[$0]) }
        position = end + 1
        return names
    }

    private func isWordAfterDot(_ index: Int) -> Bool {
        guard index > position, case .word = tokens[index].kind else { return false }
        return tokens[index - 1].kind == .symbol(.dot)
    }
}
