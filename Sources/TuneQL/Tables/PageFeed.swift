import Synchronization
import TuneQLCatalog
import TuneQLHTTP
import TuneQLJSON

/// The pages of several calls, fetched at the same time and read one after another.
///
/// A call's next page is asked for when its last one is used up, so that a scan that stops early
/// makes no further request. When `readsAhead`, that is done as soon as a page is taken, but for the
/// first two: who reads on behind them wants more than a look. At most one page a call
/// waits to be read, and two of one call: memory does not grow with the length of a list.
final class PageFeed: Sendable {
    /// A page, and which of the calls it answers.
    struct Delivery: Sendable {
        var call: Int
        var page: JSONPage
        /// Whether it came from the session's cache.
        var isKept = false
        /// Whether it was fetched for these calls, rather than for those of another scan.
        var isNew = true
        /// Whether the call's next page was asked for when this one was taken.
        fileprivate(set) var isAhead = false
    }

    fileprivate struct State {
        var pages: [Delivery] = []
        var resumptions: [Int: CheckedContinuation<Bool, Never>] = [:]
        /// Calls whose reader asked for more before they waited.
        var demanded: Set<Int> = []
        /// The call whose page came to a waiting reader, and whose next one was asked for right then.
        var foreseen: Int?
        var unfinished: Int
        /// How many of the calls that are made first have not been answered yet: until then no page
        /// is handed out, so that a failure among them comes before all rows.
        var unanswered: Int
        var isRead = false
        /// How many pages have been taken.
        var taken = 0
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
    private let maximumOpen: Int

    /// Starts the calls.
    ///
    /// - Parameters:
    ///   - count: How many calls there are.
    ///   - readsAhead: Whether a call's next page is asked for while its last one is being read.
    ///   - gate: Lets requests out; all scans of a statement share one.
    ///   - scopes: Where the calls note what becomes of them.
    ///   - toleratesFailures: Whether the pages of other calls are good enough when one fails.
    ///   - maximumOpen: How many calls may have a page that waits to be read.
    ///   - begin: Begins a call, each when its turn comes.
    init(
        calls count: Int,
        readsAhead: Bool,
        gate: Gate,
        scopes: CallScopes,
        toleratesFailures: Bool,
        maximumOpen: Int = 32,
        begin: @escaping @Sendable (Int) -> PageStream.Source
    ) {
        self.readsAhead = readsAhead
        self.gate = gate
        self.scopes = scopes
        self.toleratesFailures = toleratesFailures
        self.maximumOpen = maximumOpen
        state = Mutex(
            State(unfinished: count, unanswered: min(count, maximumOpen))
        )
        let task = Task.detached { [self] in
            await withDiscardingTaskGroup { group in
                let open = Gate(width: maximumOpen)
                for index in 0..<count {
                    await open.enter()
                    if Task.isCancelled { break }
                    let source = begin(index)
                    group.addTask {
                        await scopes.during(index) {
                            await self.deliver(PageStream(source), of: index)
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

    /// The next page, whichever call it answers; nil when all calls have ended.
    ///
    /// Blocks the session's thread until there is one.
    func next(on executor: SessionExecutor) throws(ScanError) -> Delivery? {
        noteReader()
        while true {
            let signal = Signal()
            let taken = try state.withLock { (state) throws(ScanError) -> Delivery?? in
                if let failure = state.failure { throw ScanError(failure) }
                if state.isCancelled { throw ScanError.cancelled }
                if state.unanswered == 0, let delivery = state.takeDelivery(readsAhead) {
                    return .some(delivery)
                }
                if state.unfinished == 0 { return .some(nil) }
                state.waiter = signal
                return nil
            }
            if let taken {
                if let taken, taken.isAhead { demandAhead(of: taken.call) }
                return taken
            }
            executor.waiting(for: signal)
        }
    }

    /// Has the calls count as needed, once.
    private func noteReader() {
        let isFirst = state.withLock { state in
            defer { state.isRead = true }
            return !state.isRead
        }
        if isFirst { scopes.need() }
    }

    /// Says that the page of a call is used up.
    func finish(_ delivery: Delivery) {
        if !delivery.isAhead { demand(delivery.call) }
    }

    /// Says that a page cannot be read.
    func note(_ error: CallError, of delivery: Delivery) {
        scopes.end(delivery.call, .failed, ScanError(error))
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

    private func demandAhead(of call: Int) {
        let isForeseen = state.withLock { state in
            defer { if state.foreseen == call { state.foreseen = nil } }
            return state.foreseen == call
        }
        if !isForeseen { demand(call) }
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
    private func deliver(_ stream: PageStream, of call: Int) async {
        var stream = stream
        var failure: CallError?
        var isFirst = true
        do throws(CallError) {
            while let page = try await stream.next(through: gate) {
                if stream.isNew { scopes.note(page, of: call) }
                if page.nextPageToken ?? "" == "" { scopes.end(call, .ok) }
                put(
                    Delivery(call: call, page: page, isKept: stream.isKept, isNew: stream.isNew),
                    isFirst: isFirst
                )
                isFirst = false
                guard page.nextPageToken != nil else { break }
                guard await isWanted(call) else { return }
            }
        } catch {
            failure = note(error, of: call, stream.call)
        }
        let waiter = state.withLock { state in
            state.unfinished -= 1
            if isFirst, call < maximumOpen { state.unanswered -= 1 }
            if state.failure == nil { state.failure = failure }
            return state.takeWaiter()
        }
        waiter?.give()
    }

    /// Notes how a call ended; answers the error when it is the statement's as well.
    private func note(_ error: CallError, of place: Int, _ call: MethodCall) -> CallError? {
        if error.isIgnorable(in: call) {
            scopes.end(place, .ignored, ScanError(error))
            return nil
        }
        if error.kind != .cancelled { scopes.end(place, .failed, ScanError(error)) }
        return toleratesFailures && error.isOfOneCall ? nil : error
    }

    /// Hands a page over; a waiting reader is going to take it, so the next one is asked for without
    /// waiting until that has happened on another thread.
    private func put(_ delivery: Delivery, isFirst: Bool) {
        let waiter = state.withLock { state in
            if isFirst, delivery.call < maximumOpen { state.unanswered -= 1 }
            let isNext = state.pages.isEmpty && state.unanswered == 0
            state.pages.append(delivery)
            if readsAhead, isNext, state.isUnderWay, state.waiter != nil {
                state.demanded.insert(delivery.call)
                state.foreseen = delivery.call
            }
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
    /// The oldest page of the first call that has one.
    fileprivate mutating func takeDelivery(_ readsAhead: Bool) -> PageFeed.Delivery? {
        let first = pages.indices.min { pages[$0].call < pages[$1].call }
        guard var delivery = first.map({ pages.remove(at: $0) }) else { return nil }
        delivery.isAhead = readsAhead && isUnderWay
        taken += 1
        return delivery
    }

    /// Whether the reader has shown that it wants more than a look.
    fileprivate var isUnderWay: Bool { taken >= 2 }

    fileprivate mutating func takeWaiter() -> Signal? {
        defer { waiter = nil }
        return waiter
    }
}
