extension AdaptivePace {
    /// The phase in which requests are refused, and probes find out how long.
    struct Closed: Sendable {
        /// The refusal that ended the admissions.
        let first: Refusal
        /// When the request was sent that was refused last.
        var lastRefused: Double
        /// How many refusals there were one after another, those of one burst counted once.
        private(set) var refusals = 1
        var probes: ProbeSchedule
        /// Whether a probe is under way.
        var isProbing = false
        /// The limit that holds when requests are admitted again; nil when none was known before.
        let limit: LearnedLimit?
        /// How far the number under way had grown before the refusal; nil is any number.
        ///
        /// It holds probes back as long as so many of the requests from before have no answer yet.
        let ramp: Int?
        var evidence: Evidence
        /// The requests admitted before the refusal, and those of them whose answers came after it.
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

        /// Since when nothing is admitted.
        var start: Double { first.sent }

        /// How many requests may be under way; nil is any number.
        var width: Int? { limit?.width(within: ramp) }

        /// When the next probe may be sent; nil while one is under way.
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
