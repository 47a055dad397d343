/// A clock whose sleepers wake when they are told to.
final class GatedClock: Clock, Sendable {
    private let gate = AsyncStream<Void>.makeStream()

    var now: ContinuousClock.Instant { ContinuousClock.now }
    let minimumResolution: Duration = .nanoseconds(1)

    /// Wakes a sleeper.
    func open() {
        gate.continuation.yield()
    }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        for await _ in gate.stream { return }
        try Task.checkCancellation()
    }
}
