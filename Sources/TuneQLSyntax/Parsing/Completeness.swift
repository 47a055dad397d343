/// Whether a text that is being typed can be run yet.
package enum Completeness: Sendable, Equatable {
    /// Only whole statements, blanks and comments.
    case complete
    /// Something must be closed before the statement can end.
    case open(Opening)

    package enum Opening: Sendable, Equatable {
        /// A string in `'`.
        case string
        /// A name in `"`, `` ` `` or `[`.
        case name(Character)
        case comment
        case parenthesis
        /// Only the semicolon is missing.
        case statement
    }
}

extension StatementReader {
    /// Whether every statement of `text` has its semicolon; blanks and comments don't count.
    package static func isComplete(_ text: String) -> Bool {
        completeness(of: text) == .complete
    }

    /// The state at the end of `text`: complete, or what is still open.
    package static func completeness(of text: String) -> Completeness {
        let bytes = Array(text.utf8)
        var lexer = Lexer(bytes)
        var isBroken = false
        while true {
            do throws(SyntaxError) {
                let piece = try StatementPiece(from: &lexer)
                if piece.isLast { return completeness(ofLast: piece, isBroken: isBroken) }
                isBroken = false
            } catch {
                if let opening = opening(at: error.range, in: bytes) { return .open(opening) }
                lexer = Lexer(bytes, from: error.range.upperBound)
                isBroken = true
            }
        }
    }

    /// A statement is broken if an invalid token precedes the piece.
    private static func completeness(
        ofLast piece: StatementPiece,
        isBroken: Bool
    ) -> Completeness {
        guard piece.tokens.count > 1 || isBroken else { return .complete }
        let depth = piece.tokens.reduce(0) { depth, token in
            switch token.kind {
            case .symbol(.leftParenthesis): depth + 1
            case .symbol(.rightParenthesis): max(depth - 1, 0)
            default: depth
            }
        }
        return .open(depth > 0 ? .parenthesis : .statement)
    }

    /// The opening that an unfinished token at the end of the text leaves.
    private static func opening(at range: Range<Int>, in bytes: [UInt8]) -> Completeness.Opening? {
        guard range.upperBound == bytes.count, !range.isEmpty else { return nil }
        switch bytes[range.lowerBound] {
        case UInt8(ascii: "'"): return .string
        case UInt8(ascii: "/"): return .comment
        case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "["):
            return .name(Character(Unicode.Scalar(bytes[range.lowerBound])))
        default: return nil
        }
    }
}
