/// Lowers the number of requests under way when answers take several times as long as they used to.
///
/// What an answer usually takes is remembered for each kind of call, since a page of a list takes
/// longer than one row. A service that is only slow, or whose pages are large, is no reason: the time has to rise.
package struct LatencyWatch: Sendable {
    /// How many requests may be under way; nil is any number.
    package private(set) var limit: Int?
    private var usual: [String: Duration] = [:]
    /// How many times the usual answers take now, smoothed.
    private var ratio = 1.0
    /// By how much answers take longer than usual, smoothed.
    private var excess: Duration = .zero
    private var samples = 0

    /// With fewer requests under way, their number is not lowered.
    private static let fewRequests = 8
    /// The range of limits; above it there is none.
    private static let least = 4
    private static let most = 64
    /// How much of the old value a smoothed one keeps with each answer, and how much of the new one it takes.
    private static let inertia = 0.9
    private static let weight = 0.1
    /// How fast the usual time follows an answer that is shorter, and one that is longer.
    private static let sinking = 0.2
    private static let rising = 0.002
    /// How many times the usual the answers take when they have risen, and when they are usual again.
    private static let risenRatio = 4.0
    private static let sunkRatio = 2.0
    /// A smaller excess may come from a busy machine of our own.
    private static let noticeableExcess = Duration.milliseconds(400)

    package init() {}

    /// Records how long an answer took.
    ///
    /// - Parameters:
    ///   - duration: From the request to the end of the answer.
    ///   - kind: Calls of one kind take about as long.
    ///   - count: How many requests were under way.
    package mutating func note(_ duration: Duration, kind: String, underWay count: Int) {
        let usual = max(learn(duration, kind), .milliseconds(1))
        ratio = ratio * Self.inertia + (duration / usual) * Self.weight
        excess = excess * Self.inertia + (duration - usual) * Self.weight
        samples += 1
        if isRisen, count >= Self.fewRequests, samples >= 2 * count {
            limit = max(Self.least, min(limit ?? count, count) * 3 / 4)
            samples = 0
        } else if let limit, ratio < Self.sunkRatio, samples >= limit {
            self.limit = limit + max(1, limit / 4) > Self.most ? nil : limit + max(1, limit / 4)
            samples = 0
        }
    }

    private var isRisen: Bool {
        ratio > Self.risenRatio && excess > Self.noticeableExcess
    }

    /// The usual time of a kind, which sinks fast and rises slowly.
    private mutating func learn(_ duration: Duration, _ kind: String) -> Duration {
        guard let known = usual[kind] else {
            usual[kind] = duration
            return duration
        }
        let learned = known + (duration - known) * (duration < known ? Self.sinking : Self.rising)
        usual[kind] = learned
        return learned
    }
}
