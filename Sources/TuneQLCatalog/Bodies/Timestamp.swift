/// The forms of text that stand for a time or a length of time.
package enum Timestamp {
    /// Whether text is a time of RFC 3339 that exists.
    package static func isValid(_ text: String) -> Bool {
        var rest = text.utf8[...]
        guard let year = number(&rest, 4), accept(&rest, "-"), let month = number(&rest, 2),
            accept(&rest, "-"), let day = number(&rest, 2),
            accept(&rest, "T") || accept(&rest, "t"),
            let hour = number(&rest, 2), accept(&rest, ":"), let minute = number(&rest, 2),
            accept(&rest, ":"), let second = number(&rest, 2), fraction(&rest), offset(&rest)
        else { return false }
        return (1...12).contains(month) && day >= 1 && day <= days(in: month, of: year)
            && hour < 24 && minute < 60 && second <= 60
    }

    /// Whether text is seconds as proto JSON writes them: `1.5s`.
    package static func isDuration(_ text: String) -> Bool {
        var rest = text.utf8[...]
        _ = accept(&rest, "-")
        let digits = rest.prefix(while: isDigit)
        guard !digits.isEmpty, digits.count <= 12 else { return false }
        rest = rest.dropFirst(digits.count)
        return fraction(&rest) && accept(&rest, "s") && rest.isEmpty
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }

    private static func accept(_ rest: inout Substring.UTF8View, _ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: scalar) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func number(_ rest: inout Substring.UTF8View, _ count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy(isDigit) else { return nil }
        rest = rest.dropFirst(count)
        return Int(String(Substring(digits)))
    }

    /// Nothing, or a point and up to nine digits.
    private static func fraction(_ rest: inout Substring.UTF8View) -> Bool {
        guard accept(&rest, ".") else { return true }
        let digits = rest.prefix(while: isDigit)
        rest = rest.dropFirst(digits.count)
        return (1...9).contains(digits.count)
    }

    private static func offset(_ rest: inout Substring.UTF8View) -> Bool {
        if accept(&rest, "Z") || accept(&rest, "z") { return rest.isEmpty }
        guard accept(&rest, "+") || accept(&rest, "-"), let hour = number(&rest, 2),
            accept(&rest, ":"), let minute = number(&rest, 2)
        else { return false }
        return hour < 24 && minute < 60 && rest.isEmpty
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
