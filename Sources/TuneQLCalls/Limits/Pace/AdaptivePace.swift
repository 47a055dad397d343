/// The pace of requests to a service, learned from those that it refuses.
///
/// Nothing is held back until a request is refused. Then single requests, the probes, find out when
/// requests are admitted again, and the number under way doubles from two with each round. The way
/// in which the next refusal comes shows what the service counts: requests per second, in a window
/// of time, or under way.
///
/// A value that only decides: callers send, wait, and pass the time, counted from a fixed moment.
package struct AdaptivePace: Sendable {
    private(set) var phase = Phase.free(Free())
    private(set) var memory = Memory()

    /// Makes the pace of a service that has refused nothing.
    package init() {}
}

extension AdaptivePace {
    /// Records that a request is being sent; returns whether it is a probe.
    package mutating func send(_ now: Duration, underWay: Int) -> Bool {
        let now = now / .seconds(1)
        switch phase {
        case .free(var free):
            free.send(now)
            phase = .free(free)
        case .closed(var closed):
            closed.isProbing = true
            phase = .closed(closed)
            return true
        case .limited(var limited):
            if limited.send(now, underWay: underWay, memory) {
                phase = .limited(limited)
            } else {
                phase = .free(Free(at: now))
                memory.namesWaits = false
            }
        }
        return false
    }

    /// Records that a request was admitted, whatever its outcome.
    package mutating func admit(sentAt sent: Duration) {
        let sent = sent / .seconds(1)
        if limit == nil { memory.keep(sent) }
        if !isFree { memory.credit.admit(sentAt: sent) }
        switch phase {
        case .free(var free):
            free.admissions.count += 1
            phase = .free(free)
        case .closed(var closed):
            closed.evidence.measure.admit(sentAt: sent)
            if sent >= memory.countedUntil {
                phase = .limited(closed.reopened(at: sent, memory))
            } else {
                closed.admissions.count += 1
                phase = .closed(closed)
            }
        case .limited(var limited):
            limited.admit(sentAt: sent)
            phase = .limited(limited)
        }
    }

    /// Records that a request was refused because there were too many.
    ///
    /// - Parameters:
    ///   - sent: The time at which it was sent.
    ///   - now: The present time.
    package mutating func refuse(sentAt sent: Duration, _ now: Duration) {
        let refusal = Refusal(sent: sent / .seconds(1), received: now / .seconds(1))
        memory.credit.refuse(sentAt: refusal.sent)
        let isLate = refusal.sent < memory.countedUntil
        if !isLate { memory.countedUntil = refusal.received }
        switch phase {
        case .free(let free): if !isLate { phase = .closed(free.closed(by: refusal)) }
        case .closed(var closed):
            closed.refuse(refusal, isLate: isLate)
            phase = .closed(closed)
        case .limited(var limited):
            limited.lastRefused = max(limited.lastRefused, refusal.sent)
            phase = isLate ? .limited(limited) : .closed(limited.closed(by: refusal, memory))
        }
    }

    /// Records that a probe's outcome does not show whether requests are admitted.
    package mutating func recordLostProbe(_ now: Duration) {
        guard case .closed(var closed) = phase else { return }
        closed.isProbing = false
        closed.probes.retry(now / .seconds(1))
        phase = .closed(closed)
    }

    /// Holds requests back until a time that the service has named.
    package mutating func pause(until time: Duration) {
        memory.pausedUntil = max(memory.pausedUntil, time)
        memory.namesWaits = true
    }
}
