/// A number in a chart, with the text that people read.
package struct ChartNumber: Sendable, Hashable {
    /// The number, for positions; a large integer is rounded here and exact in the text.
    package let value: Double
    /// The number with separators between thousands, or with four digits when it is not whole.
    package let text: String

    /// A whole number.
    package init(_ integer: Int64) {
        value = Double(integer)
        text = (integer < 0 ? "-" : "") + Self.grouped(String(integer.magnitude))
    }

    /// Any number.
    package init(_ real: Double) {
        value = real
        text = Self.text(of: real)
    }

    private static func text(of real: Double) -> String {
        guard real.isFinite else { return real.isNaN ? "NaN" : real < 0 ? "-∞" : "∞" }
        if let whole = Int64(exactly: real), whole.magnitude < 1_000_000_000_000_000 {
            return ChartNumber(whole).text
        }
        let (digits, exponent) = significant(real.magnitude)
        let sign = real < 0 ? "-" : ""
        guard (-4..<15).contains(exponent) else {
            return sign + plain(digits, exponent: 0) + "e\(exponent)"
        }
        return sign + plain(digits, exponent: exponent)
    }

    /// Four digits of a positive number, and the power of ten of the first.
    private static func significant(_ number: Double) -> (digits: Int64, exponent: Int) {
        var (mantissa, exponent) = (number, 0)
        while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
        let digits = Int64((mantissa * 1000).rounded())
        return digits < 10_000 ? (digits, exponent) : (digits / 10, exponent + 1)
    }

    /// Four digits with the point behind the first, moved by the exponent.
    private static func plain(_ digits: Int64, exponent: Int) -> String {
        let digits = String(digits)
        if exponent >= 3 { return grouped(digits + String(repeating: "0", count: exponent - 3)) }
        guard exponent >= 0 else {
            return trimmed("0." + String(repeating: "0", count: -exponent - 1) + digits)
        }
        return trimmed("\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))")
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return String(text)
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
