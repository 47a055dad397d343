import Synchronization
import TuneQLCatalog
import TuneQLHTTP

/// Makes the calls of a statement that calls by name: several at once, none twice.
struct WriteCalls: Sendable {
    let client: APIClient
    let token: CancelToken
    let cache: ResultCache
    /// Whose methods are called.
    let resource: Resource
    /// Waits for what a call started; nil when nobody asked to.
    var awaiting: Awaiting?
    /// How many calls are made at the same time.
    var width = 1
    /// Whether one failure keeps the calls behind it from being made.
    var stopsAtFailure = true

    /// The outcomes, in the order of the calls.
    ///
    /// Whatever becomes of the calls, the session forgets what it knew of their resources: once
    /// before them, and once after them, for what was read meanwhile.
    func outcomes(of calls: [MethodCall]) async -> [CallOutcome] {
        cache.forget(changedBy: calls)
        defer { cache.forget(changedBy: calls) }
        let task = Task.detached { await perform(calls) }
        let registration = token.onCancel { task.cancel() }
        defer { registration.remove() }
        return await task.value
    }

    private func perform(_ calls: [MethodCall]) async -> [CallOutcome] {
        var outcomes = await made(calls)
        let isStopped = stopsAtFailure && outcomes.contains { $0.error != nil }
        guard let awaiting, !isStopped else { return outcomes }
        await withTaskGroup(of: (Int, CallOutcome).self) { group in
            for (index, outcome) in outcomes.enumerated() where outcome.status == .done {
                group.addTask { (index, await awaiting.end(of: outcome, calls[index])) }
            }
            for await (index, outcome) in group { outcomes[index] = outcome }
        }
        return outcomes
    }

    /// Makes all calls; what they start is waited for when all have been made.
    private func made(_ calls: [MethodCall]) async -> [CallOutcome] {
        var outcomes = Array(repeating: CallOutcome.notTried, count: calls.count)
        let scopes = token.scopes.begin(calls, isNeeded: true)
        var next = 0
        var isStopped = false
        await withTaskGroup(of: (Int, CallOutcome).self) { group in
            func start() {
                guard next < calls.count, !isStopped, !token.isCancelled else { return }
                let index = next
                next += 1
                group.addTask { () -> (Int, CallOutcome) in
                    let made = await scopes.during(index) { await outcome(of: calls[index]) }
                    scopes.note(made, of: index)
                    return (index, made)
                }
            }
            for _ in 0..<width { start() }
            while let (index, outcome) = await group.next() {
                outcomes[index] = outcome
                if outcome.error != nil, stopsAtFailure || outcome.isHopeless { isStopped = true }
                start()
            }
        }
        return outcomes
    }

    private func outcome(of call: MethodCall) async -> CallOutcome {
        do throws(CallError) {
            let body = try await client.response(to: call).body
            if let flaw = resource.flaw(of: body, answering: call) {
                throw client.unknownOutcome(flaw, of: call)
            }
            return CallOutcome(done: body.isEmpty ? Array("{}".utf8) : body)
        } catch {
            var outcome = CallOutcome(error, of: call)
            outcome.error = outcome.error?.ended(by: token)
            if outcome.status == .unknown {
                outcome.error?.add(inquiry: resource.inquiry(after: call))
            }
            return outcome
        }
    }
}

extension QueryError {
    /// Says how to find out what became of a write; the general words for that are left out.
    fileprivate mutating func add(inquiry: String?) {
        guard let inquiry else { return }
        help = code == .unknownOutcome ? inquiry : (help.map { "\($0); " } ?? "") + inquiry
    }
}

extension Method {
    /// Whether the method changes nothing.
    var isRead: Bool { httpMethod == "GET" || httpMethod == "HEAD" }
}
