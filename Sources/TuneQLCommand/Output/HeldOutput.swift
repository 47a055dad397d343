import TuneQLRendering

/// Text on its way to stdout or a file, which may be held back until its result has ended.
final class HeldOutput {
    private let place: OutputPlace
    /// Whether a result is useless without its end, so that it is held back as far as it fits.
    var holdsResults = false
    private var held: [[UInt8]] = []
    private var size = 0
    private var isHolding = false
    /// The text of a result on a screen that it may turn out to be too large for.
    private var screen: ScreenText?
    private(set) var pager: Pager?

    /// Large enough for most results, and small enough for the memory of the process.
    private static let limit = 4 << 20

    /// Prepares for results.
    init(_ place: OutputPlace) {
        self.place = place
    }

    /// Holds back the text that follows, where results are held.
    func hold() { isHolding = holdsResults }

    /// Lets a pager show the text that follows as soon as it is larger than the screen.
    func watchScreen(_ command: PagerCommand) {
        guard let (width, height) = place.screen else { return }
        screen = ScreenText(width: width, height: height, pager: command)
    }

    /// Takes a piece of text.
    func take(_ text: Span<UInt8>) throws {
        if let pager { return try pager.write(text) }
        guard isHolding else { return try show(text) }
        held.append(text.withUnsafeBufferPointer { Array($0) })
        size += text.count
        if size > Self.limit { try release() }
    }

    /// Writes the text that is held back, and holds no more.
    func release() throws {
        let pieces = empty()
        if pager == nil { _ = try place.opened() }
        for piece in pieces { try show(piece.span) }
    }

    /// Drops the text that is held back; returns false when a part was written before.
    @discardableResult
    func discard() -> Bool {
        let isWhole = isHolding
        _ = empty()
        return isWhole
    }

    /// Waits for the end of the pager, if there is one.
    func endResult() {
        screen = nil
        pager?.wait()
        pager = nil
    }

    private func empty() -> [[UInt8]] {
        defer { (held, size, isHolding) = ([], 0, false) }
        return held
    }

    /// Writes a piece of text, to a pager as soon as the screen is full.
    private func show(_ text: Span<UInt8>) throws {
        if let pager { return try pager.write(text) }
        guard screen != nil else { return try place.opened().write(text) }
        screen?.append(text)
        guard let full = screen, full.isFull else { return try place.opened().write(text) }
        screen = nil
        guard let pager = Pager(full.pager) else { return try place.opened().write(text) }
        self.pager = pager
        try place.opened().write(full.erasure(except: text.count).span)
        try pager.write(full.bytes.span)
    }
}
