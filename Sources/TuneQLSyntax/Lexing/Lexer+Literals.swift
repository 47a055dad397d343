import TuneQLText

extension Lexer {
    mutating func blob() throws(SyntaxError) -> Token.Kind {
        let start = offset
        advance(2)
        while peek(0).isHexDigit { advance(1) }
        let digits = offset - start - 2
        guard peek(0) == UInt8(ascii: "'"), digits.isMultiple(of: 2) else {
            let end = min(offset + 1, bytes.count)
            throw error("expected pairs of hexadecimal digits between x' and '", in: start..<end)
        }
        advance(1)
        return .blob
    }

    mutating func number() throws(SyntaxError) -> Token.Kind {
        let start = offset
        if peek(0) == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x"), peek(2).isHexDigit {
            advance(2)
            while peek(0).isHexDigit { advance(1) }
            return .number
        }
        decimal()
        guard !peek(0).continuesName else {
            while peek(0).continuesName { advance(1) }
            let found = String(decoding: bytes[start..<offset], as: UTF8.self)
            throw error("expected a number, found \(found)", in: start..<offset)
        }
        return .number
    }

    private mutating func decimal() {
        digits()
        if peek(0) == UInt8(ascii: ".") {
            advance(1)
            digits()
        }
        let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
        if peek(0) | 0x20 == UInt8(ascii: "e"), peek(1 + sign).isDigit {
            advance(1 + sign)
            digits()
        }
    }

    private mutating func digits() {
        while peek(0).isDigit { advance(1) }
    }

    mutating func symbol() throws(SyntaxError) -> Token.Kind {
        guard let symbol = symbolHere() else { throw unexpectedCharacter() }
        advance(symbol.rawValue.utf8.count)
        return .symbol(symbol)
    }

    private func symbolHere() -> Symbol? {
        switch (peek(0), peek(1)) {
        case (UInt8(ascii: "-"), UInt8(ascii: ">")):
            return peek(2) == UInt8(ascii: ">") ? .doubleArrow : .arrow
        case (UInt8(ascii: "|"), UInt8(ascii: "|")): return .concatenation
        case (UInt8(ascii: "<"), UInt8(ascii: "<")): return .leftShift
        case (UInt8(ascii: "<"), UInt8(ascii: "=")): return .lessOrEqual
        case (UInt8(ascii: "<"), UInt8(ascii: ">")): return .notEqual
        case (UInt8(ascii: ">"), UInt8(ascii: ">")): return .rightShift
        case (UInt8(ascii: ">"), UInt8(ascii: "=")): return .greaterOrEqual
        case (UInt8(ascii: "="), UInt8(ascii: "=")): return .doubleEqual
        case (UInt8(ascii: "!"), UInt8(ascii: "=")): return .bangEqual
        default: return singleSymbol()
        }
    }

    private func singleSymbol() -> Symbol? {
        switch peek(0) {
        case UInt8(ascii: "("): .leftParenthesis
        case UInt8(ascii: ")"): .rightParenthesis
        case UInt8(ascii: ","): .comma
        case UInt8(ascii: "."): .dot
        case UInt8(ascii: ";"): .semicolon
        case UInt8(ascii: "+"): .plus
        case UInt8(ascii: "-"): .minus
        case UInt8(ascii: "*"): .star
        case UInt8(ascii: "/"): .slash
        case UInt8(ascii: "%"): .percent
        case UInt8(ascii: "="): .equal
        case UInt8(ascii: "<"): .less
        case UInt8(ascii: ">"): .greater
        case UInt8(ascii: "&"): .ampersand
        case UInt8(ascii: "|"): .bar
        case UInt8(ascii: "~"): .tilde
        default: nil
        }
    }

    private func unexpectedCharacter() -> SyntaxError {
        if peek(0) == UInt8(ascii: "{"), peek(1) == UInt8(ascii: "{") { return placeholder() }
        if peek(0) < 0x20 || peek(0) == 0x7F {
            let code = peek(0) == 0 ? "NUL" : "control"
            return error(
                "a statement cannot contain a \(code) character",
                in: offset..<offset + 1
            )
        }
        let found = Character(Unicode.Scalar(peek(0)))
        return error("unexpected character \(found)", in: offset..<offset + 1)
    }

    private func placeholder() -> SyntaxError {
        var end = offset + 2
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            end += 1
            if bytes[end - 2] == UInt8(ascii: "}"), bytes[end - 1] == UInt8(ascii: "}") { break }
        }
        let found = String(decoding: bytes[offset..<end], as: UTF8.self)
        return error("the placeholder \(found) has no value", in: offset..<end)
    }
}
