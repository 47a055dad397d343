/// Measures how many requests a service admits per second, from one refusal to the next.
///
/// At a refusal, nothing is left of a quota. The requests admitted until the next refusal are what
/// was added to it in between, token by token or a whole window at once.
struct AdmissionRate: Sendable {
    /// The rate that a refusal shows.
    struct Estimate: Sendable {
        var rate: Double
        /// The upper bound of the rate: quota may have been lost while nothing was sent.
        var ceiling: Double
    }

    /// The number of requests that the last estimate counts; 0 before the first.
    private(set) var confidence = 0.0
    /// The rate shown by the refusals of the first burst, which were not sent at the same time.
    private(set) var guess = Double.infinity
    /// The time at which nothing was left of the quota.
    private var emptied = 0.0
    private var admitted = 0.0
    /// The time since then in which nothing was sent.
    private var idle = 0.0
    /// The send times of the last requests admitted without a break.
    private var recent: [Double] = []
    /// The number of requests admitted at once at the start: as many may be in stock.
    private var stock = 0.0
    private var rate = 0.0
    private var hasGrown = true
    /// The share by which the ceiling is believed; it shrinks each time.
    private var trust = 1.0

    /// The number of requests that show the present throughput.
    private static let manyRecent = 8
    /// A service that admits fewer requests at once is shallow; estimates from fewer show little.
    private static let shallow = 8.0
    /// The minimum time in seconds, and number of requests, for late refusals to show a rate.
    private static let minimumGuessTime = 0.1
    private static let minimumToGuess = 2.0
    /// A rate that exceeds the measured one by this factor has grown.
    private static let growth = 1.1
    /// The count used when no request was admitted, so that a rate is never zero.
    private static let minimumCount = 0.5
    /// The minimum time in seconds, used in place of a shorter one.
    private static let minimumTime = 1e-3
    /// The number of requests after which a measurement starts over.
    private static let minimumToRestart = 4.0
    /// The number of requests after which the throughput may replace the measurement.
    private static let minimumToReplace = 10.0
    /// The minimum share by which a ceiling is believed; the share is halved with each estimate.
    private static let minimumTrust = 0.1
    /// The minimum share of the time that counts, however long nothing was sent.
    private static let minimumBusyShare = 0.3
    /// The requests of an opening, and its minimum time in seconds, that show a rate at the start.
    private static let minimumInOpening = 2
    private static let minimumOpeningTime = 0.05

    /// Whether a service admits no more than a few requests at once.
    var isShallow: Bool { stock < Self.shallow }

    /// Begins with the first refusal, after this many requests were admitted.
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
        guard confidence == 0, admitted >= Self.minimumToGuess,
            sent > emptied + Self.minimumGuessTime
        else { return }
        guess = (admitted + 1) / (sent - emptied)
    }

    /// Records that requests are admitted again after a time without admissions.
    mutating func reopen(after closure: Double) {
        idle += closure
        recent = []
    }

    /// Records the rate at which requests are sent.
    mutating func recordGrowth(to rate: Double) {
        if rate > Self.growth * self.rate { hasGrown = true }
    }

    /// Whether enough was measured to replace an estimate from many requests.
    var isLong: Bool { admitted >= Self.shallow || confidence < Self.shallow }

    /// The estimate at a refusal, which begins the next measurement.
    ///
    /// - Parameters:
    ///   - sent: The time at which the refused request was sent.
    ///   - pace: The rate at which requests were sent; nil when there was none.
    ///   - open: The number of requests admitted since admissions began, and the time since then.
    /// - Returns: The estimate.
    mutating func estimate(
        at sent: Double,
        pace: Double?,
        open: (count: Int, time: Double)
    ) -> Estimate {
        let count = max(admitted, Self.minimumCount)
        let time = max(sent - emptied, Self.minimumTime)
        let isFirst = confidence == 0
        let ceiling = ceiling(count, time, isFirst ? open : nil)
        rate = count / time
        if let pace, hasGrown, let throughput,
            admitted >= Self.minimumToReplace,
            (throughput - rate) * time > stock
        {
            rate = min(throughput, pace)
            restart(at: sent)
        } else if count >= Self.minimumToRestart {
            restart(at: sent)
        }
        hasGrown = false
        confidence = count
        let believed = rate + max(0, ceiling - rate) * trust
        trust = max(Self.minimumTrust, trust / 2)
        return Estimate(rate: rate, ceiling: max(rate, min(believed, pace ?? .infinity)))
    }

    /// The upper bound of the rate.
    private func ceiling(
        _ count: Double,
        _ time: Double,
        _ open: (count: Int, time: Double)?
    ) -> Double {
        guard let open else { return (count + 1) / max(time - idle, Self.minimumBusyShare * time) }
        let ceiling = (count + 1) / time
        guard isShallow, open.count > Self.minimumInOpening else { return ceiling }
        let lately = Double(open.count) / max(Self.minimumOpeningTime, open.time)
        return max(ceiling, (ceiling * lately).squareRoot())
    }

    /// The rate of the last requests.
    ///
    /// When it is much higher than the measured one, more quota was lost than can be in stock.
    private var throughput: Double? {
        guard recent.count == Self.manyRecent, let first = recent.first, let last = recent.last
        else {
            return nil
        }
        return Double(recent.count - 1) / max(Self.minimumTime, last - first)
    }
}
