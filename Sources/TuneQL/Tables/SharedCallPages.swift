import Synchronization
import TuneQLHTTP
import TuneQLJSON

/// The pages of one call, each fetched once for all scans of a statement that make the call.
///
/// A scan that stops early leaves the rest to others.
actor SharedPages {
    let shelf: PageShelf
    private var stream: PageStream
    /// Set when no further page can come.
    private var ending: Result<Void, CallError>?
    private var isFetching = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ pages: Pages, _ caching: Caching?, check: PageStream.Check?) {
        shelf = PageShelf(of: pages.call)
        stream = PageStream(pages, caching, check: check)
    }

    /// The page at a place, and whether it came for this reader; nil behind the last.
    func page(
        at place: Int,
        through permits: AsyncSemaphore
    ) async throws(CallError) -> (kept: PageShelf.Page, isNew: Bool)? {
        while true {
            if let page = shelf.page(at: place) { return (page, false) }
            if let ending {
                try ending.get()
                return nil
            }
            if isFetching {
                await withCheckedContinuation { waiting.append($0) }
            } else if let page = try await fetch(through: permits) {
                return (page, true)
            }
        }
    }

    private func fetch(through permits: AsyncSemaphore) async throws(CallError) -> PageShelf.Page? {
        isFetching = true
        defer {
            isFetching = false
            for reader in waiting { reader.resume() }
            waiting = []
        }
        var stream = stream
        do throws(CallError) {
            let page = try await stream.next(through: permits)
            self.stream = stream
            guard let page else {
                ending = .success(())
                return nil
            }
            let kept = PageShelf.Page(page: page, isKept: stream.isKept)
            shelf.add(kept)
            return kept
        } catch {
            // Who was cancelled says nothing of the call: another reader may go on.
            if error.kind != .cancelled { ending = .failure(error) }
            throw error
        }
    }
}

/// The pages of a call that have come, and the rows on them by what their names spell.
final class PageShelf: Sendable {
    struct Page: Sendable {
        var page: JSONPage
        /// Whether it came from the session's cache.
        var isKept: Bool
    }

    private struct State {
        var pages: [Page] = []
        /// The places of rows; nil where several have the same key.
        var rows: [[String]: (page: Int, row: Int)?] = [:]
        var indexed = 0
    }

    let call: MethodCall
    private let state = Mutex(State())

    init(of call: MethodCall) {
        self.call = call
    }

    func page(at place: Int) -> Page? {
        state.withLock { $0.pages.indices.contains(place) ? $0.pages[place] : nil }
    }

    func add(_ page: Page) {
        state.withLock { $0.pages.append(page) }
    }

    /// The row that another call asks for, as a page of its own; nil when it has not come.
    func row(askedForBy other: MethodCall, _ lookUp: RowLookUp) -> JSONPage? {
        guard let key = lookUp.key(of: other, in: call) else { return nil }
        return state.withLock { state in
            for place in state.indexed..<state.pages.count {
                let page = state.pages[place].page
                for row in 0..<page.count {
                    guard let key = lookUp.key(ofRow: row, in: page, of: call) else { continue }
                    state.rows[key] = state.rows[key] == nil ? .some((place, row)) : .some(nil)
                }
            }
            state.indexed = state.pages.count
            guard let found = state.rows[key] ?? nil else { return nil }
            return JSONPage(item: found.row, of: state.pages[found.page].page)
        }
    }
}
