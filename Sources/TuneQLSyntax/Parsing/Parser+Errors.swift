import TuneQLText

extension Parser {
    /// The error for a current token that the grammar does not allow here.
    func unexpected(_ expected: String) -> SyntaxError {
        let after = position > 0 ? " after \(described(tokens[position - 1]))" : ""
        let message = "expected \(expected)\(after), found \(described(current))"
        return SyntaxError(range: current.range, message: message + suggestedKeyword)
    }

    /// A token as messages show it: keywords in upper case, long texts cut.
    func described(_ token: Token) -> String {
        switch token.kind {
        case .end: return "the end"
        case .word(let keyword?): return keyword.spelling
        default: break
        }
        let spelling = String(decoding: bytes[token.range].prefix(256), as: UTF8.self)
        let line = spelling.split(whereSeparator: \.isNewline).first.map(String.init) ?? spelling
        return line.count > 32 || line.count < spelling.count ? line.prefix(31) + "…" : line
    }

    /// A suggestion of the keyword that a nearby plain word was probably meant to be.
    private var suggestedKeyword: String {
        let nearby = [tokens[max(position - 1, 0)], current]
        for token in nearby where token.kind == .word(nil) {
            let word = text(of: token)
            guard let keyword = Suggestion.nearest(to: word, among: Self.clauses) else { continue }
            return "; did you mean \(keyword) instead of \(word)?"
        }
        return ""
    }

    private static let clauses = [
        "SELECT", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "UNION", "JOIN",
        "INTO", "VALUES", "RETURNING", "BETWEEN", "DISTINCT", "INTERSECT", "EXCEPT", "INNER",
        "OUTER", "CROSS", "USING", "EXTENDED", "SERVICES", "RESOURCES", "METHODS", "PROVIDERS",
    ]
}
