import TuneQLText

/// Reads the statements of a text one after another.
///
/// Each is parsed on demand, so that the statements before an error can run first.
package struct StatementReader: Sendable {
    private let bytes: [UInt8]
    private var lexer: Lexer
    private let limits: StatementLimits

    package init(_ text: String, limits: StatementLimits = .standard) {
        self.limits = limits
        bytes = Array(text.utf8)
        lexer = Lexer(bytes)
    }

    /// The end of the statements read so far, their semicolons included.
    package var offset: Int { lexer.offset }

    /// The next statement; nil at the end of the text.
    ///
    /// After an error, the next call starts after the semicolon of the statement that failed.
    package mutating func next() throws(SyntaxError) -> Statement? {
        while true {
            let piece = try nextPiece()
            if piece.tokens.count > 1 { return try statement(from: piece) }
            if piece.isLast { return nil }
        }
    }

    private mutating func nextPiece() throws(SyntaxError) -> StatementPiece {
        do throws(SyntaxError) {
            return try StatementPiece(from: &lexer, limits)
        } catch {
            lexer = Lexer(bytes, from: StatementPiece.end(after: error, in: bytes))
            throw error
        }
    }

    private func statement(from piece: StatementPiece) throws(SyntaxError) -> Statement {
        var parser = Parser(bytes: bytes, tokens: piece.tokens)
        let kind = try parser.wholeStatement()
        return Statement(
            kind: kind,
            range: piece.range,
            hints: piece.hints.flatMap { hints(in: $0) },
            variables: parser.variables
        )
    }

    /// The words of a `/*+ … */` comment.
    private func hints(in comment: Range<Int>) -> [Hint] {
        var hints: [Hint] = []
        var offset = comment.lowerBound + 3
        while offset < comment.upperBound {
            let start = offset
            while bytes[offset].continuesName { offset += 1 }
            if start < offset, bytes[start].startsName {
                let name = String(decoding: bytes[start..<offset], as: UTF8.self).uppercased()
                hints.append(Hint(name: name, range: start..<offset))
            }
            offset += start == offset ? 1 : 0
        }
        return hints
    }
}
