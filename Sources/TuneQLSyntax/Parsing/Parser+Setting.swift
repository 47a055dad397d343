extension Parser {
    mutating func setting() throws(SyntaxError) -> Setting {
        advance()
        if isAt(.session) || isAt(.local), !peek().isStatementEnd, !isAssignment(peek()) {
            advance()
        }
        if isAt(.transaction) { return freeSetting() }
        let start = current.range.lowerBound
        let names = try settingName()
        let nameRange = range(from: start)
        guard accept(.equal) || accept(.to) else { throw unexpected("= or TO") }
        let valueStart = current.range.lowerBound
        let value = try settingValue()
        return Setting(
            name: names,
            nameRange: nameRange,
            value: value,
            valueRange: range(from: valueStart)
        )
    }

    private func isAssignment(_ token: Token) -> Bool {
        token.kind == .symbol(.equal) || token.keyword == .to
    }

    /// The name of a setting; one with a `$`, like `$.auth.google.type`, must be in double quotes.
    private mutating func settingName() throws(SyntaxError) -> String {
        guard current.kind == .variable else { return try path("the name of a setting").dotted }
        throw unexpected("the name of a setting in double quotes")
    }

    private mutating func settingValue() throws(SyntaxError) -> Setting.Value {
        let start = current.range.lowerBound
        guard !isAtEnd else { throw unexpected("a value") }
        let first = advance()
        if isAtEnd, let literal = literal(first) { return .literal(literal) }
        if isAtEnd, first.kind == .quotedName { return .text(unquoted(first)) }
        while !isAtEnd { advance() }
        return .text(String(decoding: bytes[range(from: start)], as: UTF8.self))
    }

    private func literal(_ token: Token) -> Literal? {
        switch token.kind {
        case .string: .string(unquoted(token))
        case .number: .number(text(of: token))
        case .word(.true): .boolean(true)
        case .word(.false): .boolean(false)
        case .word(.null): .null
        default: nil
        }
    }

    /// `SET TRANSACTION …`, which clients of other databases send.
    private mutating func freeSetting() -> Setting {
        let name = advance()
        let start = current.range.lowerBound
        while !isAtEnd { advance() }
        let valueRange = range(from: start)
        return Setting(
            name: "transaction",
            nameRange: name.range,
            value: .text(String(decoding: bytes[valueRange], as: UTF8.self)),
            valueRange: valueRange
        )
    }
}
