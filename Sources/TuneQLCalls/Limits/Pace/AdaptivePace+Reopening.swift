/// From `closed` to `limited`: the limit shown by the time without admissions.
extension AdaptivePace.Closed {
    typealias LearnedLimit = AdaptivePace.LearnedLimit
    typealias LearnedRate = AdaptivePace.LearnedRate
    typealias Tuning = AdaptivePace.Tuning

    /// The phase after a request sent at this time was admitted.
    func reopened(at sent: Double, _ memory: AdaptivePace.Memory) -> AdaptivePace.Limited {
        var limited = AdaptivePace.Limited(
            limit: limit(reopenedAt: sent, memory),
            ramp: keepsWidth ? nil : Tuning.firstWidth,
            evidence: evidence,
            lastRefused: lastRefused,
            reopenedAt: sent,
            lostTime: sent - start
        )
        limited.evidence.measure.reopen(after: sent - start)
        return limited
    }

    /// Whether the first request sent after the refusal was admitted.
    private var isBrief: Bool { refusals <= 1 }

    /// Whether the number under way need not grow again: one less than before is enough.
    private var keepsWidth: Bool {
        guard case .concurrency? = limit else { return false }
        return isBrief
    }

    private func limit(
        reopenedAt sent: Double,
        _ memory: AdaptivePace.Memory
    ) -> LearnedLimit {
        switch limit {
        case .concurrency(let width) where isBrief:
            return .concurrency(max(1, width - 1))
        case .concurrency:
            let time = max(Tuning.minimumCrowdedTime, sent - admissions.start)
            return rate(Double(admissions.count) / time * Tuning.crowdedShare, from: sent)
        case .window(let window):
            return .window(begun(window, at: sent))
        case .rate(let rate):
            let token = Tuning.longTokens / rate.value
            guard isWindow(sent - start, longerThan: token) else {
                return self.rate(rate, from: sent)
            }
            return .window(begun(QuotaWindow(count: admissions.count), at: sent))
        case nil:
            return firstLimit(reopenedAt: sent, memory)
        }
    }

    /// The limit shown by the first period without admissions.
    private func firstLimit(
        reopenedAt sent: Double,
        _ memory: AdaptivePace.Memory
    ) -> LearnedLimit {
        let closure = sent - start
        // The first probe is sent within a second, unless the service has asked for a pause.
        let wasAskedFor = isBrief && closure > Tuning.latestFirstProbe
        let crowd = crowd(memory.sentWithoutLimit)
        if isBrief, !wasAskedFor, Tuning.crowds.contains(crowd) { return .concurrency(crowd) }
        if isWindow(closure, longerThan: 0) {
            return .window(begun(QuotaWindow(count: admissions.count), at: sent))
        }
        // A pause that the service has asked for says nothing about its rate.
        let time = (wasAskedFor ? start : sent) - admissions.start
        let isMeasured = admissions.count > Tuning.fewAdmissions || wasAskedFor
        let shortest = isMeasured ? Tuning.minimumTime : Tuning.minimumTimeOfFew
        let measured = Double(max(1, admissions.count)) / max(shortest, time)
        return rate(min(evidence.measure.guess, measured), from: sent)
    }

    /// The number of admitted requests that were under way together with the first refused one.
    private func crowd(_ sent: [Double]) -> Int {
        let earliest = first.sent - first.roundTrip
        let latest = first.sent + first.roundTrip * Tuning.crowdShareOfRoundTrip
        return sent.count { earliest <= $0 && $0 <= latest }
    }

    /// Whether a window has ended, rather than a single token come back.
    private func isWindow(_ closure: Double, longerThan expected: Double) -> Bool {
        let doubt = Double(1 << min(evidence.falseWindows, Tuning.maximumDoublings))
        return closure >= max(Tuning.minimumWindow, expected) * doubt
            && (admissions.count >= Tuning.minimumInWindow || admissions.count == 0)
    }

    /// The window, with its next one beginning at this time.
    private func begun(_ window: QuotaWindow, at sent: Double) -> QuotaWindow {
        var window = window
        let refused = isBrief ? 0 : lastRefused - admissions.start
        window.begin(length: sent - admissions.start, refused: refused)
        return window
    }

    private func rate(_ value: Double, from sent: Double) -> LearnedLimit {
        rate(LearnedRate(value), from: sent)
    }

    private func rate(_ rate: LearnedRate, from sent: Double) -> LearnedLimit {
        var rate = rate
        rate.next = sent + 1 / rate.value
        return .rate(rate)
    }
}
