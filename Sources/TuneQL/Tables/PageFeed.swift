import Synchronization
import TuneQLCatalog
import TuneQLHTTP
import TuneQLJSON

/// The pages of several calls, fetched at the same time and read one after another.
///
/// A call's next page is asked for when its last one is used up (or, when `readsAhead`, as soon as
/// it is taken), so that a scan that stops early makes no further request. At most one page a call
/// waits to be read: memory does not grow with the length of a list.
final class PageFeed: Sendable {
    /// A page, and which of the calls it answers.
    struct Delivery: Sendable {
        var call: Int
        var page: JSONPage
    }

    fileprivate struct State {
        var pages: [Int: JSONPage] = [:]
        var resumptions: [Int: CheckedContinuation<Bool, Never>] = [:]
        /// Calls whose reader asked for more before they waited.
        var demanded: Set<Int> = []
        var unfinished: Int
        var failure: CallError?
        var isCancelled = false
        var waiter: Signal?
        var task: Task<Void, Never>?
    }

    private let state: Mutex<State>
    private let readsAhead: Bool

    /// Starts the calls.
    ///
    /// - Parameters:
    ///   - calls: What to fetch.
    ///   - readsAhead: Whether a call's next page is asked for while its last one is being read.
    ///   - maximumInFlight: How many calls are made at the same time.
    ///   - pages: Makes the calls.
    init(
        calls: [MethodCall],
        readsAhead: Bool,
        maximumInFlight: Int = 32,
        pages: @escaping @Sendable (MethodCall) -> Pages
    ) {
        self.readsAhead = readsAhead
        state = Mutex(State(unfinished: calls.count))
        let task = Task.detached { [self] in
            await withDiscardingTaskGroup { group in
                let gate = Gate(width: maximumInFlight)
                for (index, call) in calls.enumerated() {
                    await gate.enter()
                    if Task.isCancelled { break }
                    group.addTask {
                        await self.deliver(pages(call), of: index)
                        gate.leave()
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

    /// The next page, whichever call it answers; nil when all calls have ended.
    ///
    /// Blocks the session's thread until there is one.
    func next(on executor: SessionExecutor) throws -> Delivery? {
        while true {
            let signal = Signal()
            let taken = try state.withLock { state -> Delivery?? in
                if let failure = state.failure { throw failure }
                if state.isCancelled { throw QueryError.cancelled }
                if let call = state.pages.keys.min(),
                    let page = state.pages.removeValue(forKey: call)
                {
                    return .some(Delivery(call: call, page: page))
                }
                if state.unfinished == 0 { return .some(nil) }
                state.waiter = signal
                return nil
            }
            if let taken {
                if readsAhead, let call = taken?.call { demand(call) }
                return taken
            }
            executor.waiting(for: signal)
        }
    }

    /// Says that the page of a call is used up.
    func finish(_ delivery: Delivery) {
        if !readsAhead { demand(delivery.call) }
    }

    /// Ends all calls; the reader, if it waits, is told.
    func cancel() {
        let (task, resumptions, waiter) = state.withLock { state in
            state.isCancelled = true
            defer {
                state.resumptions = [:]
                state.waiter = nil
            }
            return (state.task, Array(state.resumptions.values), state.waiter)
        }
        task?.cancel()
        for resumption in resumptions { resumption.resume(returning: false) }
        waiter?.give()
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

extension PageFeed {
    /// Fetches the pages of one call, each when it is wanted.
    private func deliver(_ pages: Pages, of call: Int) async {
        var failure: CallError?
        do throws(CallError) {
            for try await page in pages {
                put(page, of: call)
                guard await isWanted(call) else { return }
            }
        } catch {
            if !error.isAbsence(in: pages.call) { failure = error }
        }
        let waiter = state.withLock { state in
            state.unfinished -= 1
            if state.failure == nil { state.failure = failure }
            return state.takeWaiter()
        }
        waiter?.give()
    }

    private func put(_ page: JSONPage, of call: Int) {
        let waiter = state.withLock { state in
            state.pages[call] = page
            return state.takeWaiter()
        }
        waiter?.give()
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

extension PageFeed.State {
    fileprivate mutating func takeWaiter() -> Signal? {
        defer { waiter = nil }
        return waiter
    }
}

/// Lets a number of tasks through at a time.
private final class Gate: Sendable {
    private struct State {
        var free: Int
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>

    init(width: Int) {
        state = Mutex(State(free: width))
    }

    /// Waits for a place; one task at a time may wait.
    func enter() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting = continuation
                    return false
                }
                state.free -= 1
                return true
            }
            if isOpen { continuation.resume() }
        }
    }

    func leave() {
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            if state.waiting == nil { state.free += 1 }
            return state.waiting
        }
        waiting?.resume()
    }
}

extension CallError {
    /// Whether the error only says that the one row that was asked for by its id does not exist.
    func isAbsence(in call: MethodCall) -> Bool {
        isNotFound && call.method.verb == .select && call.method.itemsPath.isEmpty
    }
}
