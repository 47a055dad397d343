/// Base64 (RFC 4648): one decoder for both alphabets, and an encoder for each.
package enum Base64 {
    /// How bytes are written.
    package enum Variant: Sendable {
        /// With `+` and `/`, and with padding.
        case standard
        /// With `-` and `_`, and without padding, as in web tokens.
        case url
    }

    static let standardDigits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    static let urlDigits = Array(standardDigits.dropLast(2)) + Array("-_".utf8)

    /// The text of some bytes.
    package static func encoded(_ bytes: [UInt8], as variant: Variant = .standard) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 3 * 4 + 4)
        append(bytes.span, to: &output, as: variant)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the text of some bytes.
    package static func append(
        _ bytes: Span<UInt8>,
        to output: inout [UInt8],
        as variant: Variant = .standard
    ) {
        let digits = variant == .standard ? standardDigits : urlDigits
        let rest = bytes.count % 3
        for start in stride(from: 0, to: bytes.count - rest, by: 3) {
            let word =
                Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
            output.append(digits[word >> 18])
            output.append(digits[word >> 12 & 63])
            output.append(digits[word >> 6 & 63])
            output.append(digits[word & 63])
        }
        guard rest > 0 else { return }
        let high = Int(bytes[bytes.count - rest]) << 16
        let word = rest == 2 ? high | Int(bytes[bytes.count - 1]) << 8 : high
        for place in 0...rest { output.append(digits[word >> (18 - 6 * place) & 63]) }
        if variant == .standard { output += repeatElement(UInt8(ascii: "="), count: 3 - rest) }
    }
}
