/// Operators that are words; they bind like `=`.
extension Parser {
    mutating func test(
        of left: Expression,
        with keyword: Keyword
    ) throws(SyntaxError) -> Expression? {
        switch keyword {
        case .isnull, .notnull:
            advance()
            return joined(.isNull(left, isNegated: keyword == .notnull), from: left)
        case .is:
            advance()
            return try identity(of: left)
        case .not:
            return try negatedTest(of: left)
        default:
            return try positiveTest(of: left, isNegated: false)
        }
    }

    private mutating func negatedTest(of left: Expression) throws(SyntaxError) -> Expression? {
        guard let next = peek().keyword, next == .null || Self.negatable.contains(next) else {
            return nil
        }
        advance()
        if accept(.null) { return joined(.isNull(left, isNegated: true), from: left) }
        return try positiveTest(of: left, isNegated: true)
    }

    private static let negatable: Set<Keyword> = [
        .in, .like, .glob, .regexp, .rlike, .match, .between,
    ]

    private mutating func positiveTest(
        of left: Expression,
        isNegated: Bool
    ) throws(SyntaxError) -> Expression? {
        if accept(.in) { return try membership(of: left, isNegated: isNegated) }
        if accept(.between) { return try between(left, isNegated: isNegated) }
        guard let kind = patternKind else { return nil }
        advance()
        return try pattern(kind, left, isNegated: isNegated)
    }

    private var patternKind: Pattern.Kind? {
        switch current.keyword {
        case .like: .like
        case .glob: .glob
        case .regexp, .rlike: .regexp
        case .match: .match
        default: nil
        }
    }

    private mutating func pattern(
        _ kind: Pattern.Kind,
        _ subject: Expression,
        isNegated: Bool
    ) throws(SyntaxError) -> Expression {
        var pattern = Pattern(
            kind: kind,
            isNegated: isNegated,
            subject: subject,
            pattern: try expression(atLeast: .comparison)
        )
        if accept(.escape) { pattern.escape = try expression(atLeast: .escape) }
        return joined(.pattern(pattern), from: subject)
    }

    private mutating func between(
        _ subject: Expression,
        isNegated: Bool
    ) throws(SyntaxError) -> Expression {
        let low = try expression(atLeast: .not)
        try expect(.and)
        let high = try expression(atLeast: .comparison)
        return joined(.between(subject, low: low, high: high, isNegated: isNegated), from: subject)
    }

    private mutating func identity(of left: Expression) throws(SyntaxError) -> Expression {
        var isNegated = accept(.not)
        if accept(.distinct, .from) { isNegated.toggle() }
        let right = try expression(atLeast: .comparison)
        if case .literal(.null) = right.kind {
            return joined(.isNull(left, isNegated: isNegated), from: left)
        }
        return joined(.binary(isNegated ? .isNot : .is, left, right), from: left)
    }

    private mutating func membership(
        of left: Expression,
        isNegated: Bool
    ) throws(SyntaxError) -> Expression {
        let source: InSource
        if isAt(.leftParenthesis) {
            source = try nested { (parser) throws(SyntaxError) in try parser.inParentheses() }
        } else {
            source = .table(try tableWithArguments("( or a table name"))
        }
        return joined(.membership(left, source, isNegated: isNegated), from: left)
    }

    private mutating func inParentheses() throws(SyntaxError) -> InSource {
        advance()
        if isAtQuery {
            let query = try query()
            try expect(.rightParenthesis)
            return .query(query)
        }
        let members = isAt(.rightParenthesis) ? [] : try expressions()
        try expect(.rightParenthesis)
        return .list(members)
    }
}
