/// The present limits of a pace.
extension AdaptivePace {
    /// The requests per second; nil means any number.
    package var rate: Double? { limit?.rate }

    /// The maximum number of requests under way; nil means any number.
    package var width: Int? {
        switch phase {
        case .free: nil
        case .closed(let closed): closed.width
        case .limited(let limited): limited.width
        }
    }

    /// Whether no known refusal holds requests back.
    package var isFree: Bool {
        guard case .free = phase else { return false }
        return true
    }

    /// The number of refusals since the last admission, those of one burst counted once.
    package var refusals: Int {
        guard case .closed(let closed) = phase else { return 0 }
        return closed.refusals
    }

    /// The time from the first to the last refusal since a request was admitted.
    package var closedTime: Duration {
        guard case .closed(let closed) = phase else { return .zero }
        return .seconds(max(0, memory.countedUntil - closed.start))
    }

    /// The time until which the service has asked clients to pause.
    var pausedUntil: Duration { memory.pausedUntil }

    /// The time of the next request; nil when it depends on the response to one under way.
    package func opening(_ now: Duration, underWay: Int) -> Duration? {
        switch phase {
        case .free: memory.pausedUntil
        case .closed(let closed):
            closed.nextProbe.map { max(.seconds($0), memory.pausedUntil) }
        case .limited(let limited):
            limited.opening(underWay: underWay).map { max(.seconds($0), memory.pausedUntil) }
        }
    }

    /// The known limit; nil when there is none.
    var limit: LearnedLimit? {
        switch phase {
        case .free: nil
        case .closed(let closed): closed.limit
        case .limited(let limited): limited.limit
        }
    }
}
