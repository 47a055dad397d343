/// A name as the statement spells it.
package struct Identifier: Sendable, Hashable {
    /// Without quotes.
    package var text: String
    /// With quotes, in byte offsets of the text.
    package var range: Range<Int>
    package var isQuoted: Bool

    package init(text: String, range: Range<Int>, isQuoted: Bool = false) {
        self.text = text
        self.range = range
        self.isQuoted = isQuoted
    }
}

extension [Identifier] {
    /// From the first name to the last; empty at 0 without names.
    package var wholeRange: Range<Int> {
        guard let first, let last else { return 0..<0 }
        return first.range.lowerBound..<last.range.upperBound
    }

    /// The names, separated by dots.
    package var dotted: String { map(\.text).joined(separator: ".") }
}
