/// Decodes RFC 4648 text that lies in the program, one copy and no checks beyond the alphabet.
enum Base64 {
    /// The bytes that the text stands for; nil when it is not base64 with its padding.
    static func decoded(_ text: StaticString) -> [UInt8]? {
        let count = text.utf8CodeUnitCount
        guard count > 0, count % 4 == 0 else { return count == 0 ? [] : nil }
        let source = UnsafeBufferPointer(start: text.utf8Start, count: count)
        let padding = source.suffix(2).count { $0 == UInt8(ascii: "=") }
        var isValid = true
        let table = values
        let bytes = [UInt8](unsafeUninitializedCapacity: count / 4 * 3) { output, written in
            var seen: UInt32 = 0
            table.withUnsafeBufferPointer { table in
                for group in 0..<count / 4 {
                    var word: UInt32 = 0
                    for index in group * 4..<group * 4 + 4 {
                        let value = table[Int(source[index])]
                        seen |= value
                        word = word << 6 | value & 0x3F
                    }
                    output[group * 3] = UInt8(truncatingIfNeeded: word >> 16)
                    output[group * 3 + 1] = UInt8(truncatingIfNeeded: word >> 8)
                    output[group * 3 + 2] = UInt8(truncatingIfNeeded: word)
                }
            }
            isValid = seen < 0x40
            written = count / 4 * 3 - padding
        }
        return isValid ? bytes : nil
    }

    /// The value of each byte: 64 for those outside the alphabet, 0 for padding.
    private static let values: [UInt32] = {
        var values = [UInt32](repeating: 0x40, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { values[Int(byte)] = UInt32(value) }
        values[Int(UInt8(ascii: "="))] = 0
        return values
    }()
}
