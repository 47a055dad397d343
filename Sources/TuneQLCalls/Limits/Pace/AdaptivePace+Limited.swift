extension AdaptivePace {
    /// The phase in which requests are sent within a limit.
    struct Limited: Sendable {
        var limit: LearnedLimit
        /// The maximum number under way while it grows round by round; nil means any number.
        private(set) var ramp: Int?
        var evidence: Evidence
        /// The latest time at which a refused request was sent.
        var lastRefused: Double
        /// The time of the request with which admissions began again.
        let reopenedAt: Double
        /// The time without admissions before that, in seconds.
        let lostTime: Double
        /// The requests admitted since then; where windows are known, since the last one began.
        private(set) var admissions: Admissions
        var trial: Trial

        /// The record of the present rate or width.
        struct Trial: Sendable {
            /// The time since which it is unchanged.
            var start: Double
            /// The requests admitted since then.
            var admitted = 0
            /// The number of raises since the last refusal.
            var raises = 0

            /// Starts over with a new rate or width.
            mutating func restart(_ now: Double) {
                start = now
                admitted = 0
            }
        }

        /// Makes the phase that begins with one admitted request.
        init(
            limit: LearnedLimit,
            ramp: Int?,
            evidence: Evidence,
            lastRefused: Double,
            reopenedAt: Double,
            lostTime: Double
        ) {
            self.limit = limit
            self.ramp = ramp
            self.evidence = evidence
            self.lastRefused = lastRefused
            self.reopenedAt = reopenedAt
            self.lostTime = lostTime
            admissions = Admissions(start: reopenedAt, count: 1)
            trial = Trial(start: reopenedAt)
        }

        /// The maximum number of requests under way; nil means any number.
        var width: Int? { limit.width(within: ramp) }
    }
}

extension AdaptivePace.Limited {
    typealias Tuning = AdaptivePace.Tuning

    /// The time of the next request, 0 for at once; nil when a response has to come first.
    func opening(underWay: Int) -> Double? {
        guard underWay < width ?? .max else { return nil }
        switch limit {
        case .concurrency: return 0
        case .rate(let rate): return rate.next
        case .window(let window):
            let width = window.width(admitted: admissions.count, underWay: underWay)
            return underWay < width ?? .max ? 0 : nil
        }
    }

    /// Records that a request is being sent; returns false when there is no limit any longer.
    mutating func send(_ now: Double, underWay: Int, _ memory: AdaptivePace.Memory) -> Bool {
        guard !hasExpired(now) else { return false }
        switch limit {
        case .rate(let rate):
            guard var rate = raised(rate, now, memory) else { return false }
            let interval = 1 / rate.value
            let earliest = now - interval * Tuning.unusedShareOfInterval
            rate.next = max(rate.next, earliest) + interval
            limit = .rate(rate)
        case .window(let window):
            if window.length > 0, now - admissions.start >= window.length {
                admissions = AdaptivePace.Admissions(start: now)
            }
        case .concurrency(let width):
            guard underWay + 1 >= width else { break }
            guard let width = widened(width, now, memory) else { return false }
            limit = .concurrency(width)
        }
        return true
    }

    /// Whether the last refusal is so long ago that the limit is dropped.
    private func hasExpired(_ now: Double) -> Bool {
        var length = 0.0
        if case .window(let window) = limit { length = window.length }
        let time = max(Tuning.forgetting, Tuning.forgottenWindows * length)
        return now - max(lastRefused, reopenedAt) > time
    }

    /// Records that a request was admitted.
    mutating func admit(sentAt sent: Double) {
        evidence.measure.admit(sentAt: sent)
        admissions.count += 1
        if sent >= trial.start { trial.admitted += 1 }
        if let width = ramp { ramp = width >= Tuning.maximumWidth ? nil : width + 1 }
        if case .window(let window) = limit, window.isRefuted(by: admissions.count) {
            limit = .window(QuotaWindow(count: 0))
        }
    }
}
