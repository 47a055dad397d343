extension Base64 {
    /// The bytes of a text in either alphabet, with all of its padding or none; nil for other texts.
    ///
    /// Proto JSON reads bytes in the same way. Line breaks and blanks are not accepted, and the
    /// unused bits of the last digit are ignored.
    package static func decoded(_ text: Span<UInt8>) -> [UInt8]? {
        guard let count = digitCount(text) else { return nil }
        return text.withUnsafeBufferPointer { decoded($0[..<count]) }
    }

    /// The bytes of a text; nil when it is not base64.
    package static func decoded(_ text: String) -> [UInt8]? {
        decoded(text.utf8.span)
    }

    /// The bytes of a text embedded in the program, without copying the text.
    package static func decoded(_ text: StaticString) -> [UInt8]? {
        text.withUTF8Buffer { decoded($0.span) }
    }

    /// The number of digits before the padding; nil for a number that no text can have.
    private static func digitCount(_ text: Span<UInt8>) -> Int? {
        let padding = UInt8(ascii: "=")
        var count = text.count
        while count > 0, text.count - count < 2, text[count - 1] == padding { count -= 1 }
        let isComplete = count == text.count || text.count % 4 == 0
        return isComplete && count % 4 != 1 ? count : nil
    }

    private static func decoded(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]? {
        let digits = UnsafeBufferPointer(rebasing: digits)
        let size = digits.count / 4 * 3 + max(digits.count % 4 - 1, 0)
        var seen: UInt32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { output, written in
            values.withUnsafeBufferPointer { values in
                for group in 0..<digits.count / 4 {
                    var word: UInt32 = 0
                    for index in group * 4..<group * 4 + 4 {
                        let value = values[Int(digits[index])]
                        seen |= value
                        word = word << 6 | value & 63
                    }
                    output[group * 3] = UInt8(truncatingIfNeeded: word >> 16)
                    output[group * 3 + 1] = UInt8(truncatingIfNeeded: word >> 8)
                    output[group * 3 + 2] = UInt8(truncatingIfNeeded: word)
                }
                seen |= decode(digits, from: digits.count & ~3, to: output, values)
            }
            written = size
        }
        return seen < invalid ? bytes : nil
    }

    /// Decodes the last two or three digits, if any remain after whole groups.
    private static func decode(
        _ digits: UnsafeBufferPointer<UInt8>,
        from start: Int,
        to output: UnsafeMutableBufferPointer<UInt8>,
        _ values: UnsafeBufferPointer<UInt32>
    ) -> UInt32 {
        var word: UInt32 = 0
        var seen: UInt32 = 0
        for index in start..<digits.count {
            let value = values[Int(digits[index])]
            seen |= value
            word |= (value & 63) << (18 - 6 * UInt32(index - start))
        }
        for index in start / 4 * 3..<output.count {
            output[index] = UInt8(truncatingIfNeeded: word >> 16)
            word <<= 8
        }
        return seen
    }

    /// The value for a byte that is not a digit.
    private static let invalid: UInt32 = 64

    /// The value of each byte as a digit of either alphabet.
    private static let values: [UInt32] = {
        var values = [UInt32](repeating: invalid, count: 256)
        for digits in [standardDigits, urlDigits] {
            for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt32(value) }
        }
        return values
    }()
}
