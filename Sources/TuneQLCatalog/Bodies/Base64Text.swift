/// Bytes as JSON carries them (RFC 4648).
package enum Base64Text {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    package static func encoded(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 3 * 4 + 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * (3 - group.count))
            for index in 0..<4 {
                let value = Int(word >> UInt32(18 - 6 * index) & 0x3F)
                output.append(index <= group.count ? alphabet[value] : UInt8(ascii: "="))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether text is base64, in either alphabet, with padding or without.
    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        let digits = bytes.dropLast(padding)
        return padding <= 2 && digits.count % 4 != 1
            && (padding == 0 || bytes.count % 4 == 0)
            && digits.allSatisfy { alphabet.contains($0) || $0 == 0x2D || $0 == 0x5F }
    }

    /// The bytes that a text spells, in either alphabet, with padding or without; nil for others.
    package static func decoded(_ text: String) -> [UInt8]? {
        guard isValid(text) else { return nil }
        var bytes: [UInt8] = []
        var word: UInt32 = 0
        var bitCount: UInt32 = 0
        for digit in text.utf8.compactMap(value) {
            word = word << 6 | digit
            bitCount += 6
            guard bitCount >= 8 else { continue }
            bitCount -= 8
            bytes.append(UInt8(word >> bitCount & 0xFF))
            word &= 1 << bitCount - 1
        }
        return bytes
    }

    /// What a digit counts; nil for padding.
    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: alphabet.firstIndex(of: byte).map { UInt32($0) }
        }
    }
}
