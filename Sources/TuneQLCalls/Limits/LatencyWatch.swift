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

    private static let fewRequests = 8
    private static let least = 4
    private static let most = 64
    private static let risenRatio = 4.0
    private static let sunkRatio = 2.0
    /// Below this it may as well be our own machine that is busy.
    private static let noticeableExcess = Duration.milliseconds(400)

    package init() {}

    /// Takes note of what an answer took.
    ///
    /// - Parameters:
    ///   - duration: From the request to the end of the answer.
    ///   - kind: Calls of one kind take about as long.
    ///   - count: How many requests were under way.
    package mutating func note(_ duration: Duration, kind: String, underWay count: Int) {
        let usual = max(learn(duration, kind), .milliseconds(1))
        ratio = ratio * 0.9 + (duration / usual) * 0.1
        excess = excess * 0.9 + (duration - usual) * 0.1
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

    /// What is usual: it sinks fast and rises slowly.
    private mutating func learn(_ duration: Duration, _ kind: String) -> Duration {
        guard let known = usual[kind] else {
            usual[kind] = duration
            return duration
        }
        let learned = known + (duration - known) * (duration < known ? 0.2 : 0.002)
        usual[kind] = learned
        return learned
    }
}
