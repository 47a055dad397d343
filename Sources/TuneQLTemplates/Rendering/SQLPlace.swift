import TuneQLText

/// Where in SQL the end of a text stands: in code, in quotes or in a comment.
struct SQLPlace: Equatable {
    private enum Kind: Equatable {
        case code, lineComment, blockComment
        /// Between quotes, given by the closing one: `]` for brackets.
        case quotes(UInt8)
        /// After a `[` behind a name: an index if a digit follows, and a name in brackets if not.
        case bracket
    }

    private var kind = Kind.code
    /// The byte before; a blank at the start and after what cannot be part of a mark.
    private(set) var previous = UInt8(ascii: " ")

    var isComment: Bool { kind == .lineComment || kind == .blockComment }
    var isCode: Bool { kind == .code }
    var isQuoted: Bool { quote != nil }

    /// The byte that closes the quotes around this place.
    var quote: UInt8? {
        switch kind {
        case .quotes(let quote): quote
        case .bracket: UInt8(ascii: "]")
        default: nil
        }
    }

    /// Notes a byte of text.
    mutating func pass(_ byte: UInt8) {
        var mark = byte
        switch kind {
        case .lineComment: if byte == 0x0A { kind = .code }
        case .blockComment:
            if previous == UInt8(ascii: "*"), byte == UInt8(ascii: "/") {
                kind = .code
                mark = UInt8(ascii: " ")
            }
        case .quotes(let quote): if byte == quote { kind = .code }
        case .bracket:
            kind = byte.isDigit ? .code : .quotes(UInt8(ascii: "]"))
            if byte == UInt8(ascii: "]") { kind = .code }
        case .code: passCode(byte, &mark)
        }
        previous = mark
    }

    private mutating func passCode(_ byte: UInt8, _ mark: inout UInt8) {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): kind = .quotes(byte)
        case UInt8(ascii: "["):
            kind = previous.continuesName ? .bracket : .quotes(UInt8(ascii: "]"))
        case UInt8(ascii: "#"): kind = .lineComment
        case UInt8(ascii: "-") where previous == byte: kind = .lineComment
        case UInt8(ascii: "/") where previous == byte: kind = .lineComment
        case UInt8(ascii: "*") where previous == UInt8(ascii: "/"):
            kind = .blockComment
            // The star of `/*/` does not end the comment.
            mark = UInt8(ascii: " ")
        default: break
        }
    }

    /// Notes a value, which is a literal in code, or text between quotes.
    mutating func passValue() {
        if kind == .bracket { kind = .quotes(UInt8(ascii: "]")) }
        previous = UInt8(ascii: "x")
    }
}
