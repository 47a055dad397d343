import Synchronization

/// The records of a statement's calls, in the order in which the calls begin.
package final class CallLedger: Sendable {
    private struct State {
        var records: [CallRecord] = []
        /// The number of calls that are going to begin.
        var planned = 0
        var turns = 0
        var keepsOrder = false
        var waited = WaitedTime()
        var waitingForQuota = 0
        var waitingForRetry = 0
        var included: CallLedger?
    }

    private let state = Mutex(State())

    /// Makes a ledger without records.
    package init() {}

    /// Leaves out calls that only scouts have made, whose number depends on time, and orders the
    /// others by the time at which the statement needed them.
    package func keepOrder() { state.withLock { $0.keepsOrder = true } }

    /// Includes the calls of another ledger among those that the statement names.
    package func include(_ other: CallLedger) { state.withLock { $0.included = other } }

    /// Plans calls that a scan begins one by one.
    package func plan(calls count: Int) -> CallGroup {
        state.withLock { $0.planned += count }
        return CallGroup(self)
    }

    /// Begins calls that the statement needs in any case.
    package func begin(_ calls: [MethodCall]) -> [Entry] {
        let group = plan(calls: calls.count)
        group.need()
        return calls.map { group.begin($0) }
    }

    /// Adds the record of a call that the statement does not name.
    package func add(_ call: MethodCall) -> Entry { add(CallRecord(call, isNamed: false)) }
}

// MARK: - Writing

extension CallLedger {
    /// Adds the record of a planned call that begins.
    func begin(_ call: MethodCall, turn: Int?) -> Entry {
        skip()
        return add(CallRecord(call, isNamed: true, turn: turn))
    }

    /// Counts a planned call that is not going to begin by itself.
    func skip() { state.withLock { $0.planned -= 1 } }

    /// Marks calls as needed, unless they are so already.
    func need(_ entries: [Entry], turn: Int) {
        state.withLock { state in
            for entry in entries where state.records[entry.index].turn == nil {
                state.records[entry.index].turn = turn
            }
        }
    }

    /// The next position among the calls that the statement asks for.
    var nextTurn: Int {
        state.withLock { state in
            state.turns += 1
            return state.turns
        }
    }

    func change(_ index: Int, _ body: (inout CallRecord) -> Void) {
        state.withLock { body(&$0.records[index]) }
    }

    func addWait(_ index: Int, from start: Duration, to end: Duration) {
        state.withLock { state in
            state.records[index].waited += end - start
            state.waited.add(from: start, to: end)
        }
    }

    /// Counts requests that begin to wait, or with -1 those that no longer do.
    func addWaiting(_ count: Int, isRetry: Bool) {
        state.withLock { state in
            if isRetry {
                state.waitingForRetry += count
            } else {
                state.waitingForQuota += count
            }
        }
    }

    private func add(_ record: CallRecord) -> Entry {
        state.withLock { state in
            state.records.append(record)
            return Entry(ledger: self, index: state.records.count - 1)
        }
    }
}

// MARK: - Reading

extension CallLedger {
    /// The records of all calls.
    package var records: [CallRecord] { state.withLock(\.records) }

    /// The records of the calls that the statement names, as they concern it.
    package var named: [CallRecord] {
        let (records, keepsOrder, included) = state.withLock {
            ($0.records, $0.keepsOrder, $0.included)
        }
        var named = records.filter(\.isNamed)
        if keepsOrder {
            named = named.filter { $0.turn != nil }.enumerated()
                .sorted { ($0.element.turn ?? 0, $0.offset) < ($1.element.turn ?? 0, $1.offset) }
                .map(\.element)
        }
        return named.map(\.forStatement) + (included?.named ?? [])
    }

    /// The number of planned calls that have not begun.
    package var plannedCount: Int {
        let (planned, included) = state.withLock { ($0.planned, $0.included) }
        return max(0, planned) + (included?.plannedCount ?? 0)
    }

    /// Whether no call has begun that the statement names.
    package var isEmpty: Bool {
        let (isEmpty, included) = state.withLock {
            (!$0.records.contains(where: \.isNamed), $0.included)
        }
        return isEmpty && included?.isEmpty ?? true
    }

    /// How far the calls are.
    package var progress: CallProgress {
        let (own, included) = state.withLock { state in
            var progress = CallProgress()
            for record in state.records { progress.add(record) }
            progress.total += max(0, state.planned)
            progress.waitingForQuota = state.waitingForQuota
            progress.waitingForRetry = state.waitingForRetry
            return (progress, state.included)
        }
        var progress = own
        if let included { progress.add(included.progress) }
        return progress
    }

    /// The number of retries.
    package var retries: Int { records.reduce(0) { $0 + $1.retries } }

    /// The time that calls have waited for quota or before retries; parallel waits count once.
    package var waited: Duration { state.withLock(\.waited.total) }
}
