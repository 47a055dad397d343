/// Finds the name that a misspelt one was probably meant to be.
package enum Suggestion {
    /// The candidate nearest to `name`: at most two letters away, and less than half its length.
    ///
    /// Compared without regard to case; of equally near candidates, the first.
    package static func nearest(
        to name: String,
        among candidates: some Sequence<String>
    ) -> String? {
        guard name.utf8.count < 1000 else { return nil }
        let letters = Array(name.lowercased().unicodeScalars)
        let limit = min(2, (letters.count - 1) / 2)
        guard limit > 0 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let other = Array(candidate.lowercased().unicodeScalars)
            guard abs(other.count - letters.count) <= limit else { continue }
            let found = distance(letters, other)
            if found <= limit, found < best?.distance ?? .max { best = (candidate, found) }
        }
        return best?.name
    }

    /// The Damerau-Levenshtein distance: insertions, deletions, substitutions, swaps of neighbours.
    private static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for (row, letter) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                let substituted = last[column] + (letter == other ? 0 : 1)
                var cost = min(substituted, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[second.count]
    }
}
