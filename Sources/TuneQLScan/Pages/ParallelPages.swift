import Synchronization
import TuneQLCalls
import TuneQLJSON
import TuneQLTransport

/// The pages of several calls, fetched at the same time and read one after another.
///
/// A call's next page is requested after its last one is used up, so that a scan that stops early
/// makes no further request. When `readsAhead`, it is requested as soon as a page is taken, except
/// after the first two pages: a reader that continues past them probably wants the whole list. At
/// most one page of each call waits to be read, and two of one call: memory does not grow with the
/// length of a list.
package final class ParallelPages: Sendable {
    /// The number of calls that may have a page waiting to be read.
    package static let maximumOpen = 32

    private let state: Mutex<State>
    private let permits: AsyncSemaphore
    private let group: CallGroup
    private let toleratesFailures: Bool
    private let toleratesMissingPlaces: Bool
    private let countsArrivals: Bool
    private let control: StatementControl
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// Starts the calls.
    ///
    /// - Parameters:
    ///   - count: The number of calls.
    ///   - order: The order in which the events are taken.
    ///   - readsAhead: Whether a call's next page is requested while its last one is being read.
    ///   - permits: Limits the requests of the statement, whose scans share it.
    ///   - group: The calls in the statement's ledger.
    ///   - toleratesFailures: Whether the scan continues with the other calls when one fails.
    ///   - toleratesMissingPlaces: Whether pages may lack the rows of places that did not respond.
    ///   - control: The statement's control.
    ///   - begin: Begins a call; called in the order of the calls, when each may be opened.
    init(
        calls count: Int,
        in order: any DeliveryOrder,
        readsAhead: Bool,
        permits: AsyncSemaphore,
        group: CallGroup,
        toleratesFailures: Bool,
        toleratesMissingPlaces: Bool,
        endedBy control: StatementControl,
        begin: @escaping @Sendable (Int) -> PageReader.Source
    ) {
        self.permits = permits
        self.group = group
        self.toleratesFailures = toleratesFailures
        self.toleratesMissingPlaces = toleratesMissingPlaces
        self.control = control
        countsArrivals = order.countsArrivals
        state = Mutex(State(order, readsAhead: readsAhead))
        let task = Task.detached { [self] in
            await withDiscardingTaskGroup { group in
                let open = AsyncSemaphore(permits: Self.maximumOpen)
                for index in 0..<count {
                    await open.wait()
                    if Task.isCancelled { break }
                    let source = begin(index)
                    group.addTask {
                        await self.fetch(source, of: index)
                        open.signal()
                    }
                }
            }
        }
        self.task.withLock { $0 = task }
        if state.withLock(\.isCancelled) { task.cancel() }
    }

    /// The next page of any call; nil after all calls have ended.
    ///
    /// Blocks the calling thread until there is one.
    func next(on executor: any WaitingThread) throws(ScanError) -> DeliveredPage? {
        if state.withLock({ $0.beginReading() }) { group.need() }
        while true {
            let signal = Signal()
            let (turn, resume) = try state.withLock { (state) throws(ScanError) in
                try state.take { signal.give() }
            }
            resume?(true)
            switch turn {
            case .waiting: executor.waiting(for: signal)
            case .finished: return nil
            case .taken(let event, _):
                if !countsArrivals { count(event) }
                if case .page(let page) = event { return page }
            }
        }
    }

    /// Requests the page after one that is used up.
    func finish(_ page: DeliveredPage) {
        state.withLock { $0.request(after: page) }?(true)
    }

    /// Ends all calls and the reader's wait.
    func cancel() {
        let (resumptions, wakeReader) = state.withLock { $0.cancel() }
        // A recording has to contain the exchanges in flight before the statement ends.
        task.withLock(\.self)?.cancel()
        for resume in resumptions { resume(false) }
        wakeReader?()
    }
}

// MARK: - The calls' side

extension ParallelPages {
    /// Fetches the pages of one call, each when it is requested.
    private func fetch(_ source: PageReader.Source, of call: Int) async {
        var reader = PageReader(source)
        var number = 0
        do throws(CallError) {
            while let page = try await reader.next(through: permits) {
                if let missing = page.missing, !toleratesMissingPlaces { throw missing }
                let delivered = DeliveredPage(
                    call: call,
                    number: number,
                    page: page.content,
                    next: page.next,
                    missing: page.missing,
                    isKept: reader.isKept,
                    isNew: reader.isNew,
                    entry: reader.entry
                )
                add(.page(delivered), of: call)
                number += 1
                guard !page.isLast else { break }
                guard await isRequested(after: delivered) else { return }
            }
            add(.end, of: call)
        } catch {
            let severity = severity(of: error, in: reader.call)
            add(.failure(Failure(error, severity, reader.entry)), of: call)
        }
    }

    private func add(_ event: Event, of call: Int) {
        if countsArrivals { count(event) }
        state.withLock { $0.add(event, of: call) }?()
    }

    /// Waits until the page after one is requested; false when it never will be.
    private func isRequested(after page: DeliveredPage) async -> Bool {
        await withCheckedContinuation { continuation in
            let isRequested = state.withLock { state in
                state.pause(after: page) { continuation.resume(returning: $0) }
            }
            if let isRequested { continuation.resume(returning: isRequested) }
        }
    }

    private func severity(of error: CallError, in call: MethodCall) -> Severity {
        if error.isIgnorable(in: call) { return .ignorable }
        return toleratesFailures && error.isOfOneCall ? .tolerable : .fatal
    }

    /// Records an event, either when it arrives or when it is taken.
    private func count(_ event: Event) {
        switch event {
        case .page(let delivered):
            if delivered.isNew { delivered.entry?.addArrival(of: delivered.page) }
            if let missing = delivered.missing { delivered.entry?.end(.failed, missing) }
            if delivered.next == nil { delivered.entry?.end(.ok) }
        case .failure(let failure) where failure.severity == .ignorable:
            failure.entry?.end(.ignored, failure.error)
        case .failure(let failure) where failure.error.kind != .cancelled:
            failure.entry?.end(.failed, failure.error)
        case .failure:
            // In the recorded run the call was cancelled: by the time limit, if there is one.
            if !countsArrivals { control.expire() }
        case .end: break
        }
    }
}
