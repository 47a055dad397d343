/// `(SELECT …) UNION (SELECT …)`: members in parentheses, which SQLite does not support.
extension Parser {
    /// Whether a member in parentheses, followed by a set operator, starts here.
    var isAtParenthesizedMember: Bool {
        guard isAt(.leftParenthesis) else { return false }
        var distance = 0
        while peek(distance).kind == .symbol(.leftParenthesis) { distance += 1 }
        guard let first = peek(distance).keyword, [.select, .values, .with].contains(first) else {
            return false
        }
        guard let end = closingParenthesis else { return false }
        return [.union, .intersect, .except].contains(tokens[end + 1].keyword)
    }

    /// The index of the parenthesis that closes the one here.
    private var closingParenthesis: Int? {
        var depth = 0
        for index in position..<tokens.count - 1 {
            if tokens[index].kind == .symbol(.leftParenthesis) { depth += 1 }
            if tokens[index].kind == .symbol(.rightParenthesis) { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// A member in parentheses, read as `SELECT * FROM (…)`.
    mutating func parenthesizedMember(into core: inout SelectCore) throws(SyntaxError) {
        let start = current.range.lowerBound
        let query = try parenthesized { (parser) throws(SyntaxError) in try parser.query() }
        let range = range(from: start)
        core.isParenthesized = true
        core.results = [SelectItem(kind: .all, range: start..<start)]
        core.from = [
            FromItem(join: nil, source: .subquery(query, alias: nil), constraint: nil, range: range)
        ]
    }
}
