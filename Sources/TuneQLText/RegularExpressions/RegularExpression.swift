/// A POSIX extended regular expression.
///
/// For every pattern, a search takes time in proportion to the pattern's size times the text's at
/// most, and memory that does not grow with the text. It finds the leftmost match, and the longest of
/// those. Characters are those of UTF-8. A pattern cannot refer back to its groups.
package struct RegularExpression: Sendable {
    let program: Program
    let starts: StartSet
    private let groupCount: Int

    /// The number of groups that a match reports, not counting itself.
    static let maximumGroups = 9

    /// Compiles a pattern.
    package init(_ pattern: String) throws(RegularExpressionError) {
        var parser = PatternParser(pattern)
        program = try Compiler(try parser.tree()).program
        groupCount = min(parser.groupCount, Self.maximumGroups)
        starts = StartSet(program)
    }

    /// Finds the first match that starts at an offset or after it.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - offset: The start of the search; characters before it count for `^` and `\b`.
    ///   - shouldStop: Called from time to time; true ends the search.
    /// - Returns: The match's range in bytes; nil when there is none.
    /// - Throws: ``Stopped`` when it was stopped.
    package func firstMatch(
        in text: Span<UInt8>,
        from offset: Int = 0,
        shouldStop: () -> Bool = { false }
    ) throws(Stopped) -> Range<Int>? {
        var matcher = Matcher(self)
        return try matcher.match(in: text, from: offset, shouldStop)
    }

    /// The ranges of a match, which was found before, and of its nine groups.
    ///
    /// Groups prefer the first branch that fits, and as many repetitions as fit.
    package func groups(
        of match: Range<Int>,
        in text: Span<UInt8>,
        shouldStop: () -> Bool = { false }
    ) throws(Stopped) -> [Range<Int>?] {
        var ranges = [Range<Int>?](repeating: nil, count: Self.maximumGroups + 1)
        ranges[0] = match
        guard groupCount > 0 else { return ranges }
        var matcher = GroupMatcher(self, slots: 2 * (groupCount + 1))
        let places = try matcher.places(of: match, in: text, shouldStop)
        for group in 1...groupCount {
            let (start, end) = (places[2 * group], places[2 * group + 1])
            if start >= 0, end >= start { ranges[group] = start..<end }
        }
        return ranges
    }

    /// A search was stopped before its end.
    package struct Stopped: Error {}
}
