/// The times at which single requests find out whether a service admits requests again.
///
/// A service whose rate is known is probed after gaps that double. One that nothing is known of is probed often in
/// the first second, then seldom, just after the ends of usual windows.
struct ProbeSchedule: Sendable {
    /// The second of the next one.
    private(set) var time: Double
    private var gap: Double
    /// Since when nothing is admitted.
    private var closed: Double
    /// The times that follow the first second, from the beginning of the first window.
    private var windowEnds: [Double] = []

    /// Seconds.
    private static let longestGap = 32.0
    private static let shortestGap = 0.1
    /// Where not even one request was admitted.
    private static let firstGap = 0.5
    /// Seconds; where few are admitted in a window, it may be one of a second.
    private static let few = [1.2, 2.05, 5.1, 10.1, 30.2, 61, 121]
    /// Windows last ten seconds, half a minute or a minute.
    private static let some = [1.6, 5.1, 10.1, 18, 30.2, 61, 121]
    /// Where many are admitted in a window, some more probes do no harm.
    private static let many = [1.2, 2.05, 3.5, 5.1, 7.5, 10.1, 15, 20, 30.2, 45, 61, 90, 121]
    private static let someAdmitted = 16..<100
    /// Seconds; windows that began earlier do not end after an even number of seconds.
    private static let earliest = 20.0
    /// Seconds to a time at which a window is expected to end, at least.
    private static let shortestWait = 0.05
    /// Seconds by which a probe has to follow the last one.
    private static let leastStep = 0.02

    /// Makes a schedule of doubling gaps.
    init(gap: Double, now: Double) {
        self.gap = gap
        closed = now
        time = now + gap
    }

    /// Makes a schedule for a service that nothing is known of but how many requests it has admitted since a time.
    init(admitted: Int, since start: Double, closed: Double, now: Double) {
        self.init(
            gap: admitted == 0 ? Self.firstGap : min(Self.shortestGap, 1 / Double(admitted)),
            now: now
        )
        let ends =
            switch admitted {
            case 0: Self.many
            case Self.someAdmitted: Self.some
            default: admitted < Self.someAdmitted.lowerBound ? Self.few : Self.many
            }
        let origin = now - start > Self.earliest ? now : start
        self.closed = closed
        windowEnds = ends.map { origin + $0 }
    }

    /// Makes a schedule that begins at a time, when a window is expected to end.
    init(expecting end: Double, gap: Double, now: Double) {
        self.init(gap: gap, now: now)
        time = max(now + Self.shortestWait, end)
    }

    /// Plans the next request after one that was refused.
    mutating func refuse(_ now: Double) {
        gap = min(gap * 2, Self.longestGap)
        time = now + gap
        guard time > closed + 1, !windowEnds.isEmpty else { return }
        time = windowEnds.first { $0 > now + Self.leastStep } ?? now + Self.longestGap
    }

    /// Plans the next request after one that got no answer.
    mutating func retry(_ now: Double) { time = now + gap }
}
