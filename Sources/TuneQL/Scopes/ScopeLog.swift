import Synchronization
import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// What became of the calls of a statement.
final class ScopeLog: Sendable {
    fileprivate struct Entry {
        var scope: CallRecord
        let meter = CallMeter()
        /// Whether the statement has asked for the call's rows; a scout may have guessed wrong.
        var isNeeded: Bool
        /// When the statement asked for the call's rows, among its calls.
        var turn = 0
    }

    private let entries = Mutex<[Entry]>([])
    /// How many calls there are to be that have not begun yet.
    private let planned = Atomic(0)
    private let turns = Atomic(0)
    private let keepsOrder = Atomic(false)

    /// Leaves out calls that only a scout has made, whose number is a matter of time, as is which of
    /// several scouts came first.
    func keepOrder() { keepsOrder.store(true, ordering: .relaxed) }

    /// Adds calls that are about to be made.
    ///
    /// - Parameters:
    ///   - calls: The calls.
    ///   - isNeeded: Whether the statement needs them in any case.
    /// - Returns: What notes their fate.
    func begin(_ calls: [MethodCall], isNeeded: Bool) -> CallScopes {
        let scopes = scopes(ofCalls: calls.count)
        if isNeeded { scopes.need() }
        for (place, call) in calls.enumerated() { _ = scopes.begin(place, call) }
        return scopes
    }

    /// What notes the fate of calls that are begun one after another.
    func scopes(ofCalls count: Int) -> CallScopes {
        planned.add(count, ordering: .relaxed)
        return CallScopes(log: self)
    }

    fileprivate func add(_ call: MethodCall, turn: Int?) -> (place: Int, meter: CallMeter) {
        let new = Entry(
            scope: CallRecord(
                resource: call.resource,
                method: call.method.name,
                parameters: call.arguments
            ),
            isNeeded: turn != nil,
            turn: turn ?? 0
        )
        let place = entries.withLock { entries in
            entries.append(new)
            return entries.count - 1
        }
        return (place, new.meter)
    }

    /// Says that one of the calls that were to be has begun, or is not going to.
    fileprivate func noteBegun() { planned.subtract(1, ordering: .relaxed) }

    fileprivate func meter(of place: Int) -> CallMeter { entries.withLock { $0[place].meter } }

    /// The calls in the order in which they were begun.
    var scopes: [CallRecord] {
        let all = entries.withLock { $0 }
        guard keepsOrder.load(ordering: .relaxed) else { return all.map(\.current) }
        let needed = all.filter(\.isNeeded).enumerated().sorted {
            ($0.element.turn, $0.offset) < ($1.element.turn, $1.offset)
        }
        return needed.map(\.element.current)
    }

    fileprivate var nextTurn: Int { turns.add(1, ordering: .relaxed).newValue }

    var isEmpty: Bool { entries.withLock(\.isEmpty) }

    /// Whether rows are missing because a call failed.
    var hasFailures: Bool {
        entries.withLock { $0.contains { $0.current.status == .failed } }
    }

    /// The first error of a statement whose calls have all failed.
    var totalFailure: ScanError? {
        let scopes = scopes.filter { $0.status != .unfinished || $0.pages > 0 }
        guard scopes.allSatisfy({ $0.status == .failed }), var error = scopes.first?.error else {
            return nil
        }
        if scopes.count > 1 { error.message += " (all \(scopes.count) calls failed)" }
        return error
    }

    /// The calls that have not been answered to their end, for the help of an error; nil without any.
    var unansweredCalls: String? {
        let scopes = scopes
        let open = scopes.filter { $0.status == .unfinished }
        guard let first = open.first else { return nil }
        let waiting = max(0, planned.load(ordering: .relaxed))
        let parameters = first.parameters.sorted { $0.key < $1.key }
            .map { "\($0.key) = \($0.value.quotedAsText)" }
        let count = open.count + waiting
        let others = count > 1 ? " and \(count - 1) more" : ""
        let retries = first.retries > 0 ? ", which was repeated \(first.retries) times" : ""
        return "\(count) of \(scopes.count + waiting) calls had not been answered to the end: "
            + "\(first.resource).\(first.method) with \(parameters.joined(separator: ", "))"
            + "\(retries)\(others)"
    }

    fileprivate func change(_ index: Int, _ body: (inout CallRecord) -> Void) {
        entries.withLock { body(&$0[index].scope) }
    }

    fileprivate func need(_ places: some Sequence<Int>, turn: Int) {
        entries.withLock { entries in
            for place in places where !entries[place].isNeeded {
                entries[place].isNeeded = true
                entries[place].turn = turn
            }
        }
    }
}

extension ScopeLog.Entry {
    /// The scope as it concerns the statement.
    fileprivate var current: CallRecord {
        var scope = scope
        scope.retries = meter.retries
        if !isNeeded, scope.status == .failed {
            scope.status = .unfinished
            scope.error = nil
        }
        return scope
    }
}

/// Where some calls of a statement note what became of them, each by its place among them.
///
/// Two scans that share a call have one scope for it.
final class CallScopes: Sendable {
    private struct State {
        var entries: [Int: (place: Int, meter: CallMeter)] = [:]
        /// When the statement asked for the calls' rows, among its calls; nil before.
        var turn: Int?
    }

    private let log: ScopeLog
    private let state = Mutex(State())

    fileprivate init(log: ScopeLog) {
        self.log = log
    }

    /// A call is about to be made; the answer is the place of its scope.
    func begin(_ call: Int, _ method: MethodCall) -> Int {
        log.noteBegun()
        return state.withLock { state in
            let entry = log.add(method, turn: state.turn)
            state.entries[call] = entry
            return entry.place
        }
    }

    /// A call has been made for other rows already.
    func join(_ call: Int, _ scope: Int) {
        log.noteBegun()
        let turn = state.withLock { state in
            state.entries[call] = (scope, log.meter(of: scope))
            return state.turn
        }
        if let turn { log.need([scope], turn: turn) }
    }

    /// A call is not made: its rows are known.
    func skip() { log.noteBegun() }

    /// Does the work of a call, whose repeats are counted.
    func during<Answer: Sendable>(
        _ call: Int,
        _ work: () async -> Answer
    ) async -> Answer {
        let meter = state.withLock { $0.entries[call]?.meter }
        return await CallMeter.$current.withValue(meter) { await work() }
    }

    /// A page has come.
    func note(_ page: JSONPage, of call: Int) {
        change(call) { scope in
            scope.pages += 1
            scope.rows += page.count
            scope.bytes += page.bytes.count
        }
    }

    /// The answer of a call that has no pages has come.
    func note(bytes: Int, of call: Int) {
        change(call) { $0.bytes += bytes }
    }

    /// A call has ended; once it has failed, it stays so, also when a later page is the last.
    func end(_ call: Int, _ status: CallRecord.Status, _ error: ScanError? = nil) {
        change(call) { scope in
            guard scope.status != .failed else { return }
            scope.status = status
            scope.error = error
        }
    }

    /// The statement reads the calls' rows.
    func need() {
        let turn = log.nextTurn
        let places = state.withLock { state in
            state.turn = state.turn ?? turn
            return state.entries.values.map(\.place)
        }
        log.need(places, turn: turn)
    }

    private func change(_ call: Int, _ body: (inout CallRecord) -> Void) {
        guard let place = state.withLock({ $0.entries[call]?.place }) else { return }
        log.change(place, body)
    }
}
