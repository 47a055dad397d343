import Synchronization

/// The number of scans by which a scout may be ahead: those started and not yet read.
///
/// It widens as the statement reads those scans, so that a statement that stops early has fetched
/// little in vain, and one that continues keeps all requests busy.
package final class ScoutWindow: Sendable {
    private struct State {
        var width: Int
        var unread: Set<StatementScans.Key> = []
        var waiter: Signal?
        var isClosed = false
    }

    private let state: Mutex<State>

    /// Enough scans to keep the requests busy while the statement processes some responses.
    package static let maximum = 2 * StatementScans.maximumRequests

    /// A window that is this wide until the statement reads a scan of the scout.
    package init(first width: Int) {
        state = Mutex(State(width: width))
    }

    /// Waits until one more scan may be started, and counts it; false if the scout has to end.
    package func admit(_ key: StatementScans.Key, on executor: any WaitingThread) -> Bool {
        while true {
            let signal = Signal()
            let decision = state.withLock { state -> Bool? in
                if state.isClosed { return false }
                if state.unread.count < state.width {
                    state.unread.insert(key)
                    return true
                }
                state.waiter = signal
                return nil
            }
            if let decision { return decision }
            executor.waiting(for: signal)
        }
    }

    /// Records that the statement reads a scan.
    package func take(_ key: StatementScans.Key) {
        change { state in
            guard state.unread.remove(key) != nil else { return }
            state.width = min(2 * state.width, Self.maximum)
        }
    }

    /// Ends the scout's wait.
    package func close() {
        change { $0.isClosed = true }
    }

    private func change(_ body: (inout sending State) -> Void) {
        let waiter = state.withLock { state in
            body(&state)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.give()
    }
}
