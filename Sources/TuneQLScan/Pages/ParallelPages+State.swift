import TuneQLCalls
import TuneQLTransport

extension ParallelPages {
    /// The state machine of the calls and the reader of their pages, without tasks and locks.
    ///
    /// Its methods return the closures that wake up a call's task or the reader; the caller runs
    /// them after it has released the lock.
    package struct State: Sendable {
        /// Resumes the task of a call: to fetch the next page, or to end when given false.
        package typealias Resumption = @Sendable (Bool) -> Void

        private var order: any DeliveryOrder
        private let readsAhead: Bool
        /// The calls of which a page has arrived and that have not ended; see ``CallState``.
        private var calls: [Int: CallState] = [:]
        /// The number of pages that have been taken.
        private var taken = 0
        private var hasReader = false
        /// Wakes the reader up; nil when it does not wait.
        private var wakeReader: (@Sendable () -> Void)?
        /// The failure that ends the statement, which was taken.
        private var failure: CallError?
        /// The first failure of that kind that has arrived, where arrivals count.
        private var arrivedFailure: CallError?
        package private(set) var isCancelled = false

        package init(_ order: any DeliveryOrder, readsAhead: Bool) {
            self.order = order
            self.readsAhead = readsAhead
        }

        /// Whether the reader has not asked for a page before.
        mutating func beginReading() -> Bool {
            defer { hasReader = true }
            return !hasReader
        }

        /// Takes the next event, or has the reader woken up when there may be one.
        ///
        /// - Parameter wakeUp: Wakes the reader up.
        /// - Returns: The event, and the resumption of a call whose next page is requested ahead.
        /// - Throws: The failure that ends the statement, after it has been taken, or when it had
        ///   arrived before the calls were cancelled; otherwise that they were cancelled.
        package mutating func take(
            orWake wakeUp: @escaping @Sendable () -> Void
        ) throws(ScanError) -> (turn: Turn<Event>, resume: Resumption?) {
            if let failure { throw ScanError(failure) }
            if isCancelled { throw arrivedFailure.map { ScanError($0) } ?? .cancelled }
            let turn = order.take()
            var resume: Resumption?
            switch turn {
            case .taken(.page(let page), _):
                if isReadingAhead { resume = request(after: page) }
                taken += 1
            case .taken(.failure(let taken), _):
                if taken.severity == .fatal { failure = taken.error }
            case .waiting: wakeReader = wakeUp
            default: break
            }
            return (turn, resume)
        }

        /// Adds an event; returns the closure that wakes the reader up.
        ///
        /// A waiting reader is going to take the page, so the next one is requested without waiting
        /// until that has happened on another thread.
        package mutating func add(_ event: Event, of call: Int) -> (@Sendable () -> Void)? {
            let isTakenNext = order.add(event, of: call) && wakeReader != nil
            if case .failure(let arrived) = event { keep(arrived) }
            if case .page(let page) = event {
                let isRequested = isTakenNext && isReadingAhead
                calls[call] = isRequested ? .requested(after: page.number) : .arrived(page.number)
            } else {
                calls[call] = nil
            }
            defer { wakeReader = nil }
            return wakeReader
        }

        /// Keeps a failure that would be lost if the calls were cancelled before it is taken.
        private mutating func keep(_ arrived: Failure) {
            guard order.countsArrivals, !isCancelled, arrived.severity == .fatal else { return }
            arrivedFailure = arrivedFailure ?? arrived.error
        }

        /// Ends all calls; returns their resumptions, and the closure that wakes the reader up.
        package mutating func cancel() -> ([Resumption], (@Sendable () -> Void)?) {
            isCancelled = true
            let resumptions = calls.values.compactMap(\.resumption)
            defer {
                calls = [:]
                wakeReader = nil
            }
            return (resumptions, wakeReader)
        }

        /// Whether the reader has shown that it probably wants all pages.
        private var isReadingAhead: Bool { readsAhead && taken >= order.pagesBeforeReadingAhead }
    }

    /// The progress of a call after its first page; before that, the call is fetching it.
    ///
    ///     (fetching) ── a page arrives ───────▶ arrived
    ///     (fetching) ── and a reader waits ───▶ requested   only when reading ahead
    ///     arrived ───── the task pauses ──────▶ paused
    ///     arrived ───── the reader requests ──▶ requested
    ///     paused ────── the reader requests ──▶ fetching    the task is resumed
    ///     requested ─── the task pauses ──────▶ fetching    the task goes on at once
    ///     fetching ──── a page arrives ───────▶ arrived, or requested
    ///
    /// A request after any page but the last one changes nothing: that page has been requested.
    fileprivate enum CallState {
        /// The page has arrived; its successor has not been requested.
        case arrived(Int)
        /// The task waits until the successor of the page is requested.
        case paused(after: Int, State.Resumption)
        /// The successor of the page is requested, and the task has not noticed yet.
        case requested(after: Int)
        /// The successor of the page is being fetched.
        case fetching(after: Int)

        var resumption: State.Resumption? {
            if case .paused(_, let resume) = self { resume } else { nil }
        }
    }
}

extension ParallelPages.State {
    /// Requests the page after one that is taken or used up; returns the call's resumption.
    package mutating func request(after page: DeliveredPage) -> Resumption? {
        switch calls[page.call] {
        case .arrived(page.number):
            calls[page.call] = .requested(after: page.number)
            return nil
        case .paused(page.number, let resume):
            calls[page.call] = .fetching(after: page.number)
            return resume
        default: return nil
        }
    }

    /// Pauses the task of a call after a page.
    ///
    /// - Returns: True when the next page is requested already, false when it never will be; nil
    ///   when the task has to wait for `resume`.
    package mutating func pause(
        after page: DeliveredPage,
        resume: @escaping Resumption
    ) -> Bool? {
        if isCancelled { return false }
        if case .requested = calls[page.call] {
            calls[page.call] = .fetching(after: page.number)
            return true
        }
        calls[page.call] = .paused(after: page.number, resume)
        return nil
    }
}
