/// Changes to a text, collected first and applied all at once.
package struct Rewriting: Sendable {
    fileprivate struct Edit: Sendable {
        var range: Range<Int>
        var text: String
        /// The side of the range that ``enclose(_:in:_:)`` adds the text to; nil for other edits.
        var side: Side?
        /// The length of the range that an enclosing edit is around.
        var width = 0
    }

    fileprivate enum Side {
        case start, end
    }

    private var edits: [Edit] = []

    package init() {}

    /// The number of changes.
    package var count: Int { edits.count }

    /// Adds a change; of two that overlap, the one that starts first wins, then the longer one.
    package mutating func replace(_ range: Range<Int>, with text: String) {
        edits.append(Edit(range: range, text: text))
    }

    package mutating func insert(_ text: String, at offset: Int) {
        replace(offset..<offset, with: text)
    }

    /// Adds text around a range, outside all text that is added around ranges inside it.
    package mutating func enclose(_ range: Range<Int>, in start: String, _ end: String) {
        let (low, high) = (range.lowerBound, range.upperBound)
        edits.append(Edit(range: low..<low, text: start, side: .start, width: range.count))
        edits.append(Edit(range: high..<high, text: end, side: .end, width: range.count))
    }

    /// Whether anything changes in a range.
    package func changes(in range: Range<Int>) -> Bool {
        edits.contains { edit in
            edit.range.lowerBound >= range.lowerBound && edit.range.upperBound <= range.upperBound
        }
    }

    /// The part `range` of `text`, with the changes inside it applied.
    package func applied(to text: String, in range: Range<Int>) -> RewrittenSQL {
        applied(to: Array(text.utf8), in: range)
    }

    func applied(to bytes: [UInt8], in range: Range<Int>) -> RewrittenSQL {
        var result = RewrittenSQL()
        var offset = range.lowerBound
        /// The starts of the ranges whose opening text was written.
        var opened: Set<Int> = []
        for edit in ordered
        where edit.range.lowerBound >= offset && edit.range.upperBound <= range.upperBound {
            // If the start of an enclosed range was replaced, its end is skipped as well.
            if edit.side == .start { opened.insert(edit.range.lowerBound) }
            if edit.side == .end, !opened.contains(edit.range.lowerBound - edit.width) { continue }
            result.copy(offset..<edit.range.lowerBound, of: bytes)
            result.write(edit.text, for: edit.range)
            offset = edit.range.upperBound
        }
        result.copy(offset..<range.upperBound, of: bytes)
        return result
    }

    /// By offset; at the same offset ends, then insertions, then starts, then replacements.
    private var ordered: [Edit] {
        let numbered = edits.enumerated().sorted { first, second in
            let (one, other) = (first.element, second.element)
            if one.range.lowerBound != other.range.lowerBound {
                return one.range.lowerBound < other.range.lowerBound
            }
            if one.rank != other.rank { return one.rank < other.rank }
            if let isBefore = one.isBefore(other) { return isBefore }
            return one.side == .end ? first.offset > second.offset : first.offset < second.offset
        }
        return numbered.map(\.element)
    }
}

extension Rewriting.Edit {
    /// The order of edits at the same offset.
    fileprivate var rank: Int {
        switch side {
        case .end: 0
        case nil where range.isEmpty: 1
        case .start: 2
        case nil: 3
        }
    }

    /// Whether the edit comes before another of equal rank and offset; nil for equal lengths.
    fileprivate func isBefore(_ other: Self) -> Bool? {
        switch side {
        case .end: width == other.width ? nil : width < other.width
        case .start: width == other.width ? nil : width > other.width
        case nil: range.count == other.range.count ? nil : range.count > other.range.count
        }
    }
}
