import TuneQLRendering

/// Text on its way to stdout or a file, which may be held back until its result has ended.
final class HeldOutput {
    private let place: OutputPlace
    /// Whether a result is useless without its end, so that it is held back as far as it fits.
    var holdsResults = false
    private var held: [[UInt8]] = []
    private var size = 0
    private var isHolding = false

    /// Large enough for most results, and small enough for the memory of the process.
    private static let limit = 4 << 20

    /// Prepares for results.
    init(_ place: OutputPlace) {
        self.place = place
    }

    /// Holds back the text that follows, where results are held.
    func hold() { isHolding = holdsResults }

    /// Takes a piece of text.
    func take(_ text: Span<UInt8>) throws {
        guard isHolding else { return try place.opened().write(text) }
        held.append(text.withUnsafeBufferPointer { Array($0) })
        size += text.count
        if size > Self.limit { try release() }
    }

    /// Writes the text that is held back, and holds no more.
    func release() throws {
        let (pieces, outlet) = (empty(), try place.opened())
        for piece in pieces { try outlet.write(piece.span) }
    }

    /// Drops the text that is held back; returns false when a part was written before.
    @discardableResult
    func discard() -> Bool {
        let isWhole = isHolding
        _ = empty()
        return isWhole
    }

    private func empty() -> [[UInt8]] {
        defer { (held, size, isHolding) = ([], 0, false) }
        return held
    }
}
