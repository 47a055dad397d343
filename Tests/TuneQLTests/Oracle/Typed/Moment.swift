import TestSupport

/// A moment that rows and literals spell in several ways.
struct Moment {
    let seconds: Int
    let nanoseconds: Int

    /// Moments that lie close together, and some whose texts sort elsewhere in another offset.
    static let all: [Moment] = {
        let evening = 1_780_257_600  // 2026-05-31T20:00:00Z
        let midnight = 1_780_185_600  // 2026-05-31T00:00:00Z
        let newYear = 1_767_225_600  // 2026-01-01T00:00:00Z
        return [
            (evening, 0), (evening, 1), (evening, 500_000_000), (evening - 1, 999_000_000),
            (evening - 7200, 0), (evening + 7200, 0), (evening + 1800, 0), (midnight, 0),
            (midnight + 86_400, 0), (midnight - 1, 999_999_999), (newYear, 0), (newYear - 1800, 0),
        ].map { Moment(seconds: $0.0, nanoseconds: $0.1) }
    }()

    var normalized: String { InstantText.spelled(seconds, nanoseconds) }

    /// A spelling as services send it.
    func spelling(_ random: inout SplitMix64) -> String {
        if isMidnight, random.chance(30) { return InstantText.parts(of: seconds).date }
        let offset = random.pick([0, 0, 0, 120, -330, 840, -720])
        let (date, time) = InstantText.parts(of: seconds + offset * 60)
        let hours =
            "\(InstantText.digits(abs(offset) / 60, 2)):\(InstantText.digits(abs(offset) % 60, 2))"
        let zone =
            offset == 0
            ? random.pick(["Z", "Z", "Z", "z", "+00:00", "-00:00"])
            : (offset < 0 ? "-" : "+") + hours
        return "\(date)\(random.pick(["T", "T", "T", "t"]))\(time)\(fraction(&random))\(zone)"
    }

    /// A spelling as a user types it.
    func typed(_ random: inout SplitMix64) -> String {
        guard random.chance(25) else { return spelling(&random) }
        let (date, time) = InstantText.parts(of: seconds)
        let isShort = nanoseconds == 0 && time.hasSuffix(":00") && random.chance(40)
        return "\(date) \(isShort ? String(time.dropLast(3)) : time + fraction(&random))"
    }

    /// Whether it is the start of a day, in UTC.
    var isMidnight: Bool { seconds % 86_400 == 0 && nanoseconds == 0 }

    /// No digits, or three, six or nine of them; as many as are needed.
    private func fraction(_ random: inout SplitMix64) -> String {
        let digits = InstantText.digits(nanoseconds, 9)
        let needed = nanoseconds == 0 ? 0 : nanoseconds % 1_000_000 == 0 ? 3 : 9
        let count = random.pick([0, 3, 6, 9].filter { $0 >= needed })
        return count == 0 ? "" : ".\(digits.prefix(count))"
    }
}
