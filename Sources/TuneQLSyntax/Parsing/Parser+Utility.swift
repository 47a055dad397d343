import TuneQLText

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
            try purgedPart()
            return .purge
        }
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
