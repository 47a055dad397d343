/// Tests eight bytes of text at a time: a result has 0x80 in the bytes that it reports.
///
/// The sums can't carry into the next byte, so the results are exact for any bytes.
enum JSONWord {
    @inline(__always) static var ones: UInt64 { 0x0101_0101_0101_0101 }
    @inline(__always) static var highs: UInt64 { 0x8080_8080_8080_8080 }
    @inline(__always) static var lowBits: UInt64 { 0x7F7F_7F7F_7F7F_7F7F }
    @inline(__always) static var spaces: UInt64 { 0x2020_2020_2020_2020 }
    @inline(__always) static var quotes: UInt64 { 0x2222_2222_2222_2222 }
    @inline(__always) static var backslashes: UInt64 { 0x5C5C_5C5C_5C5C_5C5C }

    /// The bits that all four brackets have.
    @inline(__always) static var bracketBits: UInt64 { 0x5959_5959_5959_5959 }

    /// Has 0x80 in the bytes of `word` that differ from `pattern`'s, which must be ASCII, and other
    /// bits anywhere.
    @inline(__always)
    static func differences(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        (((word & lowBits) ^ pattern) &+ lowBits) | word
    }

    /// The bytes of `word` that equal those of `pattern`, which must be ASCII.
    @inline(__always)
    static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        ~differences(word, pattern) & highs
    }

    /// The bytes that end a run of plain text in a string: quote, backslash, control characters.
    @inline(__always)
    static func stringStops(_ word: UInt64) -> UInt64 {
        stops(word, quotes, backslashes)
    }

    /// The bytes that equal those of one of two ASCII patterns, and control characters.
    @inline(__always)
    static func stops(_ word: UInt64, _ one: UInt64, _ other: UInt64) -> UInt64 {
        let low = word & lowBits
        let control = low &+ 0x6060_6060_6060_6060
        let plain = ((low ^ one) &+ lowBits) & ((low ^ other) &+ lowBits) & control
        return ~(plain | word) & highs
    }

    /// Has 0x80 in all bytes but brackets, `Y y _` and DEL, and other bits anywhere.
    ///
    /// The last four do not occur in JSON outside strings. Bit 2 is set in closing brackets.
    @inline(__always)
    static func notBrackets(_ word: UInt64) -> UInt64 {
        ((~word & bracketBits) &+ lowBits) | word
    }

    /// The index of the first byte that a result reports.
    @inline(__always)
    static func first(_ answer: UInt64) -> Int {
        answer.trailingZeroBitCount &>> 3
    }
}

extension Span where Element == UInt8 {
    /// The eight bytes at `offset`, the first one lowest; bounds are checked.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        // Any bytes are a UInt64, so nothing about this load is unsafe.
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The first offset at or after `start` whose byte is not whitespace.
    @inline(__always)
    func endOfBlanks(from start: Int) -> Int {
        guard start < count, self[start] <= 0x20 else { return start }
        return endOfLongBlanks(from: start)
    }

    private func endOfLongBlanks(from start: Int) -> Int {
        var offset = start
        while offset < count, JSONText.isBlank(self[offset]) {
            offset &+= 1
            while offset &+ 8 <= count {
                let spaces = JSONWord.first(word(at: offset) ^ JSONWord.spaces)
                offset &+= spaces
                guard spaces == 8 else { break }
            }
        }
        return offset
    }

    /// Whether no byte is above 0x7F.
    package var isASCII: Bool {
        var offset = 0
        var seen: UInt64 = 0
        while offset &+ 64 <= count {
            let block = extracting(offset..<offset &+ 64)
            for place in 0..<8 { seen |= block.word(at: place &* 8) }
            offset &+= 64
        }
        while offset < count {
            seen |= UInt64(self[offset])
            offset &+= 1
        }
        return seen & JSONWord.highs == 0
    }
}
