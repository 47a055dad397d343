import Synchronization

/// The scopes of a session's last statements.
final class ScopeHistory: Sendable {
    private struct State {
        /// Those of the last statement before the newest that made calls.
        var previous: ScopeLog?
        var newest: ScopeLog?
    }

    private let state = Mutex(State())

    /// A statement starts; one that made no call does not count.
    func begin(_ log: ScopeLog) {
        state.withLock { state in
            if let newest = state.newest, !newest.isEmpty { state.previous = newest }
            state.newest = log
        }
    }

    /// What the statement that runs sees: the calls of the one before.
    var previous: [CallRecord] {
        state.withLock(\.previous)?.scopes ?? []
    }

    /// The calls of the last statement that made any.
    var last: [CallRecord] {
        let (newest, previous) = state.withLock { ($0.newest, $0.previous) }
        guard let newest, !newest.isEmpty else { return previous?.scopes ?? [] }
        return newest.scopes
    }
}
