import TuneQLText

extension String {
    /// Whether SQL reads it as a number and it is probably not meant as text, unlike `007`.
    var isPlainNumber: Bool {
        let digits = utf8.drop { $0 == UInt8(ascii: "-") }
        let isPadded =
            digits.first == UInt8(ascii: "0") && digits.dropFirst().first?.isDigit == true
        if digits.starts(with: "0x".utf8) || digits.starts(with: "0X".utf8) {
            return UInt64(String(digits.dropFirst(2)) ?? "", radix: 16) != nil
        }
        return withWholeFraction.isNumber && isExact && !isPadded
    }

    /// The number with a 0 where a digit is omitted before or after the point, as SQL allows.
    private var withWholeFraction: String {
        if hasPrefix(".") { return "0" + self }
        if hasPrefix("-.") { return "-0" + dropFirst() }
        return hasSuffix(".") ? self + "0" : self
    }

    /// Whether it has a fraction or an exponent, or is an integer that SQL does not round.
    var isExact: Bool {
        Int64(self) != nil || utf8.contains { !$0.isDigit && $0 != UInt8(ascii: "-") }
    }

    /// Whether it is a number in JSON, and therefore also in SQL.
    var isNumber: Bool {
        var rest = utf8[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        guard rest.removeDigits() else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard rest.removeDigits() else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
                rest.removeFirst()
            }
            guard rest.removeDigits() else { return false }
        }
        return rest.isEmpty
    }
}

extension Substring.UTF8View {
    /// Removes the leading digits and returns whether there were any.
    fileprivate mutating func removeDigits() -> Bool {
        let before = count
        self = drop { $0.isDigit }
        return count < before
    }
}
