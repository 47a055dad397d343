import TuneQLCatalog
import TuneQLHTTP
import TuneQLJSON

/// The pages of a call in their order: those that the session or the statement has kept, or those that
/// are fetched.
struct PageStream {
    /// What a page has to pass; one that fails it ends the call.
    typealias Check = @Sendable (JSONPage, MethodCall) throws(CallError) -> Void

    /// Where the pages of a call come from.
    enum Source: Sendable {
        /// The session's cache, or the service.
        case new(Pages, Caching?, Check?)
        /// The statement, which has made the call for another scan.
        case shared(SharedPages, MethodCall)
        /// A list that holds the row which the call asks for.
        case found(JSONPage, MethodCall)
    }

    private enum Rest {
        case kept(ArraySlice<JSONPage>)
        case fetched(Pages.Iterator, ResultCache.Recording?)
        case shared(SharedPages, next: Int)
    }

    let call: MethodCall
    private let pages: Pages?
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
            self.init(call, .shared(pages, next: 0))
        case .found(let page, let call):
            self.init(call, .kept([page]))
            isNew = false
        }
    }

    private init(_ call: MethodCall, _ rest: Rest) {
        self.call = call
        self.rest = rest
        (pages, check) = (nil, nil)
    }

    /// Chooses where the pages come from.
    ///
    /// - Parameters:
    ///   - pages: The call's pages, of which none is requested yet.
    ///   - caching: How the statement uses the cache; nil when it does not.
    ///   - check: What a page has to pass.
    init(_ pages: Pages, _ caching: Caching?, check: Check? = nil) {
        self.pages = pages
        self.check = check
        call = pages.call
        guard let caching, call.method.verb == .select, call.method.isRead else {
            rest = .fetched(pages.makeAsyncIterator(), nil)
            return
        }
        if caching.takesKept, let kept = caching.cache.pages(for: call, within: caching.lifetime) {
            rest = .kept(kept[...])
            isKept = true
        } else {
            let recording = caching.cache.recording(of: call, lifetime: caching.lifetime)
            rest = .fetched(pages.makeAsyncIterator(), recording)
        }
    }

    /// The next page; nil after the last.
    ///
    /// A request waits for a permit; kept pages do not.
    mutating func next(through permits: AsyncSemaphore) async throws(CallError) -> JSONPage? {
        switch rest {
        case .kept(var left):
            guard let page = left.popFirst() else { return nil }
            rest = .kept(left)
            guard let pages else { return page }
            return try pages.reading(page)
        case .shared(let pages, let place):
            guard let answer = try await pages.page(at: place, through: permits) else { return nil }
            rest = .shared(pages, next: place + 1)
            (isKept, isNew) = (answer.kept.isKept, answer.isNew)
            return answer.kept.page
        case .fetched(var iterator, let recording):
            let page = try await permits.withPermit { () async throws(CallError) in
                try await iterator.next(isolation: nil)
            }
            rest = .fetched(iterator, recording)
            guard let page else { return nil }
            try check?(page, call)
            recording?.add(page)
            return page
        }
    }
}
