/// What a pace allows now.
extension AdaptivePace {
    /// The requests in a second; nil is any number.
    package var rate: Double? { limit?.rate }

    /// How many requests may be under way; nil is any number.
    package var width: Int? {
        switch phase {
        case .free: nil
        case .closed(let closed): closed.width
        case .limited(let limited): limited.width
        }
    }

    /// Whether no refusal is known that keeps requests back.
    package var isFree: Bool {
        guard case .free = phase else { return false }
        return true
    }

    /// How many requests were refused since the last one was admitted, those of one burst counted once.
    package var refusals: Int {
        guard case .closed(let closed) = phase else { return 0 }
        return closed.refusals
    }

    /// From the first to the last refusal since a request was admitted.
    package var closedTime: Duration {
        guard case .closed(let closed) = phase else { return .zero }
        return .seconds(max(0, memory.countedUntil - closed.start))
    }

    /// The time until which the service has asked clients to pause.
    var pausedUntil: Duration { memory.pausedUntil }

    /// When the next request may be sent; nil when the answer to one that is under way decides.
    package func opening(_ now: Duration, underWay: Int) -> Duration? {
        switch phase {
        case .free: memory.pausedUntil
        case .closed(let closed):
            closed.nextProbe.map { max(.seconds($0), memory.pausedUntil) }
        case .limited(let limited):
            limited.opening(underWay: underWay).map { max(.seconds($0), memory.pausedUntil) }
        }
    }

    /// The limit that is known; nil for none.
    var limit: LearnedLimit? {
        switch phase {
        case .free: nil
        case .closed(let closed): closed.limit
        case .limited(let limited): limited.limit
        }
    }
}
