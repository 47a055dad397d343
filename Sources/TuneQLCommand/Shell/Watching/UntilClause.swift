import TuneQLSyntax

/// `UNTIL condition` at the end of a statement that is watched.
enum UntilClause {
    /// Splits the clause off a statement, whose last UNTIL outside of quotes and parentheses it is.
    static func split(_ text: String) -> (statement: String, condition: String?) {
        let bytes = Array(text.utf8)
        var lexer = Lexer(bytes)
        var (depth, until, end) = (0, Range<Int>?.none, bytes.count)
        while let token = try? lexer.next(), token.kind != .end {
            switch token.kind {
            case .symbol(.leftParenthesis): depth += 1
            case .symbol(.rightParenthesis): depth -= 1
            case .symbol(.semicolon): end = token.range.lowerBound
            case .word where depth == 0:
                let word = String(decoding: bytes[token.range], as: UTF8.self)
                if word.uppercased() == "UNTIL" { (until, end) = (token.range, bytes.count) }
            default: continue
            }
        }
        guard let until, until.lowerBound > 0 else { return (text, nil) }
        let condition = String(decoding: bytes[until.upperBound..<end], as: UTF8.self).trimmed
        guard !condition.isEmpty else { return (text, nil) }
        return (String(decoding: bytes[..<until.lowerBound], as: UTF8.self), condition)
    }
}
