/// SQL made from a part of a source text, with a map from its offsets to the source.
package struct RewrittenSQL: Sendable {
    package private(set) var text = ""
    private var pieces: [Piece] = []

    package init() {}

    private struct Piece {
        /// In the result.
        var start: Int
        /// In the source.
        var source: Range<Int>
        var isCopy: Bool
    }

    /// The offset in the source for a byte offset in the result.
    ///
    /// Inside a replacement, it is the start of the text that was replaced.
    package func sourceOffset(of offset: Int) -> Int {
        let next = pieces.partitioningIndex { $0.start > offset }
        guard next > 0 else { return pieces.first?.source.lowerBound ?? 0 }
        let piece = pieces[next - 1]
        guard piece.isCopy else { return piece.source.lowerBound }
        return min(piece.source.lowerBound + offset - piece.start, piece.source.upperBound)
    }

    /// The range in the source for a range in the result.
    package func sourceRange(of range: Range<Int>) -> Range<Int> {
        let start = sourceOffset(of: range.lowerBound)
        return start..<max(start, sourceOffset(of: range.upperBound))
    }

    /// Adds a part of the source.
    package mutating func copy(_ range: Range<Int>, of bytes: [UInt8]) {
        guard !range.isEmpty else { return }
        pieces.append(Piece(start: text.utf8.count, source: range, isCopy: true))
        text += String(decoding: bytes[range], as: UTF8.self)
    }

    /// Adds text that stands for a part of the source.
    package mutating func write(_ replacement: String, for range: Range<Int>) {
        pieces.append(Piece(start: text.utf8.count, source: range, isCopy: false))
        text += replacement
    }
}

extension Array {
    /// The index of the first element that fulfils a condition, as all later elements must.
    fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension RewrittenSQL {
    /// The text between a prefix and a suffix that have no source.
    package func enclosed(_ prefix: String, _ suffix: String) -> RewrittenSQL {
        var result = self
        let shift = prefix.utf8.count
        result.text = prefix + text + suffix
        for index in result.pieces.indices { result.pieces[index].start += shift }
        return result
    }

    /// This SQL followed by another from the same source.
    package func followed(by other: RewrittenSQL) -> RewrittenSQL {
        var result = self
        let shift = text.utf8.count
        result.text += other.text
        result.pieces += other.pieces.map { piece in
            var piece = piece
            piece.start += shift
            return piece
        }
        return result
    }

    /// SQL without a source.
    package static func made(_ text: String) -> RewrittenSQL {
        var result = RewrittenSQL()
        result.text = text
        return result
    }
}
