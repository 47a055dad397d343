/// From `limited` to `closed`: the limit that a refusal shows, and the times of the probes.
extension AdaptivePace.Limited {
    /// The phase after a refusal that is not part of a burst already counted.
    func closed(
        by refusal: AdaptivePace.Refusal,
        _ memory: AdaptivePace.Memory
    ) -> AdaptivePace.Closed {
        var evidence = evidence
        let (limit, probes) = consequence(of: refusal, &evidence, memory)
        return AdaptivePace.Closed(
            refusal,
            probes: probes,
            limit: limit,
            ramp: ramp,
            evidence: evidence,
            admissions: admissions
        )
    }

    private typealias Consequence = (limit: AdaptivePace.LearnedLimit, probes: ProbeSchedule)

    private func consequence(
        of refusal: AdaptivePace.Refusal,
        _ evidence: inout AdaptivePace.Evidence,
        _ memory: AdaptivePace.Memory
    ) -> Consequence {
        switch limit {
        case .rate(let rate):
            evidence.measure.recordGrowth(to: rate.value)
            guard !evidence.measure.isLong, !rate.isProvisional else { break }
            evidence.measure.restart(at: refusal.sent)
            return provisional(rate, refusal)
        case .concurrency(let width):
            guard admissions.count >= Tuning.roundsToWiden * width else { break }
            evidence.measure.restart(at: refusal.sent)
            let probes = ProbeSchedule(gap: Tuning.crowdedGap, now: refusal.received)
            return (limit, probes)
        case .window(var window):
            guard window.end(after: admissions.count) else {
                evidence.falseWindows += 1
                break
            }
            evidence.falseWindows = 0
            evidence.measure.restart(at: refusal.sent)
            return (.window(window), probes(for: window, refusal, memory))
        }
        return measured(refusal, &evidence)
    }

    /// A lower rate, used when there were too few requests to measure it.
    private func provisional(
        _ rate: AdaptivePace.LearnedRate,
        _ refusal: AdaptivePace.Refusal
    ) -> Consequence {
        let slower = AdaptivePace.LearnedRate(
            rate.value * Tuning.provisionalShare,
            ceiling: rate.ceiling,
            isProvisional: true
        )
        return (.rate(slower), ProbeSchedule(gap: 1 / rate.value, now: refusal.received))
    }

    /// The measured rate, which replaces the limit known before.
    private func measured(
        _ refusal: AdaptivePace.Refusal,
        _ evidence: inout AdaptivePace.Evidence
    ) -> Consequence {
        let open = (count: admissions.count, time: refusal.sent - admissions.start)
        let estimate = evidence.measure.estimate(at: refusal.sent, pace: limit.rate, open: open)
        let rate = AdaptivePace.LearnedRate(
            estimate.rate * Tuning.safetyMargin,
            ceiling: estimate.ceiling
        )
        return (.rate(rate), ProbeSchedule(gap: 1 / rate.value, now: refusal.received))
    }

    /// Probes that begin when the next window is expected.
    private func probes(
        for window: QuotaWindow,
        _ refusal: AdaptivePace.Refusal,
        _ memory: AdaptivePace.Memory
    ) -> ProbeSchedule {
        let wait = window.wait(canTry: memory.credit.allowsTrial)
        return ProbeSchedule(
            expecting: admissions.start + wait,
            gap: max(Tuning.minimumWindowGap, window.length * Tuning.windowGapShare),
            now: refusal.received
        )
    }
}
