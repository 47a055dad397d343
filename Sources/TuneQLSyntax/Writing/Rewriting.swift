/// Changes to a text, collected first and made all at once.
package struct Rewriting: Sendable {
    private struct Edit: Sendable {
        var range: Range<Int>
        var text: String
    }

    private var edits: [Edit] = []

    package init() {}

    /// Notes a change; of two that overlap, the one that starts first holds, then the longer one.
    package mutating func replace(_ range: Range<Int>, with text: String) {
        edits.append(Edit(range: range, text: text))
    }

    package mutating func insert(_ text: String, at offset: Int) {
        replace(offset..<offset, with: text)
    }

    /// The part `range` of `text` with the changes that lie in it.
    package func applied(to text: String, in range: Range<Int>) -> RewrittenSQL {
        applied(to: Array(text.utf8), in: range)
    }

    func applied(to bytes: [UInt8], in range: Range<Int>) -> RewrittenSQL {
        var result = RewrittenSQL()
        var offset = range.lowerBound
        for edit in ordered
        where edit.range.lowerBound >= offset && edit.range.upperBound <= range.upperBound {
            result.copy(offset..<edit.range.lowerBound, of: bytes)
            result.write(edit.text, for: edit.range)
            offset = edit.range.upperBound
        }
        result.copy(offset..<range.upperBound, of: bytes)
        return result
    }

    /// By place; edits at the same place in the order in which they came, insertions first.
    private var ordered: [Edit] {
        let numbered = edits.enumerated().sorted { first, second in
            let (one, other) = (first.element.range, second.element.range)
            if one.lowerBound != other.lowerBound { return one.lowerBound < other.lowerBound }
            if one.isEmpty != other.isEmpty { return one.isEmpty }
            if one.count != other.count { return one.count > other.count }
            return first.offset < second.offset
        }
        return numbered.map(\.element)
    }
}
