import Synchronization

/// A clock that moves forward at each sleep, so that sleepers wake at once.
package final class ManualClock: Clock, Sendable {
    package struct Instant: InstantProtocol {
        package var offset: Duration
        package func advanced(by duration: Duration) -> Instant {
            Instant(offset: offset + duration)
        }
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let state = Mutex((now: Instant(offset: .zero), sleeps: [Duration]()))
    private let lateness: Duration

    /// Creates a clock.
    ///
    /// - Parameter lateness: The delay after the deadline with which sleepers wake.
    package init(lateness: Duration = .zero) {
        self.lateness = lateness
    }

    package var now: Instant { state.withLock { $0.now } }
    package let minimumResolution: Swift.Duration = .nanoseconds(1)

    /// The requested sleeps, in order.
    package var sleeps: [Duration] { state.withLock { $0.sleeps } }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.sleeps.append(state.now.duration(to: deadline))
            if state.now < deadline { state.now = deadline.advanced(by: lateness) }
        }
    }
}
