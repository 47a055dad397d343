/// The tokens of one statement.
struct StatementPiece {
    /// Without comments; the last is of kind `.end`, at the semicolon or at the end of the text.
    private(set) var tokens: [Token] = []
    private(set) var hints: [Range<Int>] = []
    /// Whether the piece ends with the text rather than with a semicolon.
    private(set) var isLast = false

    /// Reads up to the semicolon that ends the statement, or to the end of the text.
    init(from lexer: inout Lexer, _ limits: StatementLimits = .standard) throws(SyntaxError) {
        while true {
            let token = try lexer.next()
            try check(limits, with: token)
            switch token.kind {
            case .hint: hints.append(token.range)
            case .comment, .unsupportedComment: continue
            case .end:
                isLast = true
                close(at: tokens.last?.range.upperBound ?? token.range.lowerBound)
                return
            case .symbol(.semicolon) where !isInsideTrigger:
                tokens.append(Token(kind: .end, range: token.range))
                return
            default: tokens.append(token)
            }
        }
    }

    /// From the first token to the last; there must be one before the `.end`.
    var range: Range<Int> {
        let last = tokens[max(tokens.count - 2, 0)]
        return tokens[0].range.lowerBound..<last.range.upperBound
    }

    private func check(
        _ limits: StatementLimits,
        with token: Token
    ) throws(SyntaxError) {
        guard !token.isTrivia, !token.isStatementEnd else { return }
        let start = tokens.first?.range.lowerBound ?? token.range.lowerBound
        if token.range.upperBound - start > limits.bytes {
            throw SyntaxError(
                range: token.range,
                message: "the statement is larger than \(limits.bytes) bytes"
            )
        }
        if tokens.count >= limits.tokens {
            throw SyntaxError(
                range: token.range,
                message: "the statement has more than \(limits.tokens) tokens"
            )
        }
    }

    private mutating func close(at offset: Int) {
        tokens.append(Token(kind: .end, range: offset..<offset))
    }

    /// Whether the tokens start `CREATE [TEMP] TRIGGER … BEGIN …; …; END` and do not end it yet.
    var isInsideTrigger: Bool {
        guard tokens.first?.keyword == .create else { return false }
        guard tokens.prefix(3).contains(where: { $0.keyword == .trigger }) else { return false }
        let isClosed =
            tokens.last?.keyword == .end && tokens[tokens.count - 2].kind == .symbol(.semicolon)
        return !isClosed
    }

    /// The offset at which reading can continue after an invalid token.
    static func end(after error: SyntaxError, in bytes: [UInt8]) -> Int {
        var lexer = Lexer(bytes, from: error.range.upperBound)
        while true {
            let start = lexer.offset
            do throws(SyntaxError) {
                let token = try lexer.next()
                if token.isStatementEnd { return token.range.upperBound }
            } catch {
                lexer = Lexer(bytes, from: max(error.range.upperBound, start + 1))
            }
        }
    }
}
