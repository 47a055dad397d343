/// A query with its values.
struct StackQuery: Sendable, Hashable {
    var text: String
    /// The offsets in bytes where a value is empty.
    var emptyPlaces: [Int] = []
    var tries = QueryTries()

    /// Whether an empty value could make the query change other things than it is meant to.
    ///
    /// Of an update, only the condition has to be filled.
    func isLoose(as anchor: QueryAnchor) -> Bool {
        guard !emptyPlaces.isEmpty else { return false }
        guard anchor == .update else { return true }
        guard let condition = text.uppercased().firstRange(of: "WHERE") else { return true }
        let start = text.uppercased()[..<condition.lowerBound].utf8.count
        return emptyPlaces.contains { $0 > start }
    }
}
