/// Measures how many requests a service admits in a second, from one refusal to the next.
///
/// At a refusal nothing is left of a quota. The requests admitted until the next refusal are what was added
/// to it in between, token by token or a window's worth at once.
struct AdmissionRate: Sendable {
    /// The rate that a refusal shows.
    struct Estimate: Sendable {
        var rate: Double
        /// What the rate is at most: some of the quota may have been lost while nothing was sent.
        var ceiling: Double
    }

    /// The number of requests that the last estimate counts; 0 before the first.
    private(set) var confidence = 0.0
    /// The rate that the refusals of the first burst show, which were not sent at the same time.
    private(set) var guess = Double.infinity
    /// When nothing was left of the quota.
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

    /// The requests from which the present throughput is read off.
    private static let manyRecent = 8
    /// A service that admits fewer requests at once is shallow; an estimate of fewer tells little.
    private static let shallow = 8.0
    /// The least time in seconds, and number of requests, by which late refusals show a rate.
    private static let shortestGuess = 0.1
    private static let fewestToGuess = 2.0
    /// A rate that exceeds the measured one by this factor has grown.
    private static let growth = 1.1
    /// Counted for no admitted request, so that a rate is never zero.
    private static let leastCount = 0.5
    /// Seconds; a shorter time is taken for this.
    private static let leastTime = 1e-3
    /// The requests after which a measurement starts anew.
    private static let fewestToRestart = 4.0
    /// The requests after which the throughput may replace the measurement.
    private static let fewestToReplace = 10.0
    /// The share by which a ceiling is believed at least; it is halved with each estimate.
    private static let leastTrust = 0.1
    /// The share of the time that counts at least, however long nothing was sent.
    private static let leastBusyShare = 0.3
    /// The requests of an opening, and its least time in seconds, that show a rate at the start.
    private static let fewestInOpening = 2
    private static let shortestOpening = 0.05

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

    /// Records an admitted request.
    mutating func admit(sentAt sent: Double) {
        if sent >= emptied { admitted += 1 }
        recent.append(sent)
        if recent.count > Self.manyRecent { recent.removeFirst() }
    }

    /// Records a refused request that was sent before the first refusal was known.
    mutating func refuseLate(sentAt sent: Double) {
        guard confidence == 0, admitted >= Self.fewestToGuess,
            sent > emptied + Self.shortestGuess
        else { return }
        guess = (admitted + 1) / (sent - emptied)
    }

    /// Records that requests are admitted again after a time without admissions.
    mutating func reopen(after closure: Double) {
        idle += closure
        recent = []
    }

    /// Records the rate at which requests go out.
    mutating func noteGrowth(to rate: Double) {
        if rate > Self.growth * self.rate { hasGrown = true }
    }

    /// Whether enough was measured to replace a better estimate.
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
        let count = max(admitted, Self.leastCount)
        let time = max(sent - emptied, Self.leastTime)
        let isFirst = confidence == 0
        let ceiling = ceiling(count, time, isFirst ? open : nil)
        rate = count / time
        if let pace, hasGrown, let throughput,
            admitted >= Self.fewestToReplace,
            (throughput - rate) * time > stock
        {
            rate = min(throughput, pace)
            restart(at: sent)
        } else if count >= Self.fewestToRestart {
            restart(at: sent)
        }
        hasGrown = false
        confidence = count
        let believed = rate + max(0, ceiling - rate) * trust
        trust = max(Self.leastTrust, trust / 2)
        return Estimate(rate: rate, ceiling: max(rate, min(believed, pace ?? .infinity)))
    }

    /// What the rate is at most.
    private func ceiling(
        _ count: Double,
        _ time: Double,
        _ open: (count: Int, time: Double)?
    ) -> Double {
        guard let open else { return (count + 1) / max(time - idle, Self.leastBusyShare * time) }
        let ceiling = (count + 1) / time
        guard isShallow, open.count > Self.fewestInOpening else { return ceiling }
        let lately = Double(open.count) / max(Self.shortestOpening, open.time)
        return max(ceiling, (ceiling * lately).squareRoot())
    }

    /// The rate of the last requests; more was lost than can be in stock when it is much higher than the
    /// measured one.
    private var throughput: Double? {
        guard recent.count == Self.manyRecent, let first = recent.first, let last = recent.last
        else {
            return nil
        }
        return Double(recent.count - 1) / max(Self.leastTime, last - first)
    }
}
