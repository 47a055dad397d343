import TuneQLText

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
    /// A number of seconds in nanoseconds.
    static func seconds(_ seconds: Int) -> Int64 { Int64(seconds) * 1_000_000_000 }
}

extension Duration {
    /// The whole of the duration in nanoseconds.
    var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}

extension Instant {
    /// The instant as RFC 3339 in UTC, with 0, 3, 6 or 9 fraction digits as it needs.
    var text: String {
        let rest = nanoseconds % .seconds(1)
        let fraction = rest < 0 ? rest + .seconds(1) : rest
        let seconds = (nanoseconds - fraction) / .seconds(1)
        return Timestamp(seconds: seconds, nanoseconds: fraction).text
    }

    /// Reads RFC 3339, or a date alone as its midnight.
    init?(_ text: String) {
        guard let time = Timestamp(text, .dateOrComplete), abs(time.seconds) < 9_000_000_000
        else { return nil }
        self.init(nanoseconds: time.seconds * .seconds(1) + time.nanoseconds)
    }
}
