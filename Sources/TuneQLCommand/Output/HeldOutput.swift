import TuneQLRendering

/// Text on its way to stdout or a file, which may be held back until its result has ended.
final class OutputSink {
    private let place: OutputPlace
    /// The bytes that are held back at most; 0 holds nothing.
    private let limit: Int
    private var held: [[UInt8]] = []
    private var size = 0
    private var isHolding = false

    /// Most results fit, and a process that holds as much stays small.
    static let usualLimit = 4 << 20

    init(_ place: OutputPlace, limit: Int) {
        self.place = place
        self.limit = limit
    }

    /// Holds back what comes from now on.
    func hold() { isHolding = limit > 0 }

    /// Takes a piece of text.
    func take(_ text: Span<UInt8>) throws {
        guard isHolding else { return try place.opened().write(text) }
        held.append(text.withUnsafeBufferPointer { Array($0) })
        size += text.count
        if size > limit { try release() }
    }

    /// Writes what is held back; nothing is from now on.
    func release() throws {
        let (pieces, outlet) = (empty(), try place.opened())
        for piece in pieces { try outlet.write(piece.span) }
    }

    /// Forgets what is held back; false when a part of it went out before.
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
