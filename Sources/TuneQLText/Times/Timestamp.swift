/// A moment, in seconds since 1970 (UTC) and nanoseconds.
package struct Timestamp: Comparable, Sendable {
    /// Whole seconds since 1970, below 0 before.
    package var seconds: Int64
    /// The nanoseconds after the second, less than one billion.
    package var nanoseconds: Int64

    /// Makes a timestamp of its parts.
    package init(seconds: Int64, nanoseconds: Int64 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Reads all texts that have a position in the order of times.
    ///
    /// These are RFC 3339 and similar texts: parts of a date, times without seconds or without an
    /// offset, 24:00, any number of fraction digits, and days up to 31 in each month.
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
        return Calendar.days(year, month, day)
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

    /// Whether the left moment is earlier.
    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
