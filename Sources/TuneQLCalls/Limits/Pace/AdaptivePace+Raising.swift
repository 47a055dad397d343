/// Trials of higher limits, while a limit applies.
extension AdaptivePace.Limited {
    /// The next rate, higher when the present one has held; nil when there seems to be no limit.
    ///
    /// Requests that do not use the whole rate prove nothing.
    mutating func raised(
        _ rate: AdaptivePace.LearnedRate,
        _ now: Double,
        _ memory: AdaptivePace.Memory
    ) -> AdaptivePace.LearnedRate? {
        guard now - rate.next < Tuning.busyShareOfInterval / rate.value else { return rate }
        let raised: Double
        switch rate.ceiling {
        case nil:
            let fewest = max(Tuning.minimumToGrow, Tuning.timeToGrow * rate.value)
            guard Double(trial.admitted) >= fewest else { return rate }
            raised = rate.value * growth(memory)
        case let ceiling? where rate.value < Tuning.nearCeiling * ceiling:
            guard trial.admitted >= Tuning.minimumToApproach else { return rate }
            raised = min(rate.value * Tuning.approach, Tuning.nearCeiling * ceiling)
        case _?:
            let fewest = max(Tuning.minimumToExceed, Tuning.timeToExceed * rate.value)
            guard Double(trial.admitted) >= fewest, mayTry(now, memory) else { return rate }
            raised = rate.value * factor(of: Tuning.rateRaises)
            trial.raises += 1
            if raised > Tuning.maximumRate { return nil }
        }
        trial.restart(now)
        return rate.changed(to: raised)
    }

    /// The factor by which a rate grows before any refusal has measured it.
    private func growth(_ memory: AdaptivePace.Memory) -> Double {
        if memory.namesWaits { return Tuning.growthWithNamedWaits }
        return evidence.measure.isShallow ? Tuning.growthOfShallow : Tuning.growthOfDeep
    }

    /// The next number under way, larger once the present one was admitted three times over.
    ///
    /// Nil when there seems to be no limit.
    mutating func widened(_ width: Int, _ now: Double, _ memory: AdaptivePace.Memory) -> Int? {
        guard trial.admitted >= Tuning.roundsToWiden * width, mayTry(now, memory) else {
            return width
        }
        let wider = Int(Double(width) * factor(of: Tuning.widthRaises)) + 1
        trial.raises += 1
        trial.restart(now)
        return wider > Tuning.maximumWidth ? nil : wider
    }

    /// The factor of the next raise: later ones are larger, and the last factor is repeated.
    private func factor(of raises: [Double]) -> Double {
        raises[min(trial.raises, raises.count - 1)]
    }

    /// Whether a refusal may be risked, which may cost as much time as the last one.
    private func mayTry(_ now: Double, _ memory: AdaptivePace.Memory) -> Bool {
        trial.raises > 0
            || memory.credit.allowsTrial && now - reopenedAt > Tuning.openPerLostTime * lostTime
    }
}
