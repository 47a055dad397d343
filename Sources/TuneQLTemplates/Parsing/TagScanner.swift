import TuneQLSyntax
import TuneQLText

/// Parts a template into text and tags.
struct TagScanner {
    /// A text, or a tag without its braces.
    enum Piece {
        case text(Range<Int>)
        case output([ExpressionToken], Range<Int>)
        case tag([ExpressionToken], Range<Int>)
    }

    let bytes: [UInt8]
    let syntax: TemplateSyntax
    private var offset = 0
    /// Where the text began that is being read.
    private var textStart = 0
    private var place = SQLPlace()
    private var trimsNext = false
    private var end: Int

    init(bytes: [UInt8], syntax: TemplateSyntax) {
        self.bytes = bytes
        self.syntax = syntax
        end = bytes.count
        // Like Jinja, which leaves the last line break to the file.
        if syntax == .plain, bytes.last == 0x0A { end -= 1 }
    }

    /// The next part; nil at the end.
    mutating func next() throws(SyntaxError) -> Piece? {
        if trimsNext { skipBlanks() }
        textStart = offset
        while offset < end {
            if bytes[offset] == UInt8(ascii: "{"), !place.isComment, let mark = byte(1),
                let piece = try piece(mark)
            {
                return piece
            }
            if syntax == .sql { place.pass(bytes[offset]) }
            offset += 1
        }
        return offset > textStart ? .text(textStart..<offset) : nil
    }

    private mutating func skipBlanks() {
        trimsNext = false
        while offset < end, bytes[offset].isBlank || bytes[offset] == 0x0B { offset += 1 }
    }

    private func byte(_ distance: Int) -> UInt8? {
        offset + distance < end ? bytes[offset + distance] : nil
    }

    /// The tag that begins here, or the text before it; nil where no tag begins.
    private mutating func piece(_ mark: UInt8) throws(SyntaxError) -> Piece? {
        let isTag =
            switch mark {
            case UInt8(ascii: "{"): true
            case UInt8(ascii: "%"): syntax == .plain || !place.isQuoted || namesTag
            case UInt8(ascii: "#"): syntax == .plain || !place.isQuoted || endsInQuotes
            default: false
            }
        guard isTag else { return nil }
        if let text = textBefore() { return text }
        if mark == UInt8(ascii: "#") {
            try skipComment()
            return .text(offset..<offset)
        }
        return try tag(isOutput: mark == UInt8(ascii: "{"))
    }

    /// The text up to here, without the blanks that `{%-` takes away.
    private mutating func textBefore() -> Piece? {
        var textEnd = offset
        if byte(2) == UInt8(ascii: "-") {
            while textEnd > textStart,
                bytes[textEnd - 1].isBlank || bytes[textEnd - 1] == 0x0B
            {
                textEnd -= 1
            }
        }
        guard textEnd > textStart else { return nil }
        defer { textStart = offset }
        return .text(textStart..<textEnd)
    }

    private mutating func tag(isOutput: Bool) throws(SyntaxError) -> Piece? {
        let start = offset
        var inner = offset + 2
        if inner < end, "-+".utf8.contains(bytes[inner]) { inner += 1 }
        var lexer = ExpressionLexer(bytes, from: inner, closing: isOutput ? "}}" : "%}")
        let tokens: [ExpressionToken]
        do throws(SyntaxError) {
            tokens = try lexer.tokens()
        } catch {
            throw isOutput ? malformed(error, from: start) : error
        }
        offset = lexer.offset
        trimsNext = lexer.trimsAfter
        guard isOutput else {
            if tokens.first?.kind == .name("raw") { return try rawText(from: start) }
            return .tag(tokens, start..<offset)
        }
        guard tokens.count > 1 else { throw malformed(nil, from: start) }
        place.passValue()
        return .output(tokens, start..<offset)
    }

    /// The error for `{{` without the braces that close it, or with nothing inside.
    private mutating func malformed(_ error: SyntaxError?, from start: Int) -> SyntaxError {
        if let error, error.range.lowerBound < bytes.count { return error }
        offset = start
        while offset < end, bytes[offset] != 0x0A, !bytes[offset...].starts(with: "}}".utf8) {
            offset += 1
        }
        if bytes[offset...].starts(with: "}}".utf8) { offset += 2 }
        let found = String(decoding: bytes[start..<offset], as: UTF8.self)
        return SyntaxError(
            range: start..<offset,
            message: "expected {{ name }}, found \(found.shortened)"
        )
    }

    // MARK: Quotes, comments and raw text

    /// Whether a word of tags follows `{%`.
    private var namesTag: Bool {
        var rest = bytes[(offset + 2)..<end]
        if let first = rest.first, "-+".utf8.contains(first) { rest.removeFirst() }
        rest = rest.drop { $0.isBlank }
        let word = String(decoding: rest.prefix { $0.isLetter }, as: UTF8.self)
        return TagParser.words.contains(word)
    }

    /// Whether the comment ends before the quotes around it do.
    private var endsInQuotes: Bool {
        var index = offset + 2
        while index + 1 < end, bytes[index] != place.quote {
            if bytes[index] == UInt8(ascii: "#"), bytes[index + 1] == UInt8(ascii: "}") {
                return true
            }
            index += 1
        }
        return false
    }

    private mutating func skipComment() throws(SyntaxError) {
        let start = offset
        offset += 2
        while offset + 1 < end {
            if bytes[offset] == UInt8(ascii: "#"), bytes[offset + 1] == UInt8(ascii: "}") {
                trimsNext = bytes[offset - 1] == UInt8(ascii: "-") && offset - 1 > start + 1
                offset += 2
                return
            }
            offset += 1
        }
        throw SyntaxError(range: start..<start + 2, message: "the comment is not closed by #}")
    }

    /// The text up to `{% endraw %}`.
    private mutating func rawText(from start: Int) throws(SyntaxError) -> Piece? {
        if trimsNext { skipBlanks() }
        let textBegin = offset
        while offset < end {
            if bytes[offset] == UInt8(ascii: "{"), byte(1) == UInt8(ascii: "%"),
                let piece = endOfRaw(from: textBegin)
            {
                return piece
            }
            if syntax == .sql { place.pass(bytes[offset]) }
            offset += 1
        }
        throw SyntaxError(range: start..<start + 2, message: "raw is not closed by {% endraw %}")
    }

    private mutating func endOfRaw(from textBegin: Int) -> Piece? {
        let start = offset
        var inner = offset + 2
        let trims = inner < end && bytes[inner] == UInt8(ascii: "-")
        if inner < end, "-+".utf8.contains(bytes[inner]) { inner += 1 }
        var lexer = ExpressionLexer(bytes, from: inner, closing: "%}")
        guard let tokens = try? lexer.tokens(), tokens.count == 2,
            tokens[0].kind == .name("endraw")
        else { return nil }
        offset = lexer.offset
        trimsNext = lexer.trimsAfter
        var textEnd = start
        while trims, textEnd > textBegin, bytes[textEnd - 1].isBlank { textEnd -= 1 }
        return .text(textBegin..<textEnd)
    }
}
