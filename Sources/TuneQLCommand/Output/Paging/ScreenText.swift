import TuneQLText

/// The text of a result as long as it fits on the screen.
struct ScreenText {
    let width: Int
    let height: Int
    /// The pager that shows what does not fit.
    let pager: PagerCommand
    private(set) var bytes: [UInt8] = []

    init(width: Int, height: Int, pager: PagerCommand) {
        self.width = width
        self.height = height
        self.pager = pager
    }

    mutating func append(_ text: Span<UInt8>) {
        text.withUnsafeBufferPointer { bytes += $0 }
    }

    /// Whether no line is left for a prompt.
    var isFull: Bool { lines(of: bytes[...]) >= height }

    /// The control sequences that remove what was shown before the last bytes.
    func erasure(except last: Int) -> [UInt8] {
        let shown = lines(of: bytes.dropLast(last))
        return shown == 0 ? [] : Array("\u{1B}[\(shown)A\r\u{1B}[J".utf8)
    }

    /// The lines that a text takes on the screen, where long ones are continued on the next.
    private func lines(of bytes: ArraySlice<UInt8>) -> Int {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
            .reduce(0) { count, line in
                guard count < height, line.count > width else { return count + 1 }
                let text = Self.plain(String(decoding: line, as: UTF8.self))
                return count + max(1, (DisplayWidth.width(of: text) + width - 1) / width)
            }
    }

    /// The text without the control sequences for colours.
    private static func plain(_ text: String) -> String {
        var isControl = false
        return text.filter { character in
            if character == "\u{1B}" { isControl = true }
            defer { if character == "m" { isControl = false } }
            return !isControl
        }
    }
}
