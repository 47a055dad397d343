import Synchronization
package import TuneQLCalls

/// The calls of a session's last statements.
package final class ScopeHistory: Sendable {
    private struct State {
        /// The calls of the last statement before the newest that made any.
        var previous: CallLedger?
        var newest: CallLedger?
    }

    private let state = Mutex(State())

    /// No statement has run yet.
    package init() {}

    /// Starts a statement; one that makes no call leaves the history as it is.
    package func begin(_ ledger: CallLedger) {
        state.withLock { state in
            if let newest = state.newest, !newest.isEmpty { state.previous = newest }
            state.newest = ledger
        }
    }

    /// The calls of the statement before the running one.
    var previous: [CallRecord] {
        state.withLock(\.previous)?.named ?? []
    }

    /// The calls of the last statement that made any.
    package var last: [CallRecord] {
        let (newest, previous) = state.withLock { ($0.newest, $0.previous) }
        guard let newest, !newest.isEmpty else { return previous?.named ?? [] }
        return newest.named
    }
}
