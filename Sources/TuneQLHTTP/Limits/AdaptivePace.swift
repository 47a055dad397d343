/// How fast requests may follow one another where a service has refused some, learned from its answers.
///
/// While nothing is refused there is no pace. After a refusal single requests find out when some are admitted
/// again. Then the number under way doubles from 2 with each round. How the next refusal comes
/// tells how the service counts: by a rate, by windows of time, or how many are under way.
///
/// Times are counted from any fixed moment. It decides only; who sends and waits is elsewhere.
struct AdaptivePace: Sendable {
    /// How a service counts, as far as its answers tell.
    private enum Model {
        /// Not at all.
        case free
        /// Tokens that come back, so many in a second; the ceiling is nil before a refusal has measured them.
        case paced(Double, ceiling: Double?)
        /// So many in a time; nil where the time was all that was seen.
        case windowed(QuotaWindow)
        /// So many at a time.
        case crowded(Int)
    }

    private var model = Model.free
    /// When nothing has been admitted since; nil while requests are.
    private var closed: Double?
    private var probes = ProbeSchedule(gap: 1, now: 0)
    /// Whether the one request is under way that finds out whether requests are admitted again.
    private var isProbing = false
    /// How many refusals there were one after another, those of one storm counted once.
    private(set) var refusals = 0
    /// Requests that were sent before belong to a storm that is known.
    private var known = -1.0
    /// How many may be under way while their number doubles; nil is any number.
    private var round: Int?
    private var next = 0.0
    /// Until when the service has asked to wait.
    private(set) var pausedUntil: Duration = .zero
    /// Whether the service says how long to wait: what it admits then came back in that time, and tells
    /// little of how much it would admit at once.
    private var namesWaits = false

    /// Since when requests are admitted, and how many were.
    private var start = 0.0
    private var admitted = 0
    private var lastSent: Double?
    private var lastRefused = -Double.infinity
    private var reopened = 0.0
    private var lost = 0.0

    private var measure = AdmissionRate()
    private var credit = RefusalCredit()
    /// Refusals after so few requests that they tell little.
    private var strikes = 0
    /// How often something looked like a window and was none.
    private var doubts = 0
    /// Whether a service may count how many requests are under way.
    private var mayBeCrowded = true
    /// When the requests were sent that were admitted last, while nothing was known.
    private var lately: [Double] = []
    /// When the first refused request of a storm was sent, and how long its answer took.
    private var storm = (sent: 0.0, roundTrip: 0.0)

    /// Since when the pace is as it is, and how many requests it has admitted.
    private var raised = 0.0
    private var verified = 0
    /// How often it was raised without a refusal.
    private var streak = 0

    private static let growth = [1.05, 1.1, 1.25, 1.6, 2, 2.5]
    /// A pace above, or a larger number under way, is as good as none.
    private static let fastest = 1_000.0
    private static let widest = 64
    /// Below what was measured, so that nothing is refused for being early.
    private static let margin = 0.96
    private static let forgetting = 60.0
    private static let lowestRate = 1.0 / 60

    init() {}
}

// MARK: - What holds now

extension AdaptivePace {
    /// The requests in a second; nil is any number.
    var rate: Double? {
        guard case .paced(let rate, _) = model else { return nil }
        return rate
    }

    /// How many requests may be under way; nil is any number.
    var width: Int? {
        guard case .crowded(let width) = model else { return round }
        return min(width, round ?? width)
    }

    /// Whether nothing is known that keeps requests back.
    var isFree: Bool {
        guard closed == nil, case .free = model else { return false }
        return true
    }

    /// From the first to the last of the refusals one after another.
    var closedTime: Duration { .seconds(closed.map { max(0, known - $0) } ?? 0) }

    /// When the next request may be sent; nil when the answer to one that is under way decides.
    func opening(_ now: Duration, underWay: Int) -> Duration? {
        guard !isProbing else { return nil }
        guard closed == nil else { return max(.seconds(probes.time), pausedUntil) }
        guard underWay < width ?? .max else { return nil }
        switch model {
        case .free, .crowded: return pausedUntil
        case .paced: return max(.seconds(next), pausedUntil)
        case .windowed(let window):
            let width = window.width(admitted: admitted, underWay: underWay)
            return underWay < width ?? .max ? pausedUntil : nil
        }
    }
}

// MARK: - Sending

extension AdaptivePace {
    /// Takes note of a request that is being sent; the answer says whether it is a probe.
    mutating func send(_ now: Duration, underWay: Int) -> Bool {
        let now = now / .seconds(1)
        forget(now)
        guard closed == nil else {
            isProbing = true
            return true
        }
        switch model {
        case .free:
            if lastSent.map({ now - $0 > 1 }) ?? true { (start, admitted) = (now, 0) }
            lastSent = now
        case .paced(let rate, let ceiling):
            if now - next < 0.5 / rate { raise(rate, ceiling, now) }
            let interval = 1 / (self.rate ?? .infinity)
            next = max(next, now - interval / 4) + interval
        case .windowed(let window):
            if window.length > 0, now - start >= window.length { (start, admitted) = (now, 0) }
        case .crowded(let width):
            if underWay + 1 >= width { widen(width, now) }
        }
        return false
    }

    /// Holds requests back until a time.
    mutating func pause(until time: Duration) {
        pausedUntil = max(pausedUntil, time)
        namesWaits = true
    }

    /// Gives the limit up when the last refusal is long ago.
    private mutating func forget(_ now: Double) {
        guard !isFree, closed == nil else { return }
        var period = 0.0
        if case .windowed(let window) = model { period = window.length }
        if now - max(lastRefused, reopened) > max(Self.forgetting, 3 * period) { free(now) }
    }

    private mutating func free(_ now: Double) {
        model = .free
        round = nil
        (start, admitted) = (now, 0)
        lastSent = now
        mayBeCrowded = true
        namesWaits = false
        doubts = 0
        streak = 0
    }

    /// Tries a higher rate when this one has held; who doesn't use it up proves nothing.
    private mutating func raise(_ rate: Double, _ ceiling: Double?, _ now: Double) {
        guard let ceiling else {
            guard Double(verified) >= max(3, rate / 2) else { return }
            let growth = namesWaits ? 1.1 : measure.isShallow ? 1.4 : 1.2
            return pace(rate * growth, nil, now)
        }
        guard rate >= 0.9 * ceiling else {
            if verified >= 4 { pace(min(rate * 1.1, 0.9 * ceiling), ceiling, now) }
            return
        }
        guard Double(verified) >= max(4, 0.3 * rate), canTry(now) else { return }
        let raised = rate * Self.growth[min(streak, Self.growth.count - 1)]
        streak += 1
        if raised > Self.fastest { free(now) } else { pace(raised, ceiling, now) }
    }

    /// Tries to have more requests under way when these have been admitted three times over.
    private mutating func widen(_ width: Int, _ now: Double) {
        guard verified >= 3 * width, canTry(now) else { return }
        let factor = [1, 1, 1.2, 1.5, 2][min(streak, 4)]
        let wider = Int(Double(width) * factor) + 1
        streak += 1
        mark(now)
        if wider > Self.widest { free(now) } else { model = .crowded(wider) }
    }

    /// Whether a refusal may be risked, for which as much time as the last one took may be lost again.
    private func canTry(_ now: Double) -> Bool {
        streak > 0 || credit.allowsTrial && now - reopened > 10 * lost
    }

    private mutating func pace(_ rate: Double, _ ceiling: Double?, _ now: Double) {
        model = .paced(max(Self.lowestRate, rate), ceiling: ceiling)
        mark(now)
    }

    private mutating func mark(_ now: Double) {
        raised = now
        verified = 0
    }
}

// MARK: - Admitted

extension AdaptivePace {
    /// Takes note that a request was admitted, whatever became of it then.
    mutating func admit(sentAt sent: Duration) {
        let sent = sent / .seconds(1)
        if case .free = model {
            lately.append(sent)
            if lately.count > 2 * Self.widest { lately.removeFirst(Self.widest) }
        }
        guard !isFree else {
            admitted += 1
            return
        }
        credit.admit(sentAt: sent)
        measure.admit(sentAt: sent)
        if closed != nil, sent >= known { return reopen(sent) }
        admitted += 1
        guard closed == nil else { return }
        if sent >= raised { verified += 1 }
        if let count = round { round = count >= Self.widest ? nil : count + 1 }
        if case .windowed(let window) = model, window.isRefuted(by: admitted) {
            model = .windowed(QuotaWindow(count: 0))
        }
    }

    /// Requests are admitted again.
    private mutating func reopen(_ sent: Double) {
        let closure = sent - (closed ?? sent)
        let before = (admitted: admitted, start: start)
        closed = nil
        isProbing = false
        lost = closure
        reopened = sent
        measure.reopen(after: closure)
        (start, admitted) = (sent, 1)
        round = 2
        mark(sent)
        resume(after: closure, before, sent)
        if let rate { next = sent + 1 / rate }
    }

    /// Goes on with what is known, and what the time without admissions tells.
    private mutating func resume(
        after closure: Double,
        _ before: (admitted: Int, start: Double),
        _ sent: Double
    ) {
        let wasAtOnce = refusals <= 1
        let passed = sent - before.start
        switch model {
        case .crowded(let old) where wasAtOnce:
            model = .crowded(max(1, old - 1))
            round = nil
        case .crowded:
            pace(Double(before.admitted) / max(0.1, passed) * 0.9, nil, sent)
        case .windowed(var window):
            window.begin(length: passed, refused: wasAtOnce ? 0 : lastRefused - before.start)
            model = .windowed(window)
        case .paced(let rate, _):
            if isLong(closure, 4 / rate, before.admitted) {
                model = .windowed(newWindow(before, passed, wasAtOnce))
            }
        case .free:
            let wasAskedFor = wasAtOnce && closure > 1
            if mayBeCrowded, wasAtOnce, !wasAskedFor, closure < 1.5, (2...16).contains(crowd) {
                model = .crowded(crowd)
            } else if isLong(closure, 0, before.admitted) {
                model = .windowed(newWindow(before, passed, wasAtOnce))
            } else {
                // A pause that the service has asked for says nothing of its rate.
                let time = wasAskedFor ? storm.sent - before.start : passed
                let shortest = before.admitted > 4 || wasAskedFor ? 1 : 0.02
                let rate = Double(max(1, before.admitted)) / max(shortest, time)
                pace(min(measure.guess, rate), nil, sent)
            }
            mayBeCrowded = false
        }
    }

    /// How many of the requests were admitted that were under way together with the first refused one.
    private var crowd: Int {
        let (sent, time) = storm
        return lately.count { sent - time <= $0 && $0 <= sent + time / 4 }
    }

    /// Whether a window has ended, rather than a token come back.
    private func isLong(_ closure: Double, _ expected: Double, _ admitted: Int) -> Bool {
        let shortest = max(2.5, expected) * Double(1 << min(doubts, 10))
        return closure >= shortest && (admitted >= 16 || admitted == 0)
    }

    private func newWindow(
        _ before: (admitted: Int, start: Double),
        _ passed: Double,
        _ wasAtOnce: Bool
    ) -> QuotaWindow {
        var window = QuotaWindow(count: before.admitted)
        window.begin(length: passed, refused: wasAtOnce ? 0 : lastRefused - before.start)
        return window
    }
}

// MARK: - Refused

extension AdaptivePace {
    /// Takes note that a request was refused because there were too many.
    ///
    /// - Parameters:
    ///   - sent: When it was sent.
    ///   - now: The time.
    mutating func refuse(sentAt sent: Duration, _ now: Duration) {
        let (sent, now) = (sent / .seconds(1), now / .seconds(1))
        credit.refuse(sentAt: sent)
        lastRefused = max(lastRefused, sent)
        guard sent >= known else {
            measure.refuseLate(sentAt: sent)
            return
        }
        known = now
        guard closed == nil else {
            isProbing = false
            refusals += 1
            return probes.refuse(now)
        }
        closed = sent
        refusals = 1
        storm = (sent, now - sent)
        close(sent, now)
    }

    /// Takes note that no answer came to the request that was to find out.
    mutating func loseProbe(_ now: Duration) {
        isProbing = false
        probes.retry(now / .seconds(1))
    }

    /// Learns from the first refusal after admissions.
    private mutating func close(_ sent: Double, _ now: Double) {
        if let rate { measure.noteGrowth(to: rate) }
        streak = 0
        switch model {
        case .free:
            measure.begin(at: sent, admitted: admitted)
            probes = ProbeSchedule(admitted: admitted, since: start, closed: sent, now: now)
        case .crowded(let width) where admitted >= 3 * width:
            measure.restart(at: sent)
            probes = ProbeSchedule(gap: 0.02, now: now)
        case .windowed(var window):
            guard window.end(after: admitted) else {
                doubts += 1
                return slowDown(sent, now)
            }
            doubts = 0
            model = .windowed(window)
            measure.restart(at: sent)
            let end = start + window.wait(canTry: credit.allowsTrial)
            probes = ProbeSchedule(expecting: end, gap: max(0.05, window.length / 8), now: now)
        case .paced(let rate, let ceiling) where !measure.isLong && strikes == 0:
            strikes = 1
            measure.restart(at: sent)
            pace(rate * 0.85, ceiling, now)
            probes = ProbeSchedule(gap: 1 / rate, now: now)
        case .crowded, .paced: slowDown(sent, now)
        }
    }

    /// Goes on at the rate that was measured.
    private mutating func slowDown(_ sent: Double, _ now: Double) {
        strikes = 0
        let estimate = measure.estimate(at: sent, pace: rate, open: (admitted, sent - start))
        let slower = max(Self.lowestRate, estimate.rate * Self.margin)
        pace(slower, estimate.ceiling, now)
        probes = ProbeSchedule(gap: 1 / slower, now: now)
    }
}
