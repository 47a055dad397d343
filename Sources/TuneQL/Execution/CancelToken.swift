import Synchronization
import TuneQLCalls

/// Ends one running statement: its transfers, its waits and its steps in SQLite.
///
/// It also counts the statement's calls, since all that belongs to the statement carries it.
package final class CancelToken: Sendable {
    private struct State {
        var isCancelled = false
        /// The time limit that ended the statement; nil when something else did.
        var limit: Duration?
        /// The time limit that is set.
        var maximum: Duration?
        var timer: Task<Void, Never>?
        var actions: [Int: @Sendable () -> Void] = [:]
        var nextID = 0
    }

    private let state = Mutex(State())

    /// The calls that the statement may make.
    let budget = CallBudget()
    /// The records of the statement's calls.
    var ledger: CallLedger { budget.ledger }

    package init() {}

    deinit {
        state.withLock { $0.timer }?.cancel()
    }

    package var isCancelled: Bool { state.withLock(\.isCancelled) }

    /// Whether the statement has a time limit.
    var hasTimeLimit: Bool { state.withLock { $0.maximum != nil } }

    /// The error of a statement that was ended.
    package var failure: ScanError {
        state.withLock(\.limit).map(ScanError.timedOut) ?? .cancelled
    }

    /// The time limit that ended the statement; nil when something else did.
    var expiredLimit: Duration? { state.withLock(\.limit) }

    /// What the statement has asked for and read so far.
    package var work: StatementWork { StatementWork(budget) }

    /// Sets the limits; from now on the time runs.
    func begin(_ limits: StatementLimits, clock: any Clock<Duration>) {
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

    /// Runs every action that is registered, once; later ones run as they are registered.
    package func cancel() {
        cancel(after: nil)
    }

    /// Lets the time limit, if there is one, pass at once: the recorded run waited for it.
    func expire() {
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

    /// Registers what has to happen on cancelling; the answer takes it back.
    @discardableResult
    package func onCancel(_ action: @escaping @Sendable () -> Void) -> Registration {
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
    package struct Registration: Sendable {
        fileprivate let token: CancelToken
        fileprivate let id: Int

        func remove() {
            token.state.withLock { _ = $0.actions.removeValue(forKey: id) }
        }
    }
}
