import TuneQLText

extension Parser {
    /// A whole statement, up to the end of the tokens.
    mutating func wholeStatement() throws(SyntaxError) -> Statement.Kind {
        let kind = try statement()
        if isAtSetOperator {
            let rule = "ORDER BY and LIMIT belong after the last SELECT"
            throw SyntaxError(
                range: current.range,
                message: "\(rule), found \(described(current)) after them"
            )
        }
        guard isAtEnd else { throw unexpected("the end of the statement") }
        return kind
    }

    private mutating func statement() throws(SyntaxError) -> Statement.Kind {
        switch current.keyword {
        case .select, .values: return .select(try query())
        case .with: return try statementWithCommonTables()
        case .insert, .replace: return .insert(try insert())
        case .exec: return .exec(try exec())
        case .show: return .show(try show())
        case .describe, .desc: return try describe()
        case .explain: return .explain(try explain())
        case .use: return .use(try use())
        case .set: return .set(try setting())
        case .create, .drop, .refresh:
            return isAtViewStatement ? .view(try view()) : .local(try local())
        case .assert: return .assert(try assertion())
        case .purge, .sleep, .nativequery, .registry: return .utility(try utility())
        case nil where isAt(.leftParenthesis): return .select(try query())
        case let keyword? where Self.localVerbs.contains(keyword): return .local(try local())
        default: throw unknownStatement()
        }
    }

    private static let localVerbs: Set<Keyword> = [
        .alter, .analyze, .attach, .begin, .commit, .create, .delete, .detach, .drop, .end,
        .pragma, .reindex, .release, .rollback, .savepoint, .start, .update, .vacuum,
    ]

    private static let verbs =
        [
            "SELECT", "INSERT", "REPLACE", "EXEC", "SHOW", "DESCRIBE", "EXPLAIN", "USE", "SET",
            "WITH",
            "VALUES", "ASSERT",
            "REFRESH", "PURGE", "SLEEP", "NATIVEQUERY", "REGISTRY",
        ]
        + localVerbs.map(\.spelling).sorted()

    private func unknownStatement() -> SyntaxError {
        var message = "expected a statement, found \(described(current))"
        if case .word = current.kind {
            let nearest = Suggestion.nearest(to: text(of: current), among: Self.verbs)
            message += nearest.map { "; did you mean \($0)?" } ?? ""
        }
        return SyntaxError(range: current.range, message: message)
    }

    private mutating func statementWithCommonTables() throws(SyntaxError) -> Statement.Kind {
        let start = current.range.lowerBound
        let (with, isRecursive) = try withClause()
        switch current.keyword {
        case .insert, .replace:
            var insert = try insert()
            (insert.with, insert.isRecursive) = (with, isRecursive)
            return .insert(insert)
        case .update, .delete:
            var local = try local()
            (local.with, local.isRecursive) = (with, isRecursive)
            return .local(local)
        default:
            return .select(try query(with: with, isRecursive: isRecursive, from: start))
        }
    }

    private mutating func explain() throws(SyntaxError) -> Explain {
        advance()
        let isQueryPlan = accept(.query, .plan)
        let isAnalyze = !isQueryPlan && isAt(.analyze) && !peek().isStatementEnd
        if isAnalyze { advance() }
        let start = current.range.lowerBound
        let kind = try nested { (parser) throws(SyntaxError) in try parser.statement() }
        let statement = Statement(
            kind: kind,
            range: range(from: start),
            hints: [],
            variables: variables
        )
        return Explain(isAnalyze: isAnalyze, isQueryPlan: isQueryPlan, statement: statement)
    }

    private mutating func use() throws(SyntaxError) -> Identifier {
        advance()
        return try name("the name of a provider")
    }

    private mutating func describe() throws(SyntaxError) -> Statement.Kind {
        switch peek().keyword {
        case .select, .with, .values, .insert, .update, .delete: return .explain(try explain())
        default: advance()
        }
        var isExtended = acceptModifier(.full)
        isExtended = acceptModifier(.extended) || isExtended
        let isMethod = acceptModifier(.method)
        isExtended = acceptModifier(.extended) || isExtended
        let path = try path(isMethod ? "the name of a method" : "the name of a resource")
        return .describe(Describe(path: path, isExtended: isExtended, isMethod: isMethod))
    }

    /// Accepts a word as a modifier, unless it is the first part of the path.
    private mutating func acceptModifier(_ keyword: Keyword) -> Bool {
        guard isAt(keyword), peek().kind != .symbol(.dot), !peek().isStatementEnd else {
            return false
        }
        advance()
        return true
    }
}

extension Token {
    var isStatementEnd: Bool { kind == .end || kind == .symbol(.semicolon) }
}
