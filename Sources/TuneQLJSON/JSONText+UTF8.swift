extension JSONText {
    /// Throws unless all of `text` is UTF-8; costs almost nothing for ASCII.
    package static func checkUTF8(_ text: Span<UInt8>) throws(JSONError) {
        var offset = text.endOfASCII(from: 0)
        while offset < text.count {
            let end = text.endOfMixed(from: offset)
            do {
                _ = try UTF8Span(validating: text.extracting(offset..<end))
            } catch {
                throw JSONError(.badUTF8, at: offset + error.byteOffsets.lowerBound)
            }
            offset = text.endOfASCII(from: end)
        }
    }
}

extension Span where Element == UInt8 {
    /// Whether this is UTF-8 without C1 control characters, which are 0xC2 and a byte below 0xA0.
    var isPlainUTF8: Bool {
        guard (try? UTF8Span(validating: self)) != nil else { return false }
        var last: UInt8 = 0
        for offset in indices {
            if last == 0xC2, self[offset] < 0xA0 { return false }
            last = self[offset]
        }
        return true
    }

    /// The start of the 64-byte block with the first byte above 0x7F from `start` on, or `count`.
    ///
    /// The blocks are counted from `start`; the last one may be shorter.
    fileprivate func endOfASCII(from start: Int) -> Int {
        var offset = start
        while offset &+ 64 <= count {
            let block = extracting(offset..<offset &+ 64)
            var seen: UInt64 = 0
            for place in 0..<8 { seen |= block.word(at: place &* 8) }
            guard seen & JSONWord.highs == 0 else { return offset }
            offset &+= 64
        }
        return hasHighs(in: offset..<count) ? offset : count
    }

    /// The end of 64 bytes or more from `start`, before an ASCII byte, so between two characters.
    fileprivate func endOfMixed(from start: Int) -> Int {
        var offset = Swift.min(start &+ 64, count)
        while offset < count, self[offset] > 0x7F { offset &+= 1 }
        return offset
    }

    private func hasHighs(in range: Range<Int>) -> Bool {
        var seen: UInt8 = 0
        for offset in range { seen |= self[offset] }
        return seen > 0x7F
    }
}
