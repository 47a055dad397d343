/// The candidates at a cursor.
package struct Completion: Sendable, Hashable {
    /// The bytes of the text that a candidate replaces; they end at the cursor.
    package var range: Range<Int>
    /// The candidates, the most probable first.
    package var candidates: [Candidate]
    /// Whether the name of a file is expected, which only the caller can list.
    package var isFile: Bool

    /// Makes a completion.
    package init(range: Range<Int>, candidates: [Candidate] = [], isFile: Bool = false) {
        self.range = range
        self.candidates = candidates
        self.isFile = isFile
    }

    /// The longest text with which all candidates begin, ignoring case; empty without candidates.
    package var commonBeginning: String {
        guard var common = candidates.first?.text else { return "" }
        for candidate in candidates.dropFirst() {
            let pairs = zip(common, candidate.text)
            let count = pairs.prefix { $0.lowercased() == $1.lowercased() }.count
            common = String(common.prefix(count))
        }
        return common
    }
}
