import Synchronization
package import TuneQLCalls

/// The control of one running statement: its limits, its records, and its end.
///
/// Cancelling ends the statement's transfers, its waits and its steps in SQLite.
package final class StatementControl: Sendable {
    private struct State {
        var isCancelled = false
        /// The time limit that ended the statement; nil if something else did.
        var limit: Duration?
        /// The statement's time limit.
        var maximum: Duration?
        var timer: Task<Void, Never>?
        var actions: [Int: @Sendable () -> Void] = [:]
        var nextID = 0
    }

    private let state = Mutex(State())

    /// The number of calls that the statement may make, and has made.
    package let budget = CallBudget()
    /// The records of the statement's calls.
    package var ledger: CallLedger { budget.ledger }

    /// The control of a statement that has made no calls.
    package init() {}

    deinit {
        state.withLock { $0.timer }?.cancel()
    }

    /// Whether the statement was cancelled.
    package var isCancelled: Bool { state.withLock(\.isCancelled) }

    /// Whether the statement has a time limit.
    package var hasTimeLimit: Bool { state.withLock { $0.maximum != nil } }

    /// The error of a statement that was cancelled.
    package var failure: ScanError {
        state.withLock(\.limit).map(ScanError.timedOut) ?? .cancelled
    }

    /// The time limit that ended the statement; nil if something else did.
    package var expiredLimit: Duration? { state.withLock(\.limit) }

    /// The work of the statement so far.
    package var work: StatementWork { StatementWork(budget) }

    /// Sets the limits and starts the clock.
    package func begin(_ limits: StatementLimits, clock: any Clock<Duration>) {
        budget.limit(calls: limits.calls, pages: limits.pages)
        budget.report(to: limits.report)
        guard let limit = limits.time else { return }
        budget.limit(time: limit, clock)
        state.withLock { state in
            guard state.timer == nil else { return }
            state.maximum = limit
            state.timer = Task.detached { [weak self] in
                guard (try? await clock.sleep(for: limit)) != nil else { return }
                self?.cancel(after: limit)
            }
        }
    }

    /// Runs all registered actions, once; later ones run as they are registered.
    package func cancel() {
        cancel(after: nil)
    }

    /// Expires the time limit at once, if there is one, since the recorded run reached it.
    package func expire() {
        if let maximum = state.withLock(\.maximum) { cancel(after: maximum) }
    }

    private func cancel(after limit: Duration?) {
        let actions = state.withLock { state in
            if !state.isCancelled { state.limit = limit }
            state.isCancelled = true
            state.timer?.cancel()
            defer { state.actions = [:] }
            return Array(state.actions.values)
        }
        for action in actions { action() }
    }

    /// Registers an action for cancelling; the result removes it.
    @discardableResult
    package func onCancel(_ action: @escaping @Sendable () -> Void) -> Registration {
        let id = state.withLock { state -> Int? in
            guard !state.isCancelled else { return nil }
            state.nextID += 1
            state.actions[state.nextID] = action
            return state.nextID
        }
        if id == nil { action() }
        return Registration(control: self, id: id ?? 0)
    }

    /// An action to be run on cancelling.
    package struct Registration: Sendable {
        fileprivate let control: StatementControl
        fileprivate let id: Int

        /// Removes the action, unless it has been run.
        package func remove() {
            control.state.withLock { _ = $0.actions.removeValue(forKey: id) }
        }
    }
}
