extension AdaptivePace {
    /// The phase in which requests are refused, and probes test whether they are admitted again.
    struct Closed: Sendable {
        /// The refusal that ended the admissions.
        let first: Refusal
        /// The latest time at which a refused request was sent.
        var lastRefused: Double
        /// The number of consecutive refusals, those of one burst counted once.
        private(set) var refusals = 1
        var probes: ProbeSchedule
        /// Whether a probe is under way.
        var isProbing = false
        /// The limit that applies once requests are admitted again; nil when none was known before.
        let limit: LearnedLimit?
        /// The limit on requests under way before the refusal; nil means any number.
        ///
        /// It holds probes back while this many of the earlier requests have no response yet.
        let ramp: Int?
        var evidence: Evidence
        /// The requests admitted before the refusal, including those whose responses came after it.
        var admissions: Admissions

        /// Makes the phase that begins with a refusal.
        init(
            _ first: Refusal,
            probes: ProbeSchedule,
            limit: LearnedLimit?,
            ramp: Int?,
            evidence: Evidence,
            admissions: Admissions
        ) {
            self.first = first
            lastRefused = first.sent
            self.probes = probes
            self.limit = limit
            self.ramp = ramp
            self.evidence = evidence
            self.admissions = admissions
        }

        /// The time since which nothing is admitted.
        var start: Double { first.sent }

        /// The maximum number of requests under way; nil means any number.
        var width: Int? { limit?.width(within: ramp) }

        /// The time of the next probe; nil while one is under way.
        var nextProbe: Double? { isProbing ? nil : probes.time }

        /// Records a further refusal; a late one belongs to a burst already counted.
        mutating func refuse(_ refusal: Refusal, isLate: Bool) {
            lastRefused = max(lastRefused, refusal.sent)
            guard !isLate else {
                evidence.measure.refuseLate(sentAt: refusal.sent)
                return
            }
            isProbing = false
            refusals += 1
            probes.refuse(refusal.received)
        }
    }
}
