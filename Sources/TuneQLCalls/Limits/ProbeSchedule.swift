/// When single requests find out whether a service admits requests again.
///
/// A service that has been admitting at a known rate is asked again after doubling gaps. Of one that nothing is known of
/// many requests are asked in the first second, then few, at times behind the ends of usual windows.
struct ProbeSchedule: Sendable {
    /// The second of the next one.
    private(set) var time: Double
    private var gap: Double
    /// Since when nothing is admitted.
    private var closed: Double
    /// The times that follow the first second, from the beginning of the first window.
    private var windowEnds: [Double] = []

    private static let longestGap = 32.0
    private static let shortestGap = 0.1
    /// Where not even one request was admitted.
    private static let firstGap = 0.5
    /// Where few are admitted in a window, it may be one of a second.
    private static let few = [1.2, 2.05, 5.1, 10.1, 30.2, 61, 121]
    /// Windows last ten seconds, half a minute or a minute.
    private static let some = [1.6, 5.1, 10.1, 18, 30.2, 61, 121]
    /// Where many are admitted in a window some more do no harm.
    private static let many = [1.2, 2.05, 3.5, 5.1, 7.5, 10.1, 15, 20, 30.2, 45, 61, 90, 121]
    private static let someAdmitted = 16..<100
    /// Windows that began earlier are not ended by an even number of seconds.
    private static let earliest = 20.0

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
        time = max(now + 0.05, end)
    }

    /// Plans the next request after one that was refused.
    mutating func refuse(_ now: Double) {
        gap = min(gap * 2, Self.longestGap)
        time = now + gap
        guard time > closed + 1, !windowEnds.isEmpty else { return }
        time = windowEnds.first { $0 > now + 0.02 } ?? now + Self.longestGap
    }

    /// Plans the next request after one that got no answer.
    mutating func retry(_ now: Double) { time = now + gap }
}
