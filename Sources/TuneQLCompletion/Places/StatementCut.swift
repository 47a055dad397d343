import TuneQLSyntax
import TuneQLText

/// A statement that a cursor cuts in two, however unfinished it is.
struct StatementCut {
    /// The form of the word that the cursor touches.
    enum Word: Equatable {
        case plain
        /// Between quotes, given by the opening one.
        case quoted(UInt8)
        /// After `@`, `:` or `$`.
        case variable(UInt8)
        case number
        case comment
    }

    /// The whole text.
    let bytes: [UInt8]
    /// The statement's tokens before the word and the path in front of it, without comments.
    private(set) var before: [Token] = []
    /// The statement's tokens after the cursor, without comments.
    private(set) var after: [Token] = []
    /// The names before the word, each followed by a dot: `google.aiplatform.`.
    private(set) var path: [String] = []
    private(set) var word = Word.plain
    /// The part of the word before the cursor, without an opening quote.
    private(set) var range: Range<Int>

    init(_ text: String, at offset: Int) {
        bytes = Array(text.utf8)
        let end = min(max(0, offset), bytes.count)
        var start = end
        while start > 0, bytes[start - 1].continuesName { start -= 1 }
        range = start..<end
        readWord()
        readBefore()
        readAfter()
    }

    /// The part of the word before the cursor.
    var prefix: String { String(decoding: bytes[range], as: UTF8.self) }

    /// The text of a token.
    func text(of token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

    /// The name that a token spells, without its quotes.
    func name(of token: Token) -> String? {
        switch token.kind {
        case .word: return text(of: token)
        case .quotedName:
            let quote = bytes[token.range.lowerBound]
            let inner = bytes[token.range].dropFirst().dropLast()
            let text = String(decoding: inner, as: UTF8.self)
            guard quote != UInt8(ascii: "[") else { return text }
            let mark = String(decoding: [quote], as: UTF8.self)
            return text.split(separator: mark + mark, omittingEmptySubsequences: false)
                .joined(separator: mark)
        default: return nil
        }
    }

    private mutating func readWord() {
        guard range.lowerBound > 0, "@:$".utf8.contains(bytes[range.lowerBound - 1]) else {
            if let first = bytes[range].first, first.isDigit { word = .number }
            return
        }
        word = .variable(bytes[range.lowerBound - 1])
    }

    /// Reads the tokens of the text up to the word, and keeps those of the last statement.
    private mutating func readBefore() {
        var end = range.lowerBound
        if case .variable = word { end -= 1 }
        var tokens: [Token] = []
        for piece in LenientLexer(Array(bytes[..<end])) {
            switch piece {
            case .token(let token) where token.kind == .symbol(.semicolon): tokens = []
            case .token(let token): tokens.append(token)
            case .open(let start):
                let quote = bytes[start]
                range = min(start + 1, range.upperBound)..<range.upperBound
                word =
                    quote == UInt8(ascii: "/") || quote == UInt8(ascii: "-")
                    ? .comment : .quoted(quote)
            }
        }
        before = tokens
        takePath()
    }

    /// Takes the names off the end that lead to the word.
    private mutating func takePath() {
        guard word == .plain || isQuotedName else { return }
        var edge = isQuotedName ? range.lowerBound - 1 : range.lowerBound
        while before.count >= 2, before[before.count - 1].kind == .symbol(.dot),
            before[before.count - 1].range.upperBound == edge,
            let name = name(of: before[before.count - 2]),
            before[before.count - 2].range.upperBound == edge - 1
        {
            path.insert(name, at: 0)
            edge = before[before.count - 2].range.lowerBound
            before.removeLast(2)
        }
    }

    /// Whether the word is a name in quotes.
    var isQuotedName: Bool {
        guard case .quoted(let quote) = word else { return false }
        return quote != UInt8(ascii: "'")
    }

    private mutating func readAfter() {
        var rest = range.upperBound
        while rest < bytes.count, bytes[rest].continuesName { rest += 1 }
        if case .quoted(let quote) = word {
            let closing = quote == UInt8(ascii: "[") ? UInt8(ascii: "]") : quote
            guard let close = bytes[rest...].firstIndex(of: closing) else { return }
            rest = close + 1
        }
        for piece in LenientLexer(bytes, from: rest) {
            guard case .token(let token) = piece, token.kind != .symbol(.semicolon) else { return }
            after.append(token)
        }
    }
}
