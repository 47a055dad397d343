import Glibc

/// One spelling for each moment: what makes times of different spelling comparable as texts.
enum InstantText {
    /// `2026-05-31T20:00:00.000000000Z`; nil when the text is no time.
    static func normalized(_ text: String) -> String? {
        var reader = Reader(rest: Array(text.utf8)[...])
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
            reader.skip("-"), let day = reader.number(2)
        else { return nil }
        var time = tm()
        time.tm_year = Int32(year) - 1900
        time.tm_mon = Int32(month) - 1
        time.tm_mday = Int32(day)
        var nanoseconds = 0
        var offset = 0
        if !reader.rest.isEmpty {
            guard reader.skip("Tt "), let hour = reader.number(2), reader.skip(":"),
                let minute = reader.number(2)
            else { return nil }
            time.tm_hour = Int32(hour)
            time.tm_min = Int32(minute)
            if reader.skip(":") {
                guard let second = reader.number(2) else { return nil }
                time.tm_sec = Int32(second)
                if reader.skip(".") { nanoseconds = reader.fraction() }
            }
            guard let known = reader.offset(), reader.rest.isEmpty else { return nil }
            offset = known
        }
        return spelled(timegm(&time) - offset, nanoseconds)
    }

    static func spelled(_ seconds: Int, _ nanoseconds: Int) -> String {
        let (date, time) = parts(of: seconds)
        return "\(date)T\(time).\(digits(nanoseconds, 9))Z"
    }

    /// The date and the time of day, in UTC.
    static func parts(of seconds: Int) -> (date: String, time: String) {
        var seconds = seconds
        var time = tm()
        gmtime_r(&seconds, &time)
        let date = [
            (Int(time.tm_year) + 1900, 4), (Int(time.tm_mon) + 1, 2), (Int(time.tm_mday), 2),
        ]
        let clock = [time.tm_hour, time.tm_min, time.tm_sec].map { (Int($0), 2) }
        return (
            date.map { digits($0.0, $0.1) }.joined(separator: "-"),
            clock.map { digits($0.0, $0.1) }.joined(separator: ":")
        )
    }

    static func digits(_ value: Int, _ count: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        /// Steps over one of the characters.
        mutating func skip(_ characters: String) -> Bool {
            guard let first = rest.first, characters.utf8.contains(first) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(_ count: Int) -> Int? {
            guard rest.count >= count,
                let value = Int(String(decoding: rest.prefix(count), as: UTF8.self))
            else { return nil }
            rest.removeFirst(count)
            return value
        }

        mutating func fraction() -> Int {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            let text = String(decoding: digits, as: UTF8.self) + "000000000"
            return Int(text.prefix(9)) ?? 0
        }

        /// Seconds; none is UTC.
        mutating func offset() -> Int? {
            if rest.isEmpty || skip("Zz") { return 0 }
            let sign = rest.first == UInt8(ascii: "-") ? -1 : 1
            guard skip("+-"), let hours = number(2), skip(":"), let minutes = number(2) else {
                return nil
            }
            return sign * (hours * 3600 + minutes * 60)
        }
    }
}
