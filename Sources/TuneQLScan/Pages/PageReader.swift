import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON

/// Reads the pages of one call, from the session's cache, another scan of the statement, or the
/// service.
struct PageReader {
    /// A check of each fetched page; a page that fails it ends the call.
    typealias Check = @Sendable (JSONPage, MethodCall) throws(CallError) -> Void

    /// The source of a call's pages.
    enum Source: Sendable {
        /// The session's cache, or the service.
        case new(CallPages, Caching?, Check?)
        /// The same call of another scan of the statement.
        case shared(SharedCallPages, MethodCall)
        /// A row of a list that the statement has read.
        case found(CallPage, MethodCall)
    }

    private enum Rest {
        case kept(ArraySlice<CallPage>)
        case fetched(CallPages.Iterator, ResultCache.PendingResult?)
        case shared(SharedCallPages, next: Int)
    }

    let call: MethodCall
    /// The record of the call; nil if the call is not made.
    let entry: CallLedger.Entry?
    private let pages: CallPages?
    private let check: Check?
    private var rest: Rest
    /// Whether the last page came from the session's cache.
    private(set) var isKept = false
    /// Whether the last page was fetched for this reader, rather than for another scan.
    private(set) var isNew = true

    init(_ source: Source) {
        switch source {
        case .new(let pages, let caching, let check): self.init(pages, caching, check: check)
        case .shared(let pages, let call):
            self.init(call, .shared(pages, next: 0), pages.entry)
        case .found(let page, let call):
            self.init(call, .kept([page]), nil)
            isNew = false
        }
    }

    private init(_ call: MethodCall, _ rest: Rest, _ entry: CallLedger.Entry?) {
        self.entry = entry
        self.call = call
        self.rest = rest
        (pages, check) = (nil, nil)
    }

    /// Chooses the source: the session's cache if it has the result of the call.
    ///
    /// - Parameters:
    ///   - pages: The call's pages, none of which has been requested.
    ///   - caching: How the statement uses the cache; nil if it does not.
    ///   - check: A check of each fetched page.
    init(_ pages: CallPages, _ caching: Caching?, check: Check? = nil) {
        self.pages = pages
        self.check = check
        call = pages.call
        entry = pages.entry
        guard let caching, call.method.verb == .select, call.method.isRead else {
            rest = .fetched(pages.makeAsyncIterator(), nil)
            return
        }
        if caching.takesKept, let kept = caching.cache.pages(for: call, within: caching.lifetime) {
            rest = .kept(kept[...])
            isKept = true
        } else {
            let pending = caching.cache.pendingResult(of: call, lifetime: caching.lifetime)
            rest = .fetched(pages.makeAsyncIterator(), pending)
        }
    }

    /// The next page; nil after the last.
    ///
    /// A request needs a permit; a kept page does not.
    mutating func next(through permits: AsyncSemaphore) async throws(CallError) -> CallPage? {
        switch rest {
        case .kept(var left):
            guard let page = left.popFirst() else { return nil }
            rest = .kept(left)
            guard let pages else { return page }
            return try pages.reading(page)
        case .shared(let pages, let place):
            guard let found = try await pages.page(at: place, through: permits) else { return nil }
            rest = .shared(pages, next: place + 1)
            (isKept, isNew) = (found.kept.isKept, found.isNew)
            return found.kept.page
        case .fetched(var iterator, let pending):
            let page = try await permits.withPermit { () async throws(CallError) in
                try await iterator.next(isolation: nil)
            }
            // The rows that a page lacks may be there the next time.
            rest = .fetched(iterator, page?.missing == nil ? pending : nil)
            guard let page else { return nil }
            try check?(page.content, call)
            if page.missing == nil { pending?.add(page) }
            return page
        }
    }
}
