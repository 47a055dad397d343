/// Reads the numbers of a timestamp.
struct DigitReader {
    private var offset = 0

    func isAtEnd(_ text: Span<UInt8>) -> Bool { offset == text.count }

    mutating func accept(_ character: Unicode.Scalar, in text: Span<UInt8>) -> Bool {
        guard offset < text.count, text[offset] == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    /// A number of exactly `digits` digits, at most 18.
    mutating func number(digits: Int, in text: Span<UInt8>) -> Int64? {
        let end = offset + digits
        guard end <= text.count else { return nil }
        var value: Int64 = 0
        for index in offset..<end {
            let digit = text[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        offset = end
        return value
    }

    /// The next digit, if there is one.
    mutating func digit(in text: Span<UInt8>) -> Int64? {
        guard offset < text.count, text[offset].isDigit else { return nil }
        offset += 1
        return Int64(text[offset - 1] &- 0x30)
    }

    /// Nanoseconds; digits beyond the ninth are read and dropped, those beyond a limit refused.
    mutating func fraction(in text: Span<UInt8>, limit: Int = .max) -> Int64? {
        var value: Int64 = 0
        var count = 0
        while let digit = digit(in: text) {
            if count < 9 { value = value * 10 + digit }
            count += 1
        }
        guard count > 0, count <= limit else { return nil }
        for _ in min(count, 9)..<9 { value *= 10 }
        return value
    }

    /// The offset from UTC in seconds; none is UTC.
    mutating func utcOffset(in text: Span<UInt8>) -> Int64? {
        if isAtEnd(text) || accept("Z", in: text) || accept("z", in: text) { return 0 }
        let sign: Int64 = accept("-", in: text) ? -1 : accept("+", in: text) ? 1 : 0
        guard sign != 0, let hours = number(digits: 2, in: text) else { return nil }
        _ = accept(":", in: text)
        guard let minutes = number(digits: 2, in: text) else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
