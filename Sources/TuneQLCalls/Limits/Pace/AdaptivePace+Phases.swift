extension AdaptivePace {
    /// The phase shown by a service's last responses; each case holds only what it needs.
    enum Phase: Sendable {
        /// Requests are sent as they come; no refusal is remembered.
        ///
        /// Becomes `closed` when a request is refused.
        case free(Free)
        /// Requests are refused; one probe at a time finds out when they are admitted again.
        ///
        /// Stays `closed` while probes are refused or lost. Becomes `limited` when a request is admitted
        /// that was sent after the last refusal.
        case closed(Closed)
        /// Requests are sent within a limit: at first two at a time, then more, up to that limit.
        ///
        /// Becomes `closed` when a request is refused that was sent after the last burst of refusals, and
        /// `free` when trials of higher limits find none, or when the last refusal is long ago.
        case limited(Limited)
    }

    /// The state that outlasts a phase.
    struct Memory: Sendable {
        /// Refusals of requests sent before this time are part of a burst already counted.
        var countedUntil = -1.0
        /// The refusals that trials may still cost.
        var credit = RefusalCredit()
        /// The time until which the service has asked clients to pause.
        var pausedUntil: Duration = .zero
        /// Whether the service names a wait when it refuses.
        ///
        /// The quota that it admits afterwards has come back in that time, and says little about
        /// how much it would admit at once.
        var namesWaits = false
        /// The send times of requests that were admitted while no limit was known.
        ///
        /// Those of an earlier free phase are kept, since a request may be under way for longer
        /// than a limit lasts.
        private(set) var sentWithoutLimit: [Double] = []

        /// Records the send time of an admitted request.
        mutating func keep(_ sent: Double) {
            sentWithoutLimit.append(sent)
            if sentWithoutLimit.count > 2 * Tuning.maximumWidth {
                sentWithoutLimit.removeFirst(Tuning.maximumWidth)
            }
        }
    }

    /// The requests admitted since a time.
    struct Admissions: Sendable {
        var start = 0.0
        var count = 0
    }

    /// The refusal of a request because there were too many.
    struct Refusal: Sendable {
        var sent: Double
        var received: Double

        var roundTrip: Double { received - sent }
    }

    /// The evidence of refusals, kept from the first one until the pace is free again.
    struct Evidence: Sendable {
        var measure = AdmissionRate()
        /// The number of times that an apparent window was none.
        var falseWindows = 0
    }
}

extension AdaptivePace {
    /// The kind of limit that a service enforces, as far as its responses show.
    enum LearnedLimit: Sendable {
        /// Tokens that come back at a rate.
        case rate(LearnedRate)
        /// A number of requests in a window of time.
        case window(QuotaWindow)
        /// A number of requests under way.
        case concurrency(Int)

        /// The requests per second; nil means any number.
        var rate: Double? {
            guard case .rate(let rate) = self else { return nil }
            return rate.value
        }

        /// The maximum number under way, given the number `ramp` that grows round by round.
        func width(within ramp: Int?) -> Int? {
            guard case .concurrency(let width) = self else { return ramp }
            return min(width, ramp ?? width)
        }
    }

    /// A rate at which requests are sent.
    struct LearnedRate: Sendable {
        /// The requests per second.
        let value: Double
        /// The upper bound of the rate; nil before two refusals have measured it.
        var ceiling: Double?
        /// Whether the last refusal lowered the rate without measuring it, for lack of requests.
        var isProvisional = false
        /// The time of the next request; set when requests are admitted again.
        var next = 0.0

        init(_ value: Double, ceiling: Double? = nil, isProvisional: Bool = false) {
            self.value = max(Tuning.minimumRate, value)
            self.ceiling = ceiling
            self.isProvisional = isProvisional
        }

        /// The same schedule at another rate.
        func changed(to value: Double) -> LearnedRate {
            var rate = LearnedRate(value, ceiling: ceiling, isProvisional: isProvisional)
            rate.next = next
            return rate
        }
    }
}
