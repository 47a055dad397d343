import TuneQLSyntax
import TuneQLText

/// Takes the inside of a tag apart, up to the mark that closes it.
struct ExpressionLexer {
    let bytes: [UInt8]
    /// `}}` or `%}`.
    let closing: [UInt8]
    private(set) var offset: Int
    /// Whether the closing mark takes the blanks after it away: `-}}`.
    private(set) var trimsAfter = false
    private var depth = 0

    init(_ bytes: [UInt8], from offset: Int, closing: String) {
        self.bytes = bytes
        self.offset = offset
        self.closing = Array(closing.utf8)
    }

    /// The words of the tag, of which the last is its end; the lexer stands behind it.
    mutating func tokens() throws(SyntaxError) -> [ExpressionToken] {
        var tokens: [ExpressionToken] = []
        while tokens.last?.kind != .end {
            let start = offset
            while offset < bytes.count, bytes[offset].isBlank || bytes[offset] == 0x0B {
                offset += 1
            }
            let isApart = offset > start
            var token = try next()
            token.followsBlank = isApart
            tokens.append(token)
        }
        return tokens
    }

    private func byte(_ distance: Int = 0) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    private mutating func next() throws(SyntaxError) -> ExpressionToken {
        guard let first = byte() else { throw unclosed }
        if depth == 0, let end = end() { return end }
        switch first {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return try string(first)
        case _ where first.isDigit: return number()
        case _ where first.startsName: return name()
        default: return try mark()
        }
    }

    private var unclosed: SyntaxError {
        let mark = String(decoding: closing, as: UTF8.self)
        return SyntaxError(
            range: offset..<offset,
            message: "the text ends in a tag that \(mark) should close"
        )
    }

    private mutating func end() -> ExpressionToken? {
        let start = offset
        let isSigned = byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: "+")
        let length = isSigned ? 1 : 0
        guard bytes[(start + length)...].starts(with: closing) else { return nil }
        trimsAfter = byte() == UInt8(ascii: "-")
        offset = start + length + closing.count
        return ExpressionToken(kind: .end, range: start..<offset)
    }

    private mutating func name() -> ExpressionToken {
        let start = offset
        while let next = byte(), next.continuesName { offset += 1 }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        return ExpressionToken(kind: .name(text), range: start..<offset)
    }

    /// A number, whose digits may be parted by `_`.
    private mutating func number() -> ExpressionToken {
        let start = offset
        skipDigits()
        if byte() == UInt8(ascii: "."), byte(1)?.isDigit == true {
            offset += 1
            skipDigits()
        }
        let hasSign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")
        if byte()?.asciiLowercased == UInt8(ascii: "e"), byte(hasSign ? 2 : 1)?.isDigit == true {
            offset += hasSign ? 2 : 1
            skipDigits()
        }
        let digits = bytes[start..<offset].filter { $0 != UInt8(ascii: "_") }
        let text = String(decoding: digits, as: UTF8.self)
        return ExpressionToken(kind: .number(text), range: start..<offset)
    }

    private mutating func skipDigits() {
        while let next = byte(),
            next.isDigit || next == UInt8(ascii: "_") && byte(1)?.isDigit == true
        {
            offset += 1
        }
    }

    private mutating func string(_ quote: UInt8) throws(SyntaxError) -> ExpressionToken {
        let start = offset
        offset += 1
        while let next = byte(), next != quote {
            offset += next == UInt8(ascii: "\\") ? 2 : 1
        }
        guard offset < bytes.count else {
            offset = bytes.count
            throw SyntaxError(range: start..<start + 1, message: "the text in quotes has no end")
        }
        offset += 1
        let text = EscapedText.reading(bytes[start + 1..<offset - 1])
        return ExpressionToken(kind: .string(text), range: start..<offset)
    }

    private static let pairs: Set<String> = ["**", "//", "==", "!=", ">=", "<="]
    private static let marks = Set("+-*/%~()[]{}<>=.:|,".utf8)

    private mutating func mark() throws(SyntaxError) -> ExpressionToken {
        let start = offset
        let pair = String(decoding: bytes[start...].prefix(2), as: UTF8.self)
        if Self.pairs.contains(pair) {
            offset += 2
            return ExpressionToken(kind: .mark(pair), range: start..<offset)
        }
        guard Self.marks.contains(bytes[start]) else {
            var end = start + 1
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
            let found = String(decoding: bytes[start..<end], as: UTF8.self)
            throw SyntaxError(range: start..<end, message: "\(found) has no meaning in a template")
        }
        if "([{".utf8.contains(bytes[start]) { depth += 1 }
        if ")]}".utf8.contains(bytes[start]) { depth = max(0, depth - 1) }
        offset += 1
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        return ExpressionToken(kind: .mark(text), range: start..<offset)
    }
}
