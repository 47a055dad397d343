/// A method's `response.objectKey`: the way from its answer to the rows.
///
/// `$.a.b`, `a.b` and `$.items[*].instances[*]` are read, and `$` for the whole answer.
struct ObjectKey {
    enum Step: Hashable {
        case member(String)
        /// `[*]`: the elements of a list, or the values of an object with free keys.
        case each
    }

    var steps: [Step] = []

    /// Reads a key; nil for one with conditions, positions or recursion.
    init?(_ text: String) {
        var parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if let first = parts.first, first.hasPrefix("$") {
            let rest = String(first.dropFirst())
            if rest.isEmpty {
                parts.removeFirst()
            } else if rest.hasPrefix("[*]") {
                parts[0] = rest
            }
        }
        for part in parts {
            var name = part
            var count = 0
            while name.hasSuffix("[*]") {
                name.removeLast(3)
                count += 1
            }
            guard !name.isEmpty || count > 0 && steps.isEmpty,
                !name.contains(where: { "[]*?'\"()".contains($0) })
            else { return nil }
            if !name.isEmpty { steps.append(.member(name)) }
            steps += Array(repeating: .each, count: count)
        }
    }
}
