import Synchronization

/// A clock whose sleepers all wake when it rings; while it rings, nobody falls asleep.
final class AlarmClock: Clock, Sendable {
    private struct State {
        var isRinging = false
        var nextID = 0
        var sleepers: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    var now: ContinuousClock.Instant { ContinuousClock.now }
    let minimumResolution: Duration = .nanoseconds(1)

    func ring() {
        let sleepers = state.withLock { state in
            state.isRinging = true
            defer { state.sleepers = [:] }
            return Array(state.sleepers.values)
        }
        for sleeper in sleepers { sleeper.resume() }
    }

    func silence() {
        state.withLock { $0.isRinging = false }
    }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isAwake = state.withLock { state in
                    if state.isRinging || Task.isCancelled { return true }
                    state.sleepers[id] = continuation
                    return false
                }
                if isAwake { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.resume()
        }
        try Task.checkCancellation()
    }
}
