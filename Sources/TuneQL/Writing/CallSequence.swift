import Synchronization
import TuneQLCalls
import TuneQLCatalog
import TuneQLScan
import TuneQLTransport

/// The calls of a statement that writes, started in order: several at once, none twice.
struct CallSequence: Sendable {
    let client: APIClient
    let control: StatementControl
    let cache: ResultCache
    /// The resource whose methods are called.
    let resource: Resource
    /// The poller for operations that calls start; nil without AWAIT.
    var poller: CompletionPoller?
    /// The number of concurrent calls.
    var width = 1
    /// Whether the calls after a failed one are skipped.
    var stopsAtFailure = true

    /// The outcomes, in the order of the calls.
    ///
    /// Whatever the outcomes, the session discards the cached responses that the calls may change:
    /// before them, and again after them, for responses read meanwhile.
    func outcomes(of calls: [MethodCall]) async -> [CallOutcome] {
        cache.forget(changedBy: calls)
        defer { cache.forget(changedBy: calls) }
        let task = Task.detached { await perform(calls) }
        let registration = control.onCancel { task.cancel() }
        defer { registration.remove() }
        return await task.value
    }

    private func perform(_ calls: [MethodCall]) async -> [CallOutcome] {
        var outcomes = await made(calls)
        if client.keepsOrder { outcomes.expire(control) }
        let isStopped = stopsAtFailure && outcomes.contains { $0.error != nil }
        guard let poller, !isStopped else { return outcomes }
        await withTaskGroup(of: (Int, CallOutcome).self) { group in
            for (index, outcome) in outcomes.enumerated() where outcome.status == .done {
                group.addTask { (index, await poller.end(of: outcome, calls[index])) }
            }
            for await (index, outcome) in group { outcomes[index] = outcome }
        }
        if client.keepsOrder { outcomes.expire(control) }
        return outcomes
    }

    /// Makes all calls; waiting for the operations that they start comes after.
    private func made(_ calls: [MethodCall]) async -> [CallOutcome] {
        var outcomes = Array(repeating: CallOutcome.notTried, count: calls.count)
        let entries = control.ledger.begin(calls)
        var next = 0
        var isStopped = false
        var arrivals = Arrivals(inOrder: client.keepsOrder)
        await withTaskGroup(of: (Int, CallOutcome).self) { group in
            func start() {
                guard next < calls.count, !isStopped, !control.isCancelled else { return }
                let index = next
                next += 1
                group.addTask { () -> (Int, CallOutcome) in
                    let made = await outcome(of: calls[index], entries[index])
                    entries[index].end(with: made)
                    return (index, made)
                }
            }
            for _ in 0..<width { start() }
            while let (index, outcome) = await group.next() {
                arrivals.add(outcome, of: index)
                while let (index, outcome) = arrivals.next() {
                    outcomes[index] = outcome
                    let stops = stopsAtFailure || outcome.stopsFurtherCalls
                    if outcome.error != nil, stops { isStopped = true }
                    start()
                }
            }
        }
        return outcomes
    }

    private func outcome(of call: MethodCall, _ entry: CallLedger.Entry) async -> CallOutcome {
        do throws(CallError) {
            let response = try await client.response(to: call, entry: entry)
            let body = response.body
            if call.method.verb == .select { try client.check(body, for: call) }
            if let flaw = resource.flaw(of: body, for: call) {
                throw client.unknownOutcome(flaw, of: call)
            }
            return CallOutcome(
                done: body.isEmpty ? Array("{}".utf8) : body,
                headers: response.headers
            )
        } catch {
            var outcome = CallOutcome(error, of: call)
            outcome.error = outcome.error?.ended(by: control)
            if error.httpStatus == 400, outcome.error?.help == nil {
                outcome.error?.help = call.newIDHint
            }
            if outcome.status == .unknown {
                outcome.error?.add(checkingSelect: resource.checkingSelect(after: call))
            }
            return outcome
        }
    }
}

/// Outcomes in order of arrival, or, with a recording, in the order of their calls.
///
/// In the order of the calls, a replay stops where the recorded run did.
private struct Arrivals {
    let inOrder: Bool
    private var come: [Int: CallOutcome] = [:]
    private var turn = 0

    init(inOrder: Bool) {
        self.inOrder = inOrder
    }

    mutating func add(_ outcome: CallOutcome, of call: Int) {
        come[call] = outcome
    }

    mutating func next() -> (Int, CallOutcome)? {
        guard inOrder else { return come.popFirst().map { ($0.key, $0.value) } }
        guard let outcome = come.removeValue(forKey: turn) else { return nil }
        defer { turn += 1 }
        return (turn, outcome)
    }
}

extension [CallOutcome] {
    /// In a replay, attributes calls that were cancelled in the recording to the time limit.
    fileprivate mutating func expire(_ control: StatementControl) {
        guard contains(where: { $0.error?.code == .cancelled }) else { return }
        control.expire()
        for index in indices { self[index].error = self[index].error?.ended(by: control) }
    }
}

extension QueryError {
    /// Adds the way to check a write's outcome; it replaces the general help for unknown outcomes.
    fileprivate mutating func add(checkingSelect select: String?) {
        guard let select else { return }
        help = code == .unknownOutcome ? select : (help.map { "\($0); " } ?? "") + select
    }
}
