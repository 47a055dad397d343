extension Parser {
    mutating func utility() throws(SyntaxError) -> Utility {
        switch advance().keyword {
        case .sleep: return .sleep(milliseconds: try milliseconds())
        case .nativequery:
            guard current.kind == .string else { throw unexpected("SQL in quotes") }
            return .nativeQuery(unquoted(advance()))
        case .registry:
            try expect(.list)
            return .registryList(isName(current) ? identifier(advance()) : nil)
        default:
            // StackQL can purge parts; here there is one cache.
            if isName(current) { advance() }
            return .purge
        }
    }

    private mutating func milliseconds() throws(SyntaxError) -> Int {
        guard current.kind == .number, let count = Int(text(of: current)), count <= 86_400_000
        else { throw unexpected("a whole number of milliseconds, at most a day,") }
        advance()
        return count
    }
}
