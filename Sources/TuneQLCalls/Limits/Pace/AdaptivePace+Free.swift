extension AdaptivePace {
    /// The phase in which requests are sent as they come.
    struct Free: Sendable {
        /// The requests admitted since the last idle time.
        var admissions = Admissions()
        private var lastSent: Double?

        /// Makes the phase of a service to which nothing has been sent yet.
        init() {}

        /// Makes the phase after a limit, with the request that is being sent.
        init(at now: Double) {
            admissions.start = now
            lastSent = now
        }

        /// Records that a request is being sent.
        mutating func send(_ now: Double) {
            if lastSent.map({ now - $0 > Tuning.idleTime }) ?? true {
                admissions = Admissions(start: now)
            }
            lastSent = now
        }

        /// The phase after the first refusal.
        func closed(by refusal: Refusal) -> Closed {
            var evidence = Evidence()
            evidence.measure.begin(at: refusal.sent, admitted: admissions.count)
            let probes = ProbeSchedule(
                admitted: admissions.count,
                since: admissions.start,
                closed: refusal.sent,
                now: refusal.received
            )
            return Closed(
                refusal,
                probes: probes,
                limit: nil,
                ramp: nil,
                evidence: evidence,
                admissions: admissions
            )
        }
    }
}
