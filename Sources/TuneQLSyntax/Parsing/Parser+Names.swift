import TuneQLText

extension Parser {
    /// Whether the token is a quoted name, or a word that needs no quotes to be one.
    func isName(_ token: Token) -> Bool {
        switch token.kind {
        case .word(let keyword): keyword?.isReserved != true
        case .quotedName: true
        default: false
        }
    }

    func isNameOrText(_ token: Token) -> Bool { isName(token) || token.kind == .string }

    /// A name; as in SQLite, it may also be in single quotes.
    mutating func name(_ what: String) throws(SyntaxError) -> Identifier {
        guard isNameOrText(current) else { throw unexpected(what) }
        return identifier(advance())
    }

    func identifier(_ token: Token) -> Identifier {
        noteName(token)
        guard case .word = token.kind else {
            return Identifier(text: unquoted(token), range: token.range, isQuoted: true)
        }
        return Identifier(text: text(of: token), range: token.range, isQuoted: false)
    }

    /// The text between the quotes, with doubled quotes made single.
    func unquoted(_ token: Token) -> String {
        bytes.unquoted(token.kind == .member ? inBrackets(token.range) : token.range)
    }

    /// The range inside brackets, without the blanks at its ends.
    private func inBrackets(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound + 1, range.upperBound - 1)
        while bytes[start].isBlank { start += 1 }
        while bytes[end - 1].isBlank { end -= 1 }
        return start..<end
    }

    /// Names separated by dots; directly after a dot, reserved words are names as well.
    mutating func path(_ what: String) throws(SyntaxError) -> [Identifier] {
        var names = [try name(what)]
        while isAt(.dot), peek().kind != .symbol(.star) {
            advance()
            names.append(try nameAfterDot())
        }
        return names
    }

    mutating func nameAfterDot() throws(SyntaxError) -> Identifier {
        if case .word = current.kind, current.range.lowerBound == previousEnd {
            return identifier(advance())
        }
        return try name("a name")
    }

    /// `AS name`, or a name that cannot be read as a keyword.
    mutating func alias() throws(SyntaxError) -> Identifier? {
        if accept(.as) { return try name("an alias") }
        guard isAlias(current), !isAtWindowClause else { return nil }
        return identifier(advance())
    }

    private func isAlias(_ token: Token) -> Bool {
        if token.kind == .string { return true }
        return isName(token) && token.keyword?.isJoinWord != true && token.keyword != .indexed
    }

    var isAtWindowClause: Bool {
        isAt(.window) && isNameOrText(peek()) && peek(2).keyword == .as
    }
}

extension [UInt8] {
    /// The text between the quotes of a name or string, with doubled quotes made single.
    func unquoted(_ range: Range<Int>) -> String {
        let quote = self[range.lowerBound]
        let content = self[range.lowerBound + 1..<range.upperBound - 1]
        guard quote != UInt8(ascii: "["), content.contains(quote) else {
            return String(decoding: content, as: UTF8.self)
        }
        var result: [UInt8] = []
        var isSecond = false
        for byte in content {
            isSecond = byte == quote && !isSecond
            if !isSecond { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
