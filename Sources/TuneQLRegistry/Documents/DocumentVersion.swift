/// The order of version directories such as `v26.11.00000`.
package enum DocumentVersion {
    /// Whether a version precedes another; parts are compared in turn.
    ///
    /// Numbers are compared by their values, and precede words.
    package static func isOlder(_ first: String, than second: String) -> Bool {
        let first = parts(of: first)
        let second = parts(of: second)
        for (one, other) in zip(first, second) where one != other {
            switch (digits(of: one), digits(of: other)) {
            case (let one?, let other?) where one == other: continue
            case (let one?, let other?):
                return one.count == other.count ? one < other : one.count < other.count
            case (nil, nil): return one < other
            case (let number, _): return number != nil
            }
        }
        return first.count < second.count
    }

    /// The digits of a number without leading zeros; nil for a word.
    private static func digits(of part: Substring) -> Substring? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return part.utf8.allSatisfy(digits.contains) ? part.drop { $0 == "0" } : nil
    }

    private static func parts(of version: String) -> [Substring] {
        version.drop { $0 == "v" }.split { $0 == "." || $0 == "-" }
    }
}
