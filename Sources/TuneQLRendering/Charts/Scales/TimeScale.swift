import TuneQLText

/// Round steps of time, and times as people read them, in UTC.
package enum TimeScale {
    private static let steps: [Double] = [
        1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800,
        604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000,
    ]

    /// Times inside of a range with their labels, at most `count`.
    static func ticks(
        from low: Double,
        to high: Double,
        count: Int
    ) -> [(time: Double, label: String)] {
        guard low < high, count > 0 else { return [] }
        let longest = steps[steps.count - 1]
        let step =
            steps.first { ($0 * Double(count)) >= high - low }
            ?? ((high - low) / Double(count) / longest).rounded(.up) * longest
        var (ticks, time): ([(Double, String)], Double) = ([], (low / step).rounded(.up) * step)
        while time <= high, ticks.count < count {
            ticks.append((time, label(time, step: step)))
            time += step
        }
        return ticks
    }

    /// A date for steps of days, a time of day for shorter ones.
    private static func label(_ time: Double, step: Double) -> String {
        let text = text(time)
        if step >= 86_400 { return String(text.prefix(10)) }
        if step < 60 { return String(text.dropFirst(11).prefix(8)) }
        let clock = String(text.dropFirst(11).prefix(5))
        return clock == "00:00" ? String(text.dropFirst(5).prefix(5)) : clock
    }

    /// `2026-05-31 18:59`.
    package static func minute(_ time: Double) -> String {
        let text = text(time)
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
    }

    private static func text(_ time: Double) -> String {
        Timestamp(seconds: Int64(exactly: time.rounded(.down)) ?? 0).text
    }

    /// `1 h 20 min`, `45 min`, `30 s`, `12 d`.
    package static func duration(_ seconds: Double) -> String {
        let seconds = Int(exactly: max(0, min(seconds, 1e12)).rounded()) ?? 0
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600, seconds / 60)
        if days >= 10 { return "\(days) d" }
        if days > 0 { return joined(days, "d", hours % 24, "h") }
        if hours > 0 { return joined(hours, "h", minutes % 60, "min") }
        if minutes >= 10 { return "\(minutes) min" }
        return minutes > 0 ? joined(minutes, "min", seconds % 60, "s") : "\(seconds) s"
    }

    private static func joined(_ many: Int, _ large: String, _ few: Int, _ small: String) -> String
    {
        few == 0 ? "\(many) \(large)" : "\(many) \(large) \(few) \(small)"
    }
}
