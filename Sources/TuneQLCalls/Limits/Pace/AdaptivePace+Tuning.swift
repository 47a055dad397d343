extension AdaptivePace {
    /// The numbers by which a pace decides.
    ///
    /// They were found with simulated services (token buckets, windows, limits on requests under way, outages),
    /// so that at most a tenth of the requests is refused and what is admitted is used up.
    enum Tuning {
        // MARK: The range of limits

        /// Requests in a second, one a minute: quotas count minutes at most, where waiting helps at all.
        static let lowestRate = 1.0 / 60
        /// Requests in a second; a rate above is as good as none.
        static let highestRate = 1_000.0
        /// Requests under way; a larger number is as good as any.
        static let widest = 64
        /// Requests under way when admissions begin again; their number doubles from there.
        static let firstWidth = 2
        /// Seconds without a refusal after which a limit is given up.
        static let forgetting = 60.0
        /// Windows without a refusal after which a limit is given up.
        static let forgottenWindows = 3.0
        /// Seconds without a request after which a service counts anew, while no limit is known.
        static let idleTime = 1.0

        // MARK: After a refusal

        /// The share of a measured rate that is used, so that nothing is refused for being early.
        static let safetyMargin = 0.96
        /// The share of a rate that is used after a refusal too soon to measure it.
        static let provisionalShare = 0.85
        /// Seconds from a refusal to the first probe of a service that counts requests under way.
        static let crowdedGap = 0.02
        /// The share of a window's length between probes, where the next window did not begin when expected.
        static let windowGapShare = 1.0 / 8
        /// Seconds between those probes at least.
        static let shortestWindowGap = 0.05

        // MARK: How a service counts

        /// Seconds; the first probe goes out earlier, unless the service has asked for a pause.
        static let latestFirstProbe = 1.0
        /// The admitted requests under way that show a limit on their number: one alone shows nothing, and more
        /// than these are rather a bucket of tokens.
        static let crowds = 2...16
        /// The share of a round trip by which requests may be sent after the refused one and still count as
        /// under way with it.
        static let crowdShareOfRoundTrip = 1.0 / 4
        /// The share of the admitted rate to go on with where the limit was not on requests under way.
        static let crowdedShare = 0.9
        /// Seconds over which that rate is measured at least.
        static let shortestCrowdedTime = 0.1
        /// Seconds without admissions that show a window rather than a token; twice as many after each false window.
        static let shortestWindow = 2.5
        /// Tokens: as many would have come back in the time that shows a window.
        static let longTokens = 4.0
        /// Requests that a window admits at least; fewer are told from a rate only by luck.
        static let fewestInWindow = 16
        /// Doublings of the shortest window at most.
        static let mostDoubt = 10
        /// Admitted requests that tell too little of a rate; more are taken for those of a second at least.
        static let fewAdmissions = 4
        /// Seconds over which a first rate is measured at least: what is in stock goes out in no time.
        static let shortestTime = 1.0
        /// The same for few admitted requests.
        static let shortestTimeOfFew = 0.02

        // MARK: Trials of more

        /// The share of an interval; a request that is later leaves the rate unused and proves nothing.
        static let busyShareOfInterval = 0.5
        /// The share of an interval that a late request may make up for.
        static let unusedShareOfInterval = 1.0 / 4
        /// Requests admitted before a rate grows that no refusal has measured yet, at least.
        static let fewestToGrow = 3.0
        /// Seconds of such a rate that have to be admitted.
        static let timeToGrow = 0.5
        /// Factors by which it grows: little where the service names waits, much where it admits few at once.
        static let growthWithNamedWaits = 1.1
        static let growthOfShallow = 1.4
        static let growthOfDeep = 1.2
        /// The share of the ceiling up to which a measured rate rises without risk.
        static let nearCeiling = 0.9
        /// The factor by which it does, and the requests admitted before.
        static let approach = 1.1
        static let fewestToApproach = 4
        /// Requests admitted before a rate rises above that, at least, and seconds of the rate.
        static let fewestToExceed = 4.0
        static let timeToExceed = 0.3
        /// The factors of successive raises of a rate: careful at first, large once a limit seems to have gone.
        static let rateRaises = [1.05, 1.1, 1.25, 1.6, 2, 2.5]
        /// The factors of successive raises of the number under way, to which one is added.
        static let widthRaises = [1, 1, 1.2, 1.5, 2]
        /// How many times a number under way has to be admitted before a larger one is tried.
        static let roundsToWiden = 3
        /// Seconds that requests are admitted before a trial, for each second that the last refusal cost.
        static let openPerLostTime = 10.0
    }
}
