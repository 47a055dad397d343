import Synchronization

/// A clock for replays: a sleep returns at once and moves the time forward instead.
package final class ReplayClock: Clock {
    package typealias Instant = ContinuousClock.Instant

    private let skipped = Mutex(Duration.zero)

    package init() {}

    package var now: Instant { ContinuousClock.now.advanced(by: skipped.withLock { $0 }) }

    package var minimumResolution: Duration { ContinuousClock().minimumResolution }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let rest = now.duration(to: deadline)
        if rest > .zero { skipped.withLock { $0 += rest } }
    }
}
