/// Texts in quotes, with the escapes of Python.
enum EscapedText {
    /// The text that some bytes between quotes stand for.
    static func reading(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var output: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
                output.append(byte)
                continue
            }
            if let scalar = scalar(escape, &rest) {
                output += Array(String(Character(scalar)).utf8)
            } else if escape != 0x0A {
                output += [byte, escape]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static let simple: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "n"): "\n", UInt8(ascii: "t"): "\t", UInt8(ascii: "r"): "\r",
        UInt8(ascii: "'"): "'", UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\",
        UInt8(ascii: "a"): "\u{7}", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}",
        UInt8(ascii: "v"): "\u{B}",
    ]

    /// The character of an escape; nil for what is none.
    private static func scalar(_ escape: UInt8, _ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar?
    {
        if let known = simple[escape] { return known }
        let length: Int
        switch escape {
        case UInt8(ascii: "x"): length = 2
        case UInt8(ascii: "u"): length = 4
        case UInt8(ascii: "U"): length = 8
        default: return nil
        }
        let digits = String(decoding: rest.prefix(length), as: UTF8.self)
        guard digits.utf8.count == length, let code = UInt32(digits, radix: 16),
            let scalar = Unicode.Scalar(code)
        else { return nil }
        rest = rest.dropFirst(length)
        return scalar
    }
}
