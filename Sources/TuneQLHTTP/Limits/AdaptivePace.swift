/// How fast requests may follow one another where a service has refused some, learned from its answers.
///
/// While nothing is refused there is no pace. The first refusal sets the rate that was admitted in the
/// second before. Each stretch from one refusal to the next admission tells how many requests a
/// service admits in how much time, whatever it counts with: tokens, or windows of any length. From there on
/// the rate goes up by a twentieth at a time, and is given up when nothing was refused for long.
///
/// Times are counted from any fixed moment. It decides only; who sends and waits is elsewhere.
struct AdaptivePace: Sendable {
    /// The requests in a second; nil is any number.
    private(set) var rate: Double?
    /// How many requests were refused one after another, those of one storm counted once.
    private(set) var refusals = 0
    /// Since when no request was admitted; nil while they are.
    private var closedSince: Duration?
    private var next: Duration = .zero
    private var pausedUntil: Duration = .zero
    /// The wait before the next attempt while nothing is admitted; doubles.
    private var gap: Duration = .zero
    /// Whether the one request is under way that finds out whether requests are admitted again.
    private var isProbing = false
    /// Requests that were sent before belong to a storm that the rate has been lowered for.
    private var lowered: Duration = .zero
    /// When the last refused request was sent.
    private var refused: Duration = .zero
    private var raised: Duration = .zero
    /// A rate that has held for a period since the last refusal, so that there is no need to go below.
    private var held = 0.0
    /// How long a rate has to hold before a higher one is tried.
    private var period = AdaptivePace.second
    private var cleanPeriods = 0
    private var isGuess = false
    private var stretch = Stretch()
    private var lastSent: Duration?
    /// When the requests were sent that were admitted last.
    private var recent: [Duration] = []
    /// How many requests were admitted in the second before a storm; nil when it is over.
    private var admittedBeforeStorm: Int?

    /// A time without a break, and what was admitted in it.
    private struct Stretch {
        var start: Duration = .zero
        var admitted = 0
    }

    private static let second = Duration.seconds(1)
    private static let manyRecent = 1_024
    private static let longestGap = Duration.seconds(32)
    private static let longestPeriod = Duration.seconds(60)
    private static let lowestRate = 1.0 / 60
    /// After so many clean periods limits fade.
    private static let trustedPeriods = 10
    private static let fadedPeriods = 20

    /// From the first to the last of the refusals one after another.
    var closedTime: Duration { closedSince.map { lowered - $0 } ?? .zero }

    /// When the next request may be sent; nil when the answer to one that is under way decides.
    func opening(_ now: Duration) -> Duration? {
        if isProbing { return nil }
        return rate == nil ? pausedUntil : max(next, pausedUntil)
    }

    /// Takes note of a request that is being sent; the answer says whether it is a probe.
    mutating func send(_ now: Duration) -> Bool {
        forget(now)
        guard let rate else {
            if now - (lastSent ?? .zero) > Self.second || lastSent == nil {
                stretch = Stretch(start: now)
            }
            lastSent = now
            return false
        }
        guard closedSince == nil else {
            isProbing = true
            return true
        }
        let interval = Duration.seconds(1 / rate)
        if now - next < interval / 2 { raise(now) }
        next = max(next, now - interval / 2) + .seconds(1 / (self.rate ?? rate))
        return false
    }

    /// Holds requests back for a time.
    mutating func pause(until time: Duration) {
        pausedUntil = max(pausedUntil, time)
    }

    /// Gives the limit up when the last refusal is long ago.
    private mutating func forget(_ now: Duration) {
        guard rate != nil, closedSince == nil,
            now - refused > max(.seconds(60), period * Self.fadedPeriods)
        else { return }
        free(now)
    }

    private mutating func free(_ now: Duration) {
        rate = nil
        stretch = Stretch(start: now)
        lastSent = now
    }

    /// Tries a higher rate when this one has held for a period; who doesn't use it up proves nothing.
    private mutating func raise(_ now: Duration) {
        guard let rate, now - raised >= (isGuess ? Self.second : period) else { return }
        raised = now
        cleanPeriods += 1
        guard cleanPeriods <= Self.fadedPeriods else { return free(now) }
        held = isGuess ? rate : rate * 0.97
        self.rate = rate * (isGuess ? 2 : cleanPeriods > Self.trustedPeriods ? 1.25 : 1.05)
    }
}

// MARK: - Answers

extension AdaptivePace {
    /// Takes note that a request was admitted, whatever became of it then.
    mutating func admit(sentAt sent: Duration) {
        guard rate != nil else {
            stretch.admitted += 1
            recent.append(sent)
            if recent.count == Self.manyRecent { recent.removeFirst(Self.manyRecent / 2) }
            return
        }
        if sent >= stretch.start { stretch.admitted += 1 }
        if sent < lowered {
            if let count = admittedBeforeStorm { begin(count + 1) }
        } else if closedSince != nil {
            reopen(sent)
        }
    }

    /// Takes note that a request was refused because there were too many.
    mutating func refuse(sentAt sent: Duration, _ now: Duration) {
        defer { refused = max(refused, sent) }
        if rate == nil {
            close(now, gap: .zero)
            begin(recent.count { sent - $0 <= Self.second })
            recent = []
        } else if sent >= lowered {
            admittedBeforeStorm = nil
            isGuess = false
            let paced = Duration.seconds(1 / (rate ?? 1))
            close(now, gap: closedSince == nil ? paced : min(gap * 2, Self.longestGap))
        }
    }

    /// Takes note that no answer came to the request that was to find out.
    mutating func loseProbe(_ now: Duration) {
        isProbing = false
        next = now + gap
    }

    private mutating func close(_ now: Duration, gap: Duration) {
        refusals = closedSince == nil ? 1 : refusals + 1
        closedSince = closedSince ?? now
        isProbing = false
        lowered = now
        self.gap = gap
        next = now + gap
    }

    /// Starts with the rate of the second before the storm.
    private mutating func begin(_ admitted: Int) {
        admittedBeforeStorm = admitted
        isGuess = admitted <= 2
        let rate = Double(max(1, admitted))
        self.rate = rate
        gap = .seconds(1 / rate)
        next = lowered + gap
    }

    /// Requests are admitted again: somewhere between the last refusal and this admission a stretch has ended.
    private mutating func reopen(_ sent: Duration) {
        let length = (refused + sent) / 2 - stretch.start
        let admitted = stretch.admitted - 1
        if let rate, length > .zero {
            let measured = admitted > 0 ? Double(admitted) / (length / Self.second) : rate / 2
            let isKnown = admitted > 0 || !isGuess
            self.rate = isKnown ? max(Self.lowestRate, min(rate, max(measured, held))) : rate
        }
        admittedBeforeStorm = nil
        period = min(max(length, Self.second), Self.longestPeriod)
        stretch = Stretch(start: sent, admitted: 1)
        closedSince = nil
        refusals = 0
        isProbing = false
        next = sent + .seconds(1 / (rate ?? 1))
        raised = sent
        held = 0
        cleanPeriods = 0
    }
}
