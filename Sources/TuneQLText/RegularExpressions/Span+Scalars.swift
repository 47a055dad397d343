/// Characters of UTF-8 text; each byte that belongs to none counts as one.
extension Span where Element == UInt8 {
    /// The character at an offset, and where the next one starts; nil at the end.
    @inline(__always)
    func scalar(at offset: Int) -> (value: UInt32, next: Int)? {
        guard offset < count else { return nil }
        let first = self[offset]
        if first < 0x80 { return (UInt32(first), offset + 1) }
        return longScalar(at: offset, first)
    }

    private func longScalar(at offset: Int, _ first: UInt8) -> (value: UInt32, next: Int) {
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first < 0xF5, offset + length <= count else {
            return (0xFFFD, offset + 1)
        }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for index in offset + 1..<offset + length {
            guard self[index] & 0xC0 == 0x80 else { return (0xFFFD, offset + 1) }
            value = value << 6 | UInt32(self[index] & 0x3F)
        }
        return (value, offset + length)
    }

    /// The character that ends at an offset; nil at the start.
    func scalar(before offset: Int) -> UInt32? {
        var start = offset - 1
        while start > 0, start > offset - 4, self[start] & 0xC0 == 0x80 { start -= 1 }
        return start < 0 ? nil : scalar(at: start)?.value
    }
}
