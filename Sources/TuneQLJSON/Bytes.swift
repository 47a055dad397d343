extension Span where Element == UInt8 {
    /// The first offset from `start` on whose byte is `one`, `other` or below 0x20, or `count`.
    ///
    /// `one` and `other` must be ASCII.
    package func firstStop(_ one: UInt8, _ other: UInt8, from start: Int) -> Int {
        let (ones, others) = (JSONWord.ones &* UInt64(one), JSONWord.ones &* UInt64(other))
        var offset = start
        while offset &+ 8 <= count {
            let stops = JSONWord.stops(word(at: offset), ones, others)
            guard stops == 0 else { return offset &+ JSONWord.first(stops) }
            offset &+= 8
        }
        while offset < count {
            let byte = self[offset]
            guard byte >= 0x20, byte != one, byte != other else { break }
            offset &+= 1
        }
        return offset
    }

    /// The first offset from `start` on whose byte is not a digit, or `count`.
    @inline(__always)
    func endOfDigits(from start: Int) -> Int {
        var offset = start
        while offset < count, self[offset] &- 0x30 < 10 { offset &+= 1 }
        return offset
    }
}

extension [UInt8] {
    /// Appends a copy of all bytes.
    package mutating func append(copying bytes: Span<UInt8>) {
        // A span is not a sequence, and byte by byte is ten times slower.
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
