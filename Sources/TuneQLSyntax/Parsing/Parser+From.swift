extension Parser {
    mutating func fromItems() throws(SyntaxError) -> [FromItem] {
        var items = [try fromItem(nil)]
        while let join = try joinOperator() { items.append(try fromItem(join)) }
        return items
    }

    private mutating func fromItem(_ join: Join?) throws(SyntaxError) -> FromItem {
        let start = join?.range.lowerBound ?? current.range.lowerBound
        let source = try source()
        let constraint = try joinConstraint()
        return FromItem(
            join: join,
            source: source,
            constraint: constraint,
            range: range(from: start)
        )
    }

    private mutating func source() throws(SyntaxError) -> FromItem.Source {
        if isAtCall { return .exec(try execSource()) }
        guard isAt(.leftParenthesis) else { return .table(try table()) }
        return try nested { (parser) throws(SyntaxError) in try parser.parenthesizedSource() }
    }

    private mutating func parenthesizedSource() throws(SyntaxError) -> FromItem.Source {
        let start = current.range.lowerBound
        try expect(.leftParenthesis)
        if isAtCall {
            let exec = try exec()
            try expect(.rightParenthesis)
            let range = range(from: start)
            return .exec(ExecSource(exec: exec, alias: try alias(), range: range))
        }
        if isAtQuery {
            let query = try query()
            try expect(.rightParenthesis)
            return .subquery(query, alias: try alias())
        }
        let items = try fromItems()
        try expect(.rightParenthesis)
        return .group(items, alias: try alias())
    }

    private mutating func table() throws(SyntaxError) -> TableReference {
        var table = try tableWithArguments()
        table.alias = try alias()
        if accept(.indexed, .by) {
            _ = try name("the name of an index")
        } else if accept(.not, .indexed) {
            return table
        }
        return table
    }

    /// A path, followed by arguments in parentheses if it is a table function.
    mutating func tableWithArguments(
        _ what: String = "a table name"
    ) throws(SyntaxError) -> TableReference {
        let path = try path(what)
        var table = TableReference(
            path: path,
            range: path.wholeRange,
            end: path.wholeRange.upperBound
        )
        guard isAt(.leftParenthesis) else { return table }
        table.arguments = try arguments()
        table.end = previousEnd
        return table
    }

    /// Expressions in parentheses, which may be empty.
    mutating func arguments() throws(SyntaxError) -> [Expression] {
        try parenthesized { (parser) throws(SyntaxError) in
            parser.isAt(.rightParenthesis) ? [] : try parser.expressions()
        }
    }

    private mutating func joinOperator() throws(SyntaxError) -> Join? {
        let start = current.range.lowerBound
        if accept(.comma) { return Join(kind: .comma, isNatural: false, range: range(from: start)) }
        var words: [Keyword] = []
        while let word = current.keyword, word.isJoinWord {
            words.append(word)
            advance()
        }
        guard !words.isEmpty || isAt(.join) else { return nil }
        try expect(.join)
        return Join(
            kind: joinKind(words),
            isNatural: words.contains(.natural),
            range: range(from: start)
        )
    }

    private func joinKind(_ words: [Keyword]) -> Join.Kind {
        if words.contains(.full) || (words.contains(.left) && words.contains(.right)) {
            return .full
        }
        if words.contains(.left) { return .left }
        if words.contains(.right) { return .right }
        return words.contains(.cross) ? .cross : .inner
    }

    private mutating func joinConstraint() throws(SyntaxError) -> FromItem.Constraint? {
        if accept(.on) { return .on(try expression()) }
        guard accept(.using) else { return nil }
        return .using(try nameList())
    }
}
