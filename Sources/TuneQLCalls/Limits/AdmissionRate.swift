/// Measures how many requests a service admits in a second, from one refusal to the next.
///
/// At a refusal nothing is left of a quota. What is admitted until the next refusal is what was added to it in
/// between, be it token by token or a window's worth at once.
struct AdmissionRate: Sendable {
    /// What is known at a refusal.
    struct Estimate: Sendable {
        var rate: Double
        /// It may be as much, since a part of the quota may have been lost while nothing was sent.
        var ceiling: Double
    }

    /// How many requests the last estimate counts; 0 before the first.
    private(set) var confidence = 0.0
    /// The rate that the refusals of the first storm tell, which were not sent at the same time.
    private(set) var guess = Double.infinity
    /// When nothing was left.
    private var emptied = 0.0
    private var admitted = 0.0
    /// How long nothing was sent since then.
    private var idle = 0.0
    /// When the requests were sent that were admitted last, without a break.
    private var recent: [Double] = []
    /// How many requests were admitted at once in the beginning: as many may be in stock.
    private var stock = 0.0
    private var rate = 0.0
    private var hasGrown = true
    /// How far the ceiling is believed; less each time.
    private var trust = 1.0

    private static let manyRecent = 8
    private static let shallow = 8.0

    /// Whether a service admits no more than a few requests at once.
    var isShallow: Bool { stock < Self.shallow }

    /// Begins with the first refusal, after so many requests were admitted.
    mutating func begin(at sent: Double, admitted count: Int) {
        self = AdmissionRate()
        stock = Double(count)
        emptied = sent
    }

    /// Begins a new measurement with a refusal.
    mutating func restart(at sent: Double) {
        emptied = sent
        admitted = 0
        idle = 0
    }

    /// Takes note of an admitted request.
    mutating func admit(sentAt sent: Double) {
        if sent >= emptied { admitted += 1 }
        recent.append(sent)
        if recent.count > Self.manyRecent { recent.removeFirst() }
    }

    /// Takes note of a refused request that was sent before the first refusal was known.
    mutating func refuseLate(sentAt sent: Double) {
        guard confidence == 0, admitted >= 2, sent > emptied + 0.1 else { return }
        guess = (admitted + 1) / (sent - emptied)
    }

    /// Takes note that requests are admitted again after nothing was for a time.
    mutating func reopen(after closure: Double) {
        idle += closure
        recent = []
    }

    /// Takes note of the rate at which requests go out.
    mutating func noteGrowth(to rate: Double) {
        if rate > 1.1 * self.rate { hasGrown = true }
    }

    /// Whether there is enough for an estimate that replaces a better one.
    var isLong: Bool { admitted >= Self.shallow || confidence < Self.shallow }

    /// The estimate at a refusal, which begins the next measurement.
    ///
    /// - Parameters:
    ///   - sent: When the refused request was sent.
    ///   - pace: The rate at which requests went out; nil when there was none.
    ///   - open: How many requests were admitted since requests are, and for how long.
    /// - Returns: The estimate.
    mutating func estimate(
        at sent: Double,
        pace: Double?,
        open: (count: Int, time: Double)
    ) -> Estimate {
        let count = max(admitted, 0.5)
        let time = max(sent - emptied, 1e-3)
        let isFirst = confidence == 0
        let ceiling = ceiling(count, time, isFirst ? open : nil)
        rate = count / time
        if let pace, hasGrown, let throughput, admitted >= 10,
            (throughput - rate) * time > stock
        {
            rate = min(throughput, pace)
            restart(at: sent)
        } else if count >= 4 {
            restart(at: sent)
        }
        hasGrown = false
        confidence = count
        let believed = rate + max(0, ceiling - rate) * trust
        trust = max(0.1, trust / 2)
        return Estimate(rate: rate, ceiling: max(rate, min(believed, pace ?? .infinity)))
    }

    /// What the rate is at most.
    private func ceiling(
        _ count: Double,
        _ time: Double,
        _ open: (count: Int, time: Double)?
    ) -> Double {
        guard let open else { return (count + 1) / max(time - idle, 0.3 * time) }
        let ceiling = (count + 1) / time
        guard isShallow, open.count > 2 else { return ceiling }
        let lately = Double(open.count) / max(0.05, open.time)
        return max(ceiling, (ceiling * lately).squareRoot())
    }

    /// The rate of the last requests; more was lost than can be in stock when it is much higher than the
    /// measured one.
    private var throughput: Double? {
        guard recent.count == Self.manyRecent, let first = recent.first, let last = recent.last
        else {
            return nil
        }
        return Double(recent.count - 1) / max(1e-3, last - first)
    }
}
