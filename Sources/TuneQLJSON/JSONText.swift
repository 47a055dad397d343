/// The grammar's smallest parts, shared by the tree parser, the page scanner and the writer.
package enum JSONText {
    /// Whether a byte is whitespace, which may separate tokens.
    package static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// The end of the number that starts at `start`; nil when there is none.
    package static func endOfNumber(in bytes: Span<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        let integer = bytes[start] == UInt8(ascii: "-") ? start &+ 1 : start
        var offset = bytes.endOfDigits(from: integer)
        guard offset > integer else { return nil }
        if bytes[integer] == UInt8(ascii: "0"), offset > integer &+ 1 { return nil }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
            let fraction = offset &+ 1
            offset = bytes.endOfDigits(from: fraction)
            guard offset > fraction else { return nil }
        }
        if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
            var exponent = offset &+ 1
            if exponent < bytes.count, bytes[exponent] == 0x2B || bytes[exponent] == 0x2D {
                exponent &+= 1
            }
            offset = bytes.endOfDigits(from: exponent)
            guard offset > exponent else { return nil }
        }
        return offset
    }

    /// Appends the unescaped text of a string literal.
    ///
    /// A lone surrogate becomes U+FFFD, since SQLite and terminals take only valid UTF-8.
    ///
    /// - Parameters:
    ///   - literal: The bytes between the quotes.
    ///   - output: The array that the text is appended to.
    ///   - base: The offset of the literal in its text, for errors.
    /// - Throws: ``JSONError`` for a malformed escape.
    package static func unescape(
        _ literal: Span<UInt8>,
        into output: inout [UInt8],
        from base: Int = 0
    ) throws(JSONError) {
        var offset = 0
        while true {
            let start = offset
            let backslash = UInt8(ascii: "\\")
            while offset < literal.count, literal[offset] != backslash { offset += 1 }
            output.append(copying: literal.extracting(start..<offset))
            guard offset < literal.count else { return }
            guard offset + 1 < literal.count else { throw JSONError(.badEscape, at: base + offset) }
            if literal[offset + 1] == UInt8(ascii: "u") {
                let scalar = try unicodeEscape(in: literal, at: &offset, base: base)
                output.append(contentsOf: String(Character(scalar)).utf8)
            } else if let plain = simpleEscape(literal[offset + 1]) {
                output.append(plain)
                offset += 2
            } else {
                throw JSONError(.badEscape, at: base + offset)
            }
        }
    }

    /// The byte that a backslash and a letter denote; nil when they are not an escape of one letter.
    package static func simpleEscape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// Reads `\uXXXX`, or two of these that form one scalar, and moves past them.
    private static func unicodeEscape(
        in literal: Span<UInt8>,
        at offset: inout Int,
        base: Int
    ) throws(JSONError) -> Unicode.Scalar {
        guard let high = hexadecimal(in: literal, at: offset + 2) else {
            throw JSONError(.badEscape, at: base + offset)
        }
        offset += 6
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, offset + 1 < literal.count, literal[offset] == UInt8(ascii: "\\"),
            literal[offset + 1] == UInt8(ascii: "u"),
            let low = hexadecimal(in: literal, at: offset + 2), (0xDC00...0xDFFF).contains(low)
        else { return "\u{FFFD}" }
        offset += 6
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    /// The value of the four hexadecimal digits at `start`.
    static func hexadecimal(in bytes: Span<UInt8>, at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for offset in start..<start + 4 {
            guard let digit = Character(Unicode.Scalar(bytes[offset])).hexDigitValue,
                bytes[offset] < 0x80
            else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
