import Synchronization
import TuneQLHTTP
import TuneQLJSON

/// The pages of a scan, which several cursors may read, each from the first page on.
///
/// A cursor that stops early leaves the rest unread; the next one goes on there. Cursors may be on
/// the threads of several sessions: one of them fetches, the others wait for the same page.
final class PageList: Sendable {
    fileprivate struct State {
        var pages: [DeliveredPage] = []
        var last: DeliveredPage?
        var isComplete = false
        var failure: ScanError?
        var isFetching = false
        var waiters: [Signal] = []
    }

    private let feed: ParallelPages
    /// Whether pages are kept for further readers; otherwise there is one, and it reads on.
    private let keepsPages: Bool
    private let state = Mutex(State())
    private let token: CancelToken
    private let cancelling: CancelToken.Registration

    init(_ feed: ParallelPages, keepsPages: Bool, endedBy token: CancelToken) {
        self.feed = feed
        self.keepsPages = keepsPages
        self.token = token
        cancelling = token.onCancel { feed.cancel() }
    }

    deinit {
        cancelling.remove()
        feed.cancel()
    }

    /// The page at a place in the order in which the pages came; nil behind the last.
    ///
    /// Blocks the session's thread until the page is there.
    func page(at index: Int, on executor: SessionExecutor) throws(ScanError) -> DeliveredPage? {
        while true {
            let signal = Signal()
            switch state.withLock({ $0.step(toPage: index, waiting: signal) }) {
            case .page(let page): return page
            case .failure(let error): throw error
            case .wait: executor.waiting(for: signal)
            case .fetch(let last):
                if let last { feed.finish(last) }
                let outcome = next(on: executor)
                let waiters = state.withLock { $0.note(outcome, keepsPage: keepsPages) }
                for waiter in waiters { waiter.give() }
                if case .success(let delivery?) = outcome, delivery.isNew { token.note(delivery) }
                if !keepsPages { return try outcome.get() }
            }
        }
    }

    private func next(
        on executor: SessionExecutor
    ) -> Result<DeliveredPage?, ScanError> {
        do throws(ScanError) {
            return .success(try feed.next(on: executor))
        } catch {
            return .failure(error)
        }
    }

    /// Says that a page cannot be read.
    func note(_ error: CallError, of delivery: DeliveredPage) {
        feed.note(error, of: delivery)
    }

    fileprivate enum Step {
        case page(DeliveredPage?)
        case failure(ScanError)
        /// Another reader fetches: look again when it has.
        case wait
        /// This reader has to fetch; the page before is used up.
        case fetch(after: DeliveredPage?)
    }
}

extension PageList.State {
    fileprivate mutating func step(toPage index: Int, waiting signal: Signal) -> PageList.Step {
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

    /// Takes in what was fetched; the answer are the readers who waited for it.
    fileprivate mutating func note(
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
