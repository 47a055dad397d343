import Synchronization

/// Lets a number of tasks through at a time; the others wait in their order.
final class Gate: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(width: Int) {
        state = Mutex(State(free: width))
    }

    /// Does something that counts as being inside.
    func passing<Answer, E: Error>(
        _ body: () async throws(E) -> Answer
    ) async throws(E) -> Answer {
        await enter()
        defer { leave() }
        return try await body()
    }

    /// Waits for a place.
    func enter() async {
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

    /// Gives the place to the one who has waited longest.
    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
