/// A point in time, in nanoseconds since 1970 (UTC); enough until the year 2262.
struct Instant: Sendable, Hashable, Comparable {
    var nanoseconds: Int64

    static func < (a: Instant, b: Instant) -> Bool { a.nanoseconds < b.nanoseconds }

    static func + (instant: Instant, nanoseconds: Int64) -> Instant {
        Instant(nanoseconds: instant.nanoseconds &+ nanoseconds)
    }

    /// The instant with the digits of its fraction beyond `digits` cut off.
    func truncated(toDigits digits: Int) -> Instant {
        let unit: Int64 = [1_000_000_000, 1_000_000, 1_000, 1][min(digits / 3, 3)]
        return Instant(nanoseconds: nanoseconds - nanoseconds % unit)
    }
}

extension Int64 {
    /// The nanoseconds of so many seconds.
    static func seconds(_ seconds: Int) -> Int64 { Int64(seconds) * 1_000_000_000 }
}

extension Duration {
    /// The whole of the duration in nanoseconds.
    var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}

// The calendar: days are counted from 1970-03-01-based years, in eras of 400 years.
extension Instant {
    /// The instant as RFC 3339 in UTC, with 0, 3, 6 or 9 fraction digits as it needs.
    var text: String {
        let (days, second) = nanoseconds.quotientAndRemainder(dividingBy: .seconds(86_400))
        let (date, rest) = second < 0 ? (days - 1, second + .seconds(86_400)) : (days, second)
        let (year, month, day) = Self.civil(days: Int(date))
        let seconds = Int(rest / 1_000_000_000)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(30)
        bytes.append(number: year, width: 4, then: "-")
        bytes.append(number: month, width: 2, then: "-")
        bytes.append(number: day, width: 2, then: "T")
        bytes.append(number: seconds / 3600, width: 2, then: ":")
        bytes.append(number: seconds / 60 % 60, width: 2, then: ":")
        Self.append(second: seconds % 60, fraction: Int(rest % 1_000_000_000), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(second: Int, fraction: Int, to bytes: inout [UInt8]) {
        guard fraction != 0 else { return bytes.append(number: second, width: 2, then: "Z") }
        bytes.append(number: second, width: 2, then: ".")
        if fraction % 1_000_000 == 0 {
            bytes.append(number: fraction / 1_000_000, width: 3, then: "Z")
        } else if fraction % 1_000 == 0 {
            bytes.append(number: fraction / 1_000, width: 6, then: "Z")
        } else {
            bytes.append(number: fraction, width: 9, then: "Z")
        }
    }

    private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    /// Reads RFC 3339 with any number of fraction digits up to nine and any offset.
    init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        guard let year = bytes.number(4), bytes.accept("-"), let month = bytes.number(2),
            bytes.accept("-"), let day = bytes.number(2), (1...12).contains(month),
            (1...31).contains(day)
        else { return nil }
        var seconds = Self.days(year: year, month: month, day: day) * 86_400
        var fraction: Int64 = 0
        if !bytes.isEmpty {
            guard bytes.accept("T") || bytes.accept("t") || bytes.accept(" "),
                let time = bytes.time(), let part = bytes.fraction(), let offset = bytes.offset()
            else { return nil }
            seconds += time - offset
            fraction = part
        }
        guard bytes.isEmpty, abs(seconds) < 9_000_000_000 else { return nil }
        self.init(nanoseconds: Int64(seconds) * 1_000_000_000 + fraction)
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: Int, width: Int, then character: Unicode.Scalar) {
        var unit = 1
        for _ in 1..<width { unit *= 10 }
        while unit > 0 {
            append(0x30 + UInt8(number / unit % 10))
            unit /= 10
        }
        append(UInt8(ascii: character))
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard first == UInt8(ascii: character) else { return false }
        removeFirst()
        return true
    }

    fileprivate mutating func number(_ width: Int) -> Int? {
        guard count >= width, prefix(width).allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        defer { removeFirst(width) }
        return Int(String(decoding: prefix(width), as: UTF8.self))
    }

    fileprivate mutating func time() -> Int? {
        guard let hour = number(2), accept(":"), let minute = number(2), accept(":"),
            let second = number(2), hour < 24, minute < 60, second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    fileprivate mutating func fraction() -> Int64? {
        guard accept(".") else { return 0 }
        let digits = prefix { (0x30...0x39).contains($0) }
        guard (1...9).contains(digits.count), let value = number(digits.count) else { return nil }
        return (digits.count..<9).reduce(Int64(value)) { value, _ in value * 10 }
    }

    fileprivate mutating func offset() -> Int? {
        if accept("Z") || accept("z") { return 0 }
        let sign = accept("-") ? -1 : accept("+") ? 1 : 0
        guard sign != 0, let hour = number(2), accept(":"), let minute = number(2) else {
            return nil
        }
        return sign * (hour * 3600 + minute * 60)
    }
}
