/// Lowers the number of requests under way when responses take several times as long as usual.
///
/// The usual time is remembered for each kind of call, since a page of a list takes longer than one
/// row. A service that is only slow, or whose pages are large, does not count: the time has to rise.
package struct LatencyWatch: Sendable {
    /// The maximum number of requests under way; nil means any number.
    package private(set) var limit: Int?
    private var usual: [String: Duration] = [:]
    /// The time of responses as a multiple of the usual time, smoothed.
    private var ratio = 1.0
    /// The time by which responses exceed the usual time, smoothed.
    private var excess: Duration = .zero
    private var samples = 0

    /// The number of requests under way below which it is not lowered.
    private static let fewRequests = 8
    /// The range of limits; above it there is no limit.
    private static let minimumLimit = 4
    private static let maximumLimit = 64
    /// The weights of the old value and of a new response in a smoothed value.
    private static let inertia = 0.9
    private static let weight = 0.1
    /// The rates at which the usual time follows a shorter response, and a longer one.
    private static let sinking = 0.2
    private static let rising = 0.002
    /// The multiples of the usual time at which responses have risen, and are usual again.
    private static let risenRatio = 4.0
    private static let sunkRatio = 2.0
    /// A smaller excess may result from a busy local machine.
    private static let noticeableExcess = Duration.milliseconds(400)

    package init() {}

    /// Records the time that a response took.
    ///
    /// - Parameters:
    ///   - duration: The time from the request to the end of the response.
    ///   - kind: The kind of call; those of one kind take about as long.
    ///   - count: The number of requests that were under way.
    package mutating func record(_ duration: Duration, kind: String, underWay count: Int) {
        let usual = max(learn(duration, kind), .milliseconds(1))
        ratio = ratio * Self.inertia + (duration / usual) * Self.weight
        excess = excess * Self.inertia + (duration - usual) * Self.weight
        samples += 1
        if isRisen, count >= Self.fewRequests, samples >= 2 * count {
            limit = max(Self.minimumLimit, min(limit ?? count, count) * 3 / 4)
            samples = 0
        } else if let limit, ratio < Self.sunkRatio, samples >= limit {
            self.limit =
                limit + max(1, limit / 4) > Self.maximumLimit ? nil : limit + max(1, limit / 4)
            samples = 0
        }
    }

    private var isRisen: Bool {
        ratio > Self.risenRatio && excess > Self.noticeableExcess
    }

    /// Updates the usual time of a kind, which sinks fast and rises slowly.
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
