extension Timestamp {
    /// The parts of RFC 3339 that a text must have.
    package enum Form: Sendable {
        /// All texts that have a position in the order of times.
        case any
        /// A complete date, alone or with a complete time.
        case dateOrComplete
        /// A date that exists, a time with seconds, up to nine fraction digits, and an offset.
        ///
        /// Proto JSON and Google's services read times in this form.
        case complete
    }

    /// Reads a text of one form; nil for all others.
    package init?(_ text: String, _ form: Form = .any) {
        let bytes = text.utf8.span
        self.init(bytes)
        switch form {
        case .any: break
        case .dateOrComplete where Self.isDate(bytes): break
        case .dateOrComplete, .complete: if !Self.isComplete(bytes) { return nil }
        }
    }

    /// Whether a readable text is only a date, and one that exists.
    private static func isDate(_ text: Span<UInt8>) -> Bool {
        text.count == 10 && text[7] == UInt8(ascii: "-") && hasDay(text)
    }

    /// Whether a readable text has all parts, within their limits.
    private static func isComplete(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 20, text[7] == UInt8(ascii: "-"), text[10] | 0x20 == UInt8(ascii: "t"),
            text[16] == UInt8(ascii: ":"), number(text, 11) < 24, hasDay(text)
        else { return false }
        var end = 19
        if text[end] == UInt8(ascii: ".") {
            end += 1
            while end < text.count, (0x30...0x39).contains(text[end]) { end += 1 }
            guard end - 20 <= 9 else { return false }
        }
        guard end < text.count else { return false }
        if text[end] | 0x20 == UInt8(ascii: "z") { return true }
        return text.count == end + 6 && text[end + 3] == UInt8(ascii: ":")
            && number(text, end + 1) < 24 && number(text, end + 4) < 60
    }

    /// Whether the day exists in its month.
    private static func hasDay(_ text: Span<UInt8>) -> Bool {
        let year = number(text, 0) * 100 + number(text, 2)
        return number(text, 8) <= Calendar.length(ofMonth: number(text, 5), in: year)
    }

    /// The number of two digits.
    private static func number(_ text: Span<UInt8>, _ start: Int) -> Int64 {
        Int64(text[start] - 0x30) * 10 + Int64(text[start + 1] - 0x30)
    }
}
