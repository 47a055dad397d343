/// A regular expression as a tree.
indirect enum Node {
    case empty
    case character(UInt32)
    case any
    case set(ScalarSet)
    case assertion(Assertion)
    case sequence([Node])
    case choice([Node])
    /// `maximum` is nil where there is none.
    case repeated(Node, minimum: Int, maximum: Int?)
    /// A group and its number, from 1.
    case group(Int, Node)
}

/// A condition on a position between two characters.
enum Assertion: Sendable {
    case start, end, wordEdge, noWordEdge, wordStart, wordEnd

    /// Whether it holds at an offset of a text.
    func holds(at offset: Int, in text: Span<UInt8>) -> Bool {
        switch self {
        case .start: return offset == 0
        case .end: return offset == text.count
        default: break
        }
        let before = text.scalar(before: offset).map(ScalarSet.isWord) ?? false
        let after = text.scalar(at: offset).map { ScalarSet.isWord($0.value) } ?? false
        return switch self {
        case .wordStart: !before && after
        case .wordEnd: before && !after
        case .noWordEdge: before == after
        default: before != after
        }
    }
}
