import Synchronization
import TuneQLCalls
import TuneQLJSON
import TuneQLTransport

/// The pages of a scan, which several cursors may read, each from the first page on.
///
/// A cursor that stops early leaves the remaining pages to the next one. Cursors may be on the
/// threads of several sessions: one of them fetches, and the others wait for the same page.
final class ScanPages: Sendable {
    fileprivate struct State {
        var pages: [DeliveredPage] = []
        var last: DeliveredPage?
        var isComplete = false
        var failure: ScanError?
        var isFetching = false
        var waiters: [Signal] = []
    }

    private let pages: ParallelPages
    /// Whether pages are kept for further readers; otherwise one reader reads forward.
    private let keepsPages: Bool
    private let state = Mutex(State())
    private let cancelling: StatementControl.Registration

    init(_ pages: ParallelPages, keepsPages: Bool, endedBy control: StatementControl) {
        self.pages = pages
        self.keepsPages = keepsPages
        cancelling = control.onCancel { pages.cancel() }
    }

    deinit {
        cancelling.remove()
        pages.cancel()
    }

    /// The page at a position in the order in which the pages were taken; nil after the last.
    ///
    /// Blocks the calling thread until the page has arrived.
    func page(at index: Int, on executor: any WaitingThread) throws(ScanError) -> DeliveredPage? {
        while true {
            let signal = Signal()
            switch state.withLock({ $0.step(toPage: index, waiting: signal) }) {
            case .page(let page): return page
            case .failure(let error): throw error
            case .wait: executor.waiting(for: signal)
            case .fetch(let last):
                if let last { pages.finish(last) }
                let outcome = next(on: executor)
                let waiters = state.withLock { $0.add(outcome, keepsPage: keepsPages) }
                for waiter in waiters { waiter.give() }
                if case .success(let page?) = outcome, page.isNew {
                    page.entry?.addReading(of: page.page, isKept: page.isKept)
                }
                if !keepsPages { return try outcome.get() }
            }
        }
    }

    private func next(
        on executor: any WaitingThread
    ) -> Result<DeliveredPage?, ScanError> {
        do throws(ScanError) {
            return .success(try pages.next(on: executor))
        } catch {
            return .failure(error)
        }
    }

    fileprivate enum Step {
        case page(DeliveredPage?)
        case failure(ScanError)
        /// Another reader fetches the page: wait for it.
        case wait
        /// This reader has to fetch the page; the one before is used up.
        case fetch(after: DeliveredPage?)
    }
}

extension ScanPages.State {
    fileprivate mutating func step(toPage index: Int, waiting signal: Signal) -> ScanPages.Step {
        if index < pages.count { return .page(pages[index]) }
        if let failure { return .failure(failure) }
        if isComplete { return .page(nil) }
        if isFetching {
            waiters.append(signal)
            return .wait
        }
        isFetching = true
        return .fetch(after: last)
    }

    /// Adds a page that was fetched; returns the readers that wait for it.
    fileprivate mutating func add(
        _ outcome: Result<DeliveredPage?, ScanError>,
        keepsPage: Bool
    ) -> [Signal] {
        isFetching = false
        switch outcome {
        case .success(let page):
            last = page
            isComplete = page == nil
            if let page, keepsPage { pages.append(page) }
        case .failure(let error): failure = error
        }
        defer { waiters = [] }
        return waiters
    }
}
