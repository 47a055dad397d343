import TuneQLText

/// Splits a text into tokens, comments included.
package struct Lexer: Sendable {
    let bytes: [UInt8]
    package private(set) var offset: Int
    /// The last token that was not a comment.
    private(set) var previous = Token(kind: .end, range: 0..<0)
    /// Whether the last token directly follows a dot, where reserved words are names as well.
    private(set) var followsDot = false

    /// Starts at a byte offset, which must lie between two tokens.
    package init(_ bytes: [UInt8], from offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    /// The next token; at the end of the text, always `.end`.
    package mutating func next() throws(SyntaxError) -> Token {
        skipBlanks()
        let start = offset
        guard start < bytes.count else { return Token(kind: .end, range: start..<start) }
        let kind = try kind(startingWith: bytes[start])
        let token = Token(kind: kind, range: start..<offset)
        if !token.isTrivia {
            followsDot =
                previous.kind == .symbol(.dot)
                && previous.range.upperBound == token.range.lowerBound
            previous = token
        }
        return token
    }

    private mutating func skipBlanks() {
        if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        while offset < bytes.count, bytes[offset].isBlank { offset += 1 }
    }

    private mutating func kind(startingWith byte: UInt8) throws(SyntaxError) -> Token.Kind {
        switch byte {
        case UInt8(ascii: "'"): return try quoted(by: byte, as: .string)
        case UInt8(ascii: "\""), UInt8(ascii: "`"): return try quoted(by: byte, as: .quotedName)
        case UInt8(ascii: "["): return try bracket()
        case UInt8(ascii: "?"): return positionalVariable()
        case UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$"): return try namedVariable()
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            return peek(1) == UInt8(ascii: "'") ? try blob() : word()
        case _ where byte.startsName: return word()
        case _ where byte.isDigit: return try number()
        case UInt8(ascii: ".") where peek(1).isDigit: return try number()
        default:
            if let comment = try commentKind() { return comment }
            return try symbol()
        }
    }

    /// The byte at `distance` from the current one; 0 beyond the end.
    func peek(_ distance: Int) -> UInt8 {
        offset + distance < bytes.count ? bytes[offset + distance] : 0
    }

    func error(_ message: String, in range: Range<Int>) -> SyntaxError {
        SyntaxError(range: range, message: message)
    }

    // MARK: Words and names

    private mutating func word() -> Token.Kind {
        let start = offset
        while peek(0).continuesName { offset += 1 }
        return .word(Keyword(bytes[start..<offset]))
    }

    mutating func quoted(
        by quote: UInt8,
        as kind: Token.Kind
    ) throws(SyntaxError) -> Token.Kind {
        let start = offset
        offset += 1
        while offset < bytes.count {
            try refuseNull()
            guard bytes[offset] == quote else {
                offset += 1
                continue
            }
            guard peek(1) == quote else {
                offset += 1
                return kind
            }
            offset += 2
        }
        throw unclosed(kind == .string ? "this text" : "this name", quote, from: start)
    }

    func unclosed(_ what: String, _ quote: UInt8, from start: Int) -> SyntaxError {
        let closer = Character(Unicode.Scalar(quote))
        return error(
            "expected \(closer) to close \(what), found the end",
            in: start..<bytes.count
        )
    }

    func refuseNull() throws(SyntaxError) {
        guard bytes[offset] == 0 else { return }
        throw error("a statement cannot contain a NUL character", in: offset..<offset + 1)
    }

    // MARK: Variables

    private mutating func positionalVariable() -> Token.Kind {
        offset += 1
        while peek(0).isDigit { offset += 1 }
        return .variable
    }

    private mutating func namedVariable() throws(SyntaxError) -> Token.Kind {
        let start = offset
        offset += peek(0) == UInt8(ascii: "@") && peek(1) == UInt8(ascii: "@") ? 2 : 1
        let nameStart = offset
        if peek(0) == UInt8(ascii: "\""), bytes[start] == UInt8(ascii: "@") {
            return try quoted(by: UInt8(ascii: "\""), as: .variable)
        }
        while peek(0).continuesName || startsDoubleColon {
            offset += startsDoubleColon ? 2 : 1
        }
        guard offset > nameStart else {
            let sign = String(decoding: bytes[start..<offset], as: UTF8.self)
            throw error("expected the name of a variable after \(sign)", in: start..<offset)
        }
        try skipSuffix(from: start)
        return .variable
    }

    /// Skips the suffix of `$name(anything)`, which SQLite reads as one variable.
    private mutating func skipSuffix(from start: Int) throws(SyntaxError) {
        guard peek(0) == UInt8(ascii: "("), bytes[start] == UInt8(ascii: "$") else { return }
        while offset < bytes.count, !bytes[offset].isBlank {
            offset += 1
            if bytes[offset - 1] == UInt8(ascii: ")") { return }
        }
        throw error("expected ) to close this variable", in: start..<offset)
    }

    private var startsDoubleColon: Bool {
        peek(0) == UInt8(ascii: ":") && peek(1) == UInt8(ascii: ":")
    }

    // MARK: Comments

    private mutating func commentKind() throws(SyntaxError) -> Token.Kind? {
        switch (peek(0), peek(1)) {
        case (UInt8(ascii: "-"), UInt8(ascii: "-")):
            skipLine()
            return .comment
        case (UInt8(ascii: "#"), _), (UInt8(ascii: "/"), UInt8(ascii: "/")):
            skipLine()
            return .unsupportedComment
        case (UInt8(ascii: "/"), UInt8(ascii: "*")):
            return try blockComment()
        default:
            return nil
        }
    }

    private mutating func skipLine() {
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    }

    private mutating func blockComment() throws(SyntaxError) -> Token.Kind {
        let start = offset
        let isHint = peek(2) == UInt8(ascii: "+") && previous.keyword?.isVerb == true
        offset += 2
        while offset < bytes.count {
            if peek(0) == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                offset += 2
                return isHint ? .hint : .comment
            }
            offset += 1
        }
        throw error("expected */ to close this comment, found the end", in: start..<bytes.count)
    }

    mutating func advance(_ count: Int) {
        offset += count
    }
}
