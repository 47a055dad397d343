extension AdaptivePace {
    /// The constants of a pace's decisions.
    ///
    /// They were chosen with simulated services (token buckets, windows, limits on requests under
    /// way, outages), so that at most a tenth of the requests is refused and the quota is used in
    /// full.
    enum Tuning {
        // MARK: The range of limits

        /// Requests per second, one a minute: quotas that waiting restores count minutes at most.
        static let minimumRate = 1.0 / 60
        /// Requests per second; a higher rate is treated as no limit.
        static let maximumRate = 1_000.0
        /// Requests under way; a larger number is treated as no limit.
        static let maximumWidth = 64
        /// Requests under way when admissions begin again; the number doubles from there.
        static let firstWidth = 2
        /// Seconds without a refusal after which a limit is dropped.
        static let forgetting = 60.0
        /// Windows without a refusal after which a limit is dropped.
        static let forgottenWindows = 3.0
        /// Seconds without a request after which a service counts afresh, while no limit is known.
        static let idleTime = 1.0

        // MARK: After a refusal

        /// The share of a measured rate to use, so that no request is refused for being early.
        static let safetyMargin = 0.96
        /// The share of a rate that is used after a refusal that came too soon to measure it.
        static let provisionalShare = 0.85
        /// Seconds from a refusal to the first probe of a service that limits requests under way.
        static let crowdedGap = 0.02
        /// The share of a window's length between probes, when the next window is late.
        static let windowGapShare = 1.0 / 8
        /// The minimum number of seconds between those probes.
        static let minimumWindowGap = 0.05

        // MARK: How a service counts

        /// Seconds; the first probe is sent earlier, unless the service has asked for a pause.
        static let latestFirstProbe = 1.0
        /// The numbers of admitted requests under way that show a limit on them.
        ///
        /// One alone shows nothing, and more than these suggest a token bucket.
        static let crowds = 2...16
        /// The share of a round trip by which requests may be sent after the refused one and still count as
        /// under way with it.
        static let crowdShareOfRoundTrip = 1.0 / 4
        /// The share of the admitted rate to use when the limit was not on requests under way.
        static let crowdedShare = 0.9
        /// The minimum number of seconds over which that rate is measured.
        static let minimumCrowdedTime = 0.1
        /// Seconds without admissions that show a window, not a token; doubled by false windows.
        static let minimumWindow = 2.5
        /// The number of tokens that would have come back in the time that shows a window.
        static let longTokens = 4.0
        /// The minimum number of requests in a window; fewer can't reliably be told from a rate.
        static let minimumInWindow = 16
        /// The maximum number of doublings of the minimum window.
        static let maximumDoublings = 10
        /// Admitted requests too few to show a rate; more count as those of at least a second.
        static let fewAdmissions = 4
        /// The minimum time in seconds for a first rate: a stock of tokens is sent at once.
        static let minimumTime = 1.0
        /// The same for few admitted requests.
        static let minimumTimeOfFew = 0.02

        // MARK: Trials of more

        /// The share of an interval; a later request leaves the rate unused and proves nothing.
        static let busyShareOfInterval = 0.5
        /// The share of an interval that a late request may make up for.
        static let unusedShareOfInterval = 1.0 / 4
        /// The minimum number of requests admitted before an unmeasured rate grows.
        static let minimumToGrow = 3.0
        /// Seconds of such a rate that have to be admitted.
        static let timeToGrow = 0.5
        /// Growth factors: small where the service names waits, large where it admits few at once.
        static let growthWithNamedWaits = 1.1
        static let growthOfShallow = 1.4
        static let growthOfDeep = 1.2
        /// The share of the ceiling up to which a measured rate rises without risk.
        static let nearCeiling = 0.9
        /// The factor by which it rises, and the requests to be admitted before.
        static let approach = 1.1
        static let minimumToApproach = 4
        /// Requests, and seconds of the rate, to be admitted before it rises above that share.
        static let minimumToExceed = 4.0
        static let timeToExceed = 0.3
        /// Factors of successive raises of a rate: small at first, large once a limit seems gone.
        static let rateRaises = [1.05, 1.1, 1.25, 1.6, 2, 2.5]
        /// The factors of successive raises of the number under way, to which one is added.
        static let widthRaises = [1, 1, 1.2, 1.5, 2]
        /// The number of times that a number under way has to be admitted before a larger one is tried.
        static let roundsToWiden = 3
        /// Seconds of admissions before a trial, for each second that the last refusal cost.
        static let openPerLostTime = 10.0
    }
}
