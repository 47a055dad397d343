import TuneQLText

extension Parser {
    mutating func utility() throws(SyntaxError) -> Utility {
        switch advance().keyword {
        case .sleep: return .sleep(milliseconds: try milliseconds())
        case .nativequery:
            guard current.kind == .string else { throw unexpected("SQL in quotes") }
            return .nativeQuery(unquoted(advance()))
        case .registry: return try registry()
        default:
            try purgedPart()
            return .purge
        }
    }

    private mutating func registry() throws(SyntaxError) -> Utility {
        if current.keyword == .list {
            advance()
            guard isName(current) else { return .registryList(nil, version: nil) }
            return .registryList(identifier(advance()), version: version())
        }
        guard isPull(current) else { throw unexpected("LIST or PULL") }
        advance()
        return .registryPull(try name("the name of a provider"), version: version())
    }

    /// PULL is no keyword, so that tables and columns may have the name without quotes.
    private func isPull(_ token: Token) -> Bool {
        guard case .word = token.kind else { return false }
        return text(of: token).uppercased() == "PULL"
    }

    /// A version, such as `v24.1.2-rc1` or `'v24.1.2'`: a text, or the tokens up to a blank.
    private mutating func version() -> Identifier? {
        if current.kind == .string || current.kind == .quotedName { return identifier(advance()) }
        guard isName(current) || current.kind == .number else { return nil }
        var range = advance().range
        while !isAtEnd, current.range.lowerBound == range.upperBound {
            range = range.lowerBound..<advance().range.upperBound
        }
        return Identifier(text: String(decoding: bytes[range], as: UTF8.self), range: range)
    }

    /// The parts that StackQL can purge alone; here each of them empties the one cache.
    private static let purgeableParts = ["cache", "conservative", "control_tables", "ephemeral"]

    private mutating func purgedPart() throws(SyntaxError) {
        guard isName(current) else { return }
        let name = identifier(current).text.lowercased()
        guard Self.purgeableParts.contains(name) else {
            let nearest = Suggestion.nearest(to: name, among: Self.purgeableParts)
            throw SyntaxError(
                range: current.range,
                message: "PURGE does not take \(described(current))"
                    + (nearest.map { "; did you mean \($0)?" }
                        ?? ", only \(Self.purgeableParts.joined(separator: ", ")) or nothing")
            )
        }
        advance()
    }

    private mutating func milliseconds() throws(SyntaxError) -> Int {
        guard current.kind == .number, let count = Int(text(of: current)), count <= 86_400_000
        else { throw unexpected("a whole number of milliseconds, at most a day,") }
        advance()
        return count
    }
}
