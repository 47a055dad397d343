/// The order of version directories such as `v26.11.00000`.
enum DocumentVersion {
    /// Compares part by part, numbers by their value.
    static func isOlder(_ first: String, than second: String) -> Bool {
        let first = parts(of: first)
        let second = parts(of: second)
        for (one, other) in zip(first, second) where one != other {
            switch (Int(one), Int(other)) {
            case (let one?, let other?) where one != other: return one < other
            case (_?, _?): continue
            default: return one < other
            }
        }
        return first.count < second.count
    }

    private static func parts(of version: String) -> [Substring] {
        version.drop { $0 == "v" }.split { $0 == "." || $0 == "-" }
    }
}
