import TuneQLText

/// Tokens that start with `[`: a name, as in SQLite, or directly after a value a step into it.
extension Lexer {
    mutating func bracket() throws(SyntaxError) -> Token.Kind {
        let start = offset
        if isAfterValue {
            if let end = endOfIndex() {
                advance(end - start)
                return .index
            }
            if let quote = startOfMember() { return try member(from: start, quotedAt: quote) }
        }
        while offset < bytes.count {
            try refuseNull()
            advance(1)
            if bytes[offset - 1] == UInt8(ascii: "]") { return .quotedName }
        }
        throw unclosed("this name", UInt8(ascii: "]"), from: start)
    }

    /// Whether a value, or a name of one, ends directly before the bracket.
    private var isAfterValue: Bool {
        guard previous.range.upperBound == offset else { return false }
        switch previous.kind {
        case .word(let keyword): return followsDot || keyword?.isReserved != true
        case .quotedName, .index, .member, .symbol(.rightParenthesis): return true
        default: return false
        }
    }

    private func endOfIndex() -> Int? {
        var end = offset + 1
        while end < bytes.count, bytes[end].isDigit { end += 1 }
        let isIndex = end > offset + 1 && end < bytes.count && bytes[end] == UInt8(ascii: "]")
        return isIndex ? end + 1 : nil
    }

    /// The offset of the opening quote of `['name']`.
    private func startOfMember() -> Int? {
        let quote = blanksSkipped(from: offset + 1)
        guard quote < bytes.count else { return nil }
        let isQuote = bytes[quote] == UInt8(ascii: "'") || bytes[quote] == UInt8(ascii: "\"")
        return isQuote ? quote : nil
    }

    private mutating func member(
        from start: Int,
        quotedAt quote: Int
    ) throws(SyntaxError) -> Token.Kind {
        advance(quote - start)
        do {
            _ = try quoted(by: bytes[quote], as: .quotedName)
        } catch {
            guard error.range.upperBound == bytes.count else { throw error }
            throw unclosed("this step", UInt8(ascii: "]"), from: start)
        }
        let end = blanksSkipped(from: offset)
        guard end < bytes.count else {
            throw unclosed("this step", UInt8(ascii: "]"), from: start)
        }
        guard bytes[end] == UInt8(ascii: "]") else {
            throw error("expected ] to close this step", in: start..<offset)
        }
        advance(end + 1 - offset)
        return .member
    }

    private func blanksSkipped(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end].isBlank { end += 1 }
        return end
    }
}
