import Synchronization

/// Ends one running statement: its transfers, its waits and its steps in SQLite.
package final class CancelToken: Sendable {
    private struct State {
        var isCancelled = false
        var actions: [Int: @Sendable () -> Void] = [:]
        var nextID = 0
    }

    private let state = Mutex(State())

    package init() {}

    package var isCancelled: Bool { state.withLock(\.isCancelled) }

    /// Runs every action that is registered, once; later ones run as they are registered.
    package func cancel() {
        let actions = state.withLock { state in
            state.isCancelled = true
            defer { state.actions = [:] }
            return Array(state.actions.values)
        }
        for action in actions { action() }
    }

    /// Registers what has to happen on cancelling; the answer takes it back.
    func onCancel(_ action: @escaping @Sendable () -> Void) -> Registration {
        let id = state.withLock { state -> Int? in
            guard !state.isCancelled else { return nil }
            state.nextID += 1
            state.actions[state.nextID] = action
            return state.nextID
        }
        if id == nil { action() }
        return Registration(token: self, id: id ?? 0)
    }

    /// An action that waits for a token to be cancelled.
    struct Registration: Sendable {
        fileprivate let token: CancelToken
        fileprivate let id: Int

        func remove() {
            token.state.withLock { _ = $0.actions.removeValue(forKey: id) }
        }
    }
}
