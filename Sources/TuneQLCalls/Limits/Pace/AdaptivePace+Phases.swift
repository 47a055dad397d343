extension AdaptivePace {
    /// What a service's last answers allow; each case holds only the state that matters in it.
    enum Phase: Sendable {
        /// Requests go out as they come; no refusal is remembered.
        ///
        /// Becomes `closed` when a request is refused.
        case free(Free)
        /// Requests are refused; one probe at a time finds out when they are admitted again.
        ///
        /// Stays `closed` while probes are refused or lost. Becomes `limited` when a request is admitted
        /// that was sent after the last refusal.
        case closed(Closed)
        /// Requests go out within a limit: first as few as two under way, then at what was learned.
        ///
        /// Becomes `closed` when a request is refused that was sent after the last burst of refusals, and
        /// `free` when trials of more find no limit or when the last refusal is long ago.
        case limited(Limited)
    }

    /// What outlives a phase.
    struct Memory: Sendable {
        /// Refusals of requests sent before this time are part of a burst already counted.
        var countedUntil = -1.0
        /// The refusals that trials may still cost.
        var credit = RefusalCredit()
        /// The time until which the service has asked clients to pause.
        var pausedUntil: Duration = .zero
        /// Whether the service names a wait when it refuses.
        ///
        /// What it admits afterwards has come back in that time, and says little of how much it would
        /// admit at once.
        var namesWaits = false
        /// The times at which requests were sent that were admitted while no limit was known; those of an earlier
        /// free phase are kept, since a request may be under way for longer than a limit lasts.
        private(set) var sentWithoutLimit: [Double] = []

        /// Keeps the time of an admitted request.
        mutating func keep(_ sent: Double) {
            sentWithoutLimit.append(sent)
            if sentWithoutLimit.count > 2 * Tuning.widest {
                sentWithoutLimit.removeFirst(Tuning.widest)
            }
        }
    }

    /// The requests admitted since a time.
    struct Admissions: Sendable {
        var start = 0.0
        var count = 0
    }

    /// A request that was refused because there were too many.
    struct Refusal: Sendable {
        var sent: Double
        var received: Double

        var roundTrip: Double { received - sent }
    }

    /// What refusals have taught, kept from the first one until the pace is free again.
    struct Evidence: Sendable {
        var measure = AdmissionRate()
        /// How often what looked like a window was none.
        var falseWindows = 0
    }
}

extension AdaptivePace {
    /// How a service counts, as far as its answers show.
    enum LearnedLimit: Sendable {
        /// Tokens that come back at a rate.
        case rate(LearnedRate)
        /// A number of requests in a window of time.
        case window(QuotaWindow)
        /// A number of requests under way.
        case concurrency(Int)

        /// The requests in a second; nil is any number.
        var rate: Double? {
            guard case .rate(let rate) = self else { return nil }
            return rate.value
        }

        /// How many requests may be under way when the number that grows round by round allows `ramp`.
        func width(within ramp: Int?) -> Int? {
            guard case .concurrency(let width) = self else { return ramp }
            return min(width, ramp ?? width)
        }
    }

    /// A rate at which requests are let out.
    struct LearnedRate: Sendable {
        /// The requests in a second.
        let value: Double
        /// What the rate is at most; nil before two refusals have measured it.
        var ceiling: Double?
        /// Whether the last refusal lowered the rate without a measurement, for there were too few requests.
        var isProvisional = false
        /// The time of the next request; set when requests are admitted again.
        var next = 0.0

        init(_ value: Double, ceiling: Double? = nil, isProvisional: Bool = false) {
            self.value = max(Tuning.lowestRate, value)
            self.ceiling = ceiling
            self.isProvisional = isProvisional
        }

        /// The same turns at another rate.
        func changed(to value: Double) -> LearnedRate {
            var rate = LearnedRate(value, ceiling: ceiling, isProvisional: isProvisional)
            rate.next = next
            return rate
        }
    }
}
