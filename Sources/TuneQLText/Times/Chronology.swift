/// The order of RFC 3339 timestamps as instants, whatever their fraction digits and offsets.
///
/// A date alone, or a date and time without offset, counts as UTC. The empty text comes first, as it does
/// among bytes; other texts that are no timestamps come after all that are, in the order of their bytes.
package enum Chronology {
    package static let collationName = "chronological"

    package static func order(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
        switch (Instant(left), Instant(right)) {
        case (let left?, let right?): left == right ? 0 : left < right ? -1 : 1
        case (_?, nil): right.isEmpty ? 1 : -1
        case (nil, _?): left.isEmpty ? -1 : 1
        case (nil, nil): bytewise(left, right)
        }
    }

    private static func bytewise(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return left.count - right.count
    }
}

/// A moment, in seconds since 1970 and nanoseconds.
package struct Instant: Comparable, Sendable {
    package var seconds: Int64
    package var nanoseconds: Int64

    package init?(_ text: Span<UInt8>) {
        var reader = DigitReader()
        guard let days = Self.date(in: text, &reader) else { return nil }
        seconds = days * 86_400
        nanoseconds = 0
        if reader.isAtEnd(text) { return }
        guard
            reader.accept("T", in: text) || reader.accept("t", in: text)
                || reader.accept(" ", in: text),
            let time = Self.time(in: text, &reader),
            let offset = reader.utcOffset(in: text), reader.isAtEnd(text)
        else { return nil }
        seconds += time.seconds - offset
        nanoseconds = time.nanoseconds
    }

    /// `2026`, `2026-11` or `2026-11-25`, in days since 1970.
    private static func date(in text: Span<UInt8>, _ reader: inout DigitReader) -> Int64? {
        guard let year = reader.number(digits: 4, in: text) else { return nil }
        let month = reader.accept("-", in: text) ? reader.number(digits: 2, in: text) : 1
        guard let month, (1...12).contains(month) else { return nil }
        let day = reader.accept("-", in: text) ? reader.number(digits: 2, in: text) : 1
        guard let day, (1...31).contains(day) else { return nil }
        return days(year, month, day)
    }

    /// `13:09`, `13:09:34` or `13:09:34.5`, from midnight.
    private static func time(
        in text: Span<UInt8>,
        _ reader: inout DigitReader
    ) -> (seconds: Int64, nanoseconds: Int64)? {
        guard let hour = reader.number(digits: 2, in: text), reader.accept(":", in: text),
            let minute = reader.number(digits: 2, in: text), hour <= 24, minute < 60
        else { return nil }
        guard reader.accept(":", in: text) else { return (hour * 3600 + minute * 60, 0) }
        guard let second = reader.number(digits: 2, in: text), second <= 60 else { return nil }
        let seconds = hour * 3600 + minute * 60 + second
        guard reader.accept(".", in: text) else { return (seconds, 0) }
        return reader.fraction(in: text).map { (seconds, $0) }
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// The days from 1970-01-01 to a date of the Gregorian calendar.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }
}

/// Reads the numbers of a timestamp.
private struct DigitReader {
    private var offset = 0

    func isAtEnd(_ text: Span<UInt8>) -> Bool { offset == text.count }

    mutating func accept(_ character: Unicode.Scalar, in text: Span<UInt8>) -> Bool {
        guard offset < text.count, text[offset] == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    mutating func number(digits: Int, in text: Span<UInt8>) -> Int64? {
        guard offset + digits <= text.count else { return nil }
        var value: Int64 = 0
        for index in offset..<offset + digits {
            guard (0x30...0x39).contains(text[index]) else { return nil }
            value = value * 10 + Int64(text[index] - 0x30)
        }
        offset += digits
        return value
    }

    /// Nanoseconds; digits beyond the ninth are read and dropped.
    mutating func fraction(in text: Span<UInt8>) -> Int64? {
        var value: Int64 = 0
        var count = 0
        while let digit = number(digits: 1, in: text) {
            if count < 9 { value = value * 10 + digit }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 9)..<9 { value *= 10 }
        return value
    }

    /// The offset from UTC in seconds; none is UTC.
    mutating func utcOffset(in text: Span<UInt8>) -> Int64? {
        if isAtEnd(text) || accept("Z", in: text) || accept("z", in: text) { return 0 }
        let sign: Int64 = accept("-", in: text) ? -1 : accept("+", in: text) ? 1 : 0
        guard sign != 0, let hours = number(digits: 2, in: text) else { return nil }
        _ = accept(":", in: text)
        guard let minutes = number(digits: 2, in: text) else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
