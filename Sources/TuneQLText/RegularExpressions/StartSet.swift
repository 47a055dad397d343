/// The characters that a match can begin with, so that a search skips all others.
struct StartSet: Sendable {
    /// By byte; all bytes of characters beyond ASCII are treated alike.
    private var bytes = [Bool](repeating: false, count: 256)
    /// Whether a match begins at the start of the text only.
    private var isStartOnly = true
    /// Whether a match can be empty, so that it can begin anywhere.
    private var takesAll = false

    init(_ program: Program) {
        var isSeen = [Bool](repeating: false, count: program.steps.count)
        var rest = [0]
        while let place = rest.popLast() {
            guard !isSeen[place] else { continue }
            isSeen[place] = true
            switch program.steps[place] {
            case .jump(let target): rest.append(target)
            case .split(let first, let second): rest += [first, second]
            // The start of the text is tried in any case.
            case .assertion(.start): break
            case .save, .assertion: rest.append(place + 1)
            case .match: takesAll = true
            case .character, .any, .set:
                isStartOnly = false
                for byte in 0..<128 where program.takes(UInt32(byte), at: place) {
                    bytes[byte] = true
                }
                for byte in 128..<256 { bytes[byte] = true }
            }
        }
    }

    /// The first offset from here on where a match can begin; the text's end when there is none.
    func next(from offset: Int, in text: Span<UInt8>) -> Int {
        guard !takesAll, offset > 0 else { return offset }
        if isStartOnly { return text.count }
        var offset = offset
        while offset < text.count, !bytes[Int(text[offset])] { offset += 1 }
        return offset
    }
}
