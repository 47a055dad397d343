/// The times of single requests that test whether a service admits requests again.
///
/// A service whose rate is known is probed after gaps that double. A service of which nothing is
/// known is probed often in the first second, then seldom, just after the usual ends of windows.
struct ProbeSchedule: Sendable {
    /// The time of the next probe, in seconds.
    private(set) var time: Double
    private var gap: Double
    /// The time since which nothing is admitted.
    private var closed: Double
    /// The times of probes after the first second, just after the usual ends of windows.
    private var windowEnds: [Double] = []

    /// Seconds.
    private static let maximumGap = 32.0
    private static let minimumGap = 0.1
    /// The gap in seconds when not even one request was admitted.
    private static let firstGap = 0.5
    /// Seconds; when a window admits few requests, it may be as short as a second.
    private static let few = [1.2, 2.05, 5.1, 10.1, 30.2, 61, 121]
    /// Seconds; a window that admits more lasts ten seconds, half a minute or a minute.
    private static let some = [1.6, 5.1, 10.1, 18, 30.2, 61, 121]
    /// Seconds; when a window admits many requests, a few more probes do no harm.
    private static let many = [1.2, 2.05, 3.5, 5.1, 7.5, 10.1, 15, 20, 30.2, 45, 61, 90, 121]
    private static let someAdmitted = 16..<100
    /// Seconds; windows that began earlier do not end after a round number of seconds.
    private static let earliest = 20.0
    /// The minimum number of seconds until a window is expected to end.
    private static let minimumWait = 0.05
    /// The minimum number of seconds between probes.
    private static let minimumStep = 0.02

    /// Makes a schedule of doubling gaps.
    init(gap: Double, now: Double) {
        self.gap = gap
        closed = now
        time = now + gap
    }

    /// Makes a schedule for a service of which only the number of admitted requests is known.
    init(admitted: Int, since start: Double, closed: Double, now: Double) {
        self.init(
            gap: admitted == 0 ? Self.firstGap : min(Self.minimumGap, 1 / Double(admitted)),
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

    /// Makes a schedule that begins when a window is expected to end.
    init(expecting end: Double, gap: Double, now: Double) {
        self.init(gap: gap, now: now)
        time = max(now + Self.minimumWait, end)
    }

    /// Plans the next probe after one that was refused.
    mutating func refuse(_ now: Double) {
        gap = min(gap * 2, Self.maximumGap)
        time = now + gap
        guard time > closed + 1, !windowEnds.isEmpty else { return }
        time = windowEnds.first { $0 > now + Self.minimumStep } ?? now + Self.maximumGap
    }

    /// Plans the next probe after one without a response.
    mutating func retry(_ now: Double) { time = now + gap }
}
