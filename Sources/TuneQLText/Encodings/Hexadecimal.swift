/// Bytes and numbers as hexadecimal digits.
package enum Hexadecimal {
    /// The digits of some bytes, in lower case.
    package static func encoded(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(2 * bytes.count)
        append(bytes.span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the digits of some bytes, in lower case.
    package static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        for index in bytes.indices {
            output.append(digit(bytes[index] >> 4))
            output.append(digit(bytes[index] & 0xF))
        }
    }

    /// The digits of a number in lower case, padded with zeros to a number of digits.
    package static func text(_ number: UInt32, digits count: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
    }

    /// The number that digits spell, in either case; nil for a sign, other characters, or no digit.
    package static func number(_ digits: some Sequence<UInt8>) -> UInt32? {
        var number: UInt32?
        for digit in digits {
            guard let value = value(of: digit), number ?? 0 <= .max >> 4 else { return nil }
            number = (number ?? 0) << 4 | UInt32(value)
        }
        return number
    }

    /// The digit of a value below 16.
    static func digit(_ value: UInt8, inUpperCase: Bool = false) -> UInt8 {
        value < 10 ? 0x30 + value : (inUpperCase ? 0x37 : 0x57) + value
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}
