/// The names of things that a statement has made, as a message tells them.
enum NameList {
    /// As many names as a person reads.
    private static let limit = 10
    /// How many of too many are told.
    private static let shown = 3

    /// `a, b, c`; of a long list the first ones, and how many more there are.
    static func text(_ names: [String]) -> String {
        guard names.count > limit else { return names.joined(separator: ", ") }
        let first = names.prefix(shown).joined(separator: ", ")
        return "\(first) and \(names.count - shown) more"
    }
}
