import Synchronization
import TuneQLHTTP
import TuneQLJSON

/// The pages of several calls like ``PageFeed``, but taken in an order that does not depend on time.
///
/// Requests run side by side as they do there. A failure counts when its turn comes: what was asked
/// for in vain, and is not in a recording, ends no statement that ended before.
final class OrderedFeed: PageSource {
    private enum Answer: Sendable {
        case page(JSONPage, isKept: Bool, isNew: Bool)
        case failure(CallError, of: MethodCall)
        case end
    }

    private struct State {
        var turns: Turns<Answer>
        var demanded: Set<Int> = []
        var resumptions: [Int: CheckedContinuation<Bool, Never>] = [:]
        var isRead = false
        var failure: CallError?
        var isCancelled = false
        var waiter: Signal?
        var task: Task<Void, Never>?
    }

    private let state: Mutex<State>
    private let readsAhead: Bool
    private let gate: Gate
    private let scopes: CallScopes
    private let toleratesFailures: Bool
    private let token: CancelToken

    /// Starts the calls; the parameters are those of a ``PageFeed``.
    init(
        calls count: Int,
        readsAhead: Bool,
        gate: Gate,
        scopes: CallScopes,
        toleratesFailures: Bool,
        endedBy token: CancelToken,
        maximumOpen: Int = 32,
        begin: @escaping @Sendable (Int) -> PageStream.Source
    ) {
        self.readsAhead = readsAhead
        self.gate = gate
        self.scopes = scopes
        self.toleratesFailures = toleratesFailures
        self.token = token
        state = Mutex(State(turns: Turns(calls: count, width: maximumOpen)))
        let task = Task.detached { [self] in
            await withDiscardingTaskGroup { group in
                let open = Gate(width: maximumOpen)
                for index in 0..<count {
                    await open.enter()
                    if Task.isCancelled { break }
                    let source = begin(index)
                    group.addTask {
                        await scopes.during(index) {
                            await self.fetch(PageStream(source), of: index)
                        }
                        open.leave()
                    }
                }
            }
        }
        let isLate = state.withLock { state in
            state.task = task
            return state.isCancelled
        }
        if isLate { task.cancel() }
    }

    func next(on executor: SessionExecutor) throws(ScanError) -> PageFeed.Delivery? {
        noteReader()
        while true {
            let signal = Signal()
            let turn = try state.withLock { (state) throws(ScanError) in
                try take(from: &state, waiting: signal)
            }
            switch turn {
            case .waiting: executor.waiting(for: signal)
            case .finished: return nil
            case .taken(.page(let page, let isKept, let isNew), let call):
                if isNew { scopes.note(page, of: call) }
                if page.nextPageToken ?? "" == "" { scopes.end(call, .ok) }
                if readsAhead { demand(call) }
                return PageFeed.Delivery(call: call, page: page, isKept: isKept, isNew: isNew)
            case .taken(.end, _): continue
            case .taken(.failure(let error, let method), let call):
                guard let error = note(error, of: call, method) else { continue }
                state.withLock { $0.failure = error }
                // It was cancelled when it was recorded: by the time limit, if there is one.
                if error.kind == .cancelled { token.expire() }
            }
        }
    }

    func finish(_ delivery: PageFeed.Delivery) {
        if !readsAhead { demand(delivery.call) }
    }

    /// Says that a page cannot be read.
    func note(_ error: CallError, of delivery: PageFeed.Delivery) {
        scopes.end(delivery.call, .failed, ScanError(error))
    }

    func cancel() {
        let (task, resumptions) = state.withLock { state in
            state.isCancelled = true
            defer { state.resumptions = [:] }
            return (state.task, Array(state.resumptions.values))
        }
        // What was under way has to be in the recording before the statement goes on to its end.
        task?.cancel()
        for resumption in resumptions { resumption.resume(returning: false) }
        takeWaiter()?.give()
    }
}

// MARK: - The reader's side

extension OrderedFeed {
    private func take(
        from state: inout State,
        waiting signal: Signal
    ) throws(ScanError) -> Turns<Answer>.Turn {
        if state.isCancelled { throw ScanError.cancelled }
        if let failure = state.failure { throw ScanError(failure) }
        let turn = state.turns.take { answer, _ in
            guard case .failure(let error, let call) = answer else { return false }
            return isFatal(error, call)
        }
        switch turn {
        case .waiting: state.waiter = signal
        case .taken(.end, let call), .taken(.failure, let call): state.turns.end(call)
        default: break
        }
        return turn
    }

    private func isFatal(_ error: CallError, _ call: MethodCall) -> Bool {
        !error.isIgnorable(in: call) && !(toleratesFailures && error.isOfOneCall)
    }

    /// Notes how a call ended; answers the error when it is the statement's as well.
    private func note(_ error: CallError, of place: Int, _ call: MethodCall) -> CallError? {
        if error.isIgnorable(in: call) {
            scopes.end(place, .ignored, ScanError(error))
            return nil
        }
        if error.kind != .cancelled { scopes.end(place, .failed, ScanError(error)) }
        return isFatal(error, call) ? error : nil
    }

    /// Has the calls count as needed, once.
    private func noteReader() {
        let isFirst = state.withLock { state in
            defer { state.isRead = true }
            return !state.isRead
        }
        if isFirst { scopes.need() }
    }

    private func demand(_ call: Int) {
        let resumption = state.withLock { state in
            let resumption = state.resumptions.removeValue(forKey: call)
            if resumption == nil { state.demanded.insert(call) }
            return resumption
        }
        resumption?.resume(returning: true)
    }
}

// MARK: - The calls' side

extension OrderedFeed {
    /// Fetches the pages of one call, each when it is wanted.
    private func fetch(_ stream: PageStream, of call: Int) async {
        var stream = stream
        do throws(CallError) {
            while let page = try await stream.next(through: gate) {
                put(.page(page, isKept: stream.isKept, isNew: stream.isNew), of: call)
                guard page.nextPageToken != nil else { break }
                guard await isWanted(call) else { return }
            }
            put(.end, of: call)
        } catch {
            put(.failure(error, of: stream.call), of: call)
        }
    }

    private func put(_ answer: Answer, of call: Int) {
        state.withLock { $0.turns.add(answer, of: call) }
        takeWaiter()?.give()
    }

    private func takeWaiter() -> Signal? {
        state.withLock { state in
            defer { state.waiter = nil }
            return state.waiter
        }
    }

    /// Waits until the reader asks for the call's next page; false when it never will.
    private func isWanted(_ call: Int) async -> Bool {
        await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> Bool? in
                if state.isCancelled { return false }
                if state.demanded.remove(call) != nil { return true }
                state.resumptions[call] = continuation
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }
}
