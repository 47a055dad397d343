import TuneQLSyntax
import TuneQLText

/// The tokens of a text that may be broken: characters that start nothing are passed over.
struct LenientLexer: Sequence, IteratorProtocol {
    /// A piece of the text; comments that are closed are left out.
    enum Piece: Equatable {
        case token(Token)
        /// A literal, a quoted name or a comment that does not end; it starts at the offset.
        case open(Int)
    }

    private let bytes: [UInt8]
    private var lexer: Lexer
    private var isAtEnd = false

    init(_ bytes: [UInt8], from offset: Int = 0) {
        self.bytes = bytes
        lexer = Lexer(bytes, from: offset)
    }

    mutating func next() -> Piece? {
        while !isAtEnd {
            do throws(SyntaxError) {
                let token = try lexer.next()
                switch token.kind {
                case .end: isAtEnd = true
                case .comment, .unsupportedComment:
                    // A comment of one line ends with the line, not with the text.
                    guard token.range.upperBound == bytes.count, !isBlock(token) else { continue }
                    isAtEnd = true
                    return .open(token.range.lowerBound)
                case .hint: continue
                default: return .token(token)
                }
            } catch {
                let start = error.range.lowerBound
                guard start < bytes.count else { return nil }
                if error.range.upperBound == bytes.count, opens(at: start) {
                    isAtEnd = true
                    return .open(start)
                }
                lexer = Lexer(bytes, from: Swift.max(start, lexer.offset) + 1)
            }
        }
        return nil
    }

    private func isBlock(_ token: Token) -> Bool {
        bytes[token.range].dropFirst().first == UInt8(ascii: "*")
    }

    /// Whether something that has to be closed starts at the offset.
    private func opens(at offset: Int) -> Bool {
        let isComment = bytes[offset...].starts(with: "/*".utf8)
        return isComment || "'\"`[".utf8.contains(bytes[offset])
    }
}
