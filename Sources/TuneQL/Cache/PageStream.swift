import TuneQLCatalog
import TuneQLHTTP
import TuneQLJSON

/// The pages of a call in their order: those that the session has kept, or those that are fetched.
struct PageStream {
    private enum Source {
        case kept(ArraySlice<JSONPage>)
        case fetched(Pages.Iterator, ResultCache.Recording?)
    }

    let call: MethodCall
    private let pages: Pages
    private let check: (@Sendable (JSONPage, MethodCall) throws(CallError) -> Void)?
    private var source: Source

    /// Chooses where the pages come from.
    ///
    /// - Parameters:
    ///   - pages: The call's pages, of which none is requested yet.
    ///   - caching: How the statement uses the cache; nil when it does not.
    ///   - check: What a page has to pass; one that fails it ends the call.
    init(
        _ pages: Pages,
        _ caching: Caching?,
        check: (@Sendable (JSONPage, MethodCall) throws(CallError) -> Void)? = nil
    ) {
        self.pages = pages
        self.check = check
        call = pages.call
        guard let caching, call.method.verb == .select, call.method.isRead else {
            source = .fetched(pages.makeAsyncIterator(), nil)
            return
        }
        if caching.takesKept, let kept = caching.cache.pages(for: call, within: caching.lifetime) {
            source = .kept(kept[...])
        } else {
            let recording = caching.cache.recording(of: call, lifetime: caching.lifetime)
            source = .fetched(pages.makeAsyncIterator(), recording)
        }
    }

    /// Whether the pages come from the cache.
    var isKept: Bool { if case .kept = source { true } else { false } }

    /// The next page; nil after the last.
    ///
    /// A request waits for its place at the gate; kept pages do not.
    mutating func next(through gate: Gate) async throws(CallError) -> JSONPage? {
        switch source {
        case .kept(var rest):
            let page = rest.popFirst()
            source = .kept(rest)
            return try page.map { (page) throws(CallError) in try pages.reading(page) }
        case .fetched(var iterator, let recording):
            let page = try await gate.passing { () async throws(CallError) in
                try await iterator.next(isolation: nil)
            }
            source = .fetched(iterator, recording)
            guard let page else { return nil }
            try check?(page, call)
            recording?.add(page)
            return page
        }
    }
}
