import Synchronization

/// A counting semaphore for tasks, which get their permits in the order in which they ask.
final class AsyncSemaphore: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(permits: Int) {
        state = Mutex(State(free: permits))
    }

    /// Runs a body while holding a permit.
    func withPermit<Output, E: Error>(
        _ body: () async throws(E) -> Output
    ) async throws(E) -> Output {
        await wait()
        defer { signal() }
        return try await body()
    }

    /// Waits for a permit.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isOpen { continuation.resume() }
        }
    }

    /// Gives a permit back: to the task that has waited longest, if any waits.
    func signal() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
