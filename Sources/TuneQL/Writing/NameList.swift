/// The names of created rows in a message.
enum NameList {
    /// The maximum number of names that are all shown.
    private static let limit = 10
    /// The number of names shown of a longer list.
    private static let shown = 3

    /// `a, b, c`; of a long list the first ones, and the number of the others.
    static func text(_ names: [String]) -> String {
        guard names.count > limit else { return names.joined(separator: ", ") }
        let first = names.prefix(shown).joined(separator: ", ")
        return "\(first) and \(names.count - shown) more"
    }
}
