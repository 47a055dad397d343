/// The limits of one scope: configured ones, and those learned from its responses.
struct QuotaLevel: Sendable {
    var pace = AdaptivePace()
    private var bucket: TokenBucket?
    private var concurrency: Int?
    private var latency = LatencyWatch()
    private var underWay = 0

    init(_ limit: QuotaLimit? = nil) {
        bucket = limit?.rate.map { TokenBucket(rate: $0, burst: limit?.burst ?? $0) }
        concurrency = limit?.concurrency
    }

    /// The time of the next request; nil when a response has to come first.
    func opening(_ now: Duration) -> Duration? {
        guard underWay < width ?? .max,
            let opening = pace.opening(now, underWay: underWay)
        else { return nil }
        return max(opening, bucket?.opening(now) ?? opening)
    }

    /// The maximum number of requests under way; nil means any number.
    var width: Int? {
        [concurrency, latency.limit, pace.width].compactMap(\.self).min()
    }

    /// The requests sent per second; nil means any number.
    var rate: Double? {
        guard let known = bucket?.rate else { return pace.rate }
        return min(known, pace.rate ?? known)
    }

    /// Whether a new level would behave in the same way.
    func isIdle(_ now: Duration) -> Bool {
        underWay == 0 && pace.isFree && latency.limit == nil && bucket?.isFull(now) ?? true
            && (pace.opening(now, underWay: 0) ?? .zero) <= now
    }

    /// Records that a request is being sent; returns whether it is a probe.
    mutating func send(_ now: Duration) -> Bool {
        defer { underWay += 1 }
        bucket?.send(now)
        return pace.send(now, underWay: underWay)
    }

    /// Records that a response has arrived, or that none will.
    mutating func end() { underWay -= 1 }

    /// Records a response that was not a refusal.
    mutating func admit(sentAt sent: Duration, kind: String, _ now: Duration) {
        pace.admit(sentAt: sent)
        latency.record(now - sent, kind: kind, underWay: underWay + 1)
    }

    /// Records that a request was refused because there were too many.
    mutating func refuse(sentAt sent: Duration, pause: Duration, _ now: Duration) {
        pace.refuse(sentAt: sent, now)
        if pause > .zero { pace.pause(until: now + pause) }
    }

    /// Whether nothing was admitted for so long that waiting further is pointless.
    var isHopeless: Bool {
        pace.refusals >= Self.maximumRefusals && pace.closedTime >= Self.maximumWait
    }

    private static let maximumRefusals = 5
    /// Quotas that waiting restores count minutes at most.
    private static let maximumWait = Duration.seconds(60)
}
