import TuneQLCalls
import TuneQLJSON

/// The pages of one call, each fetched once for all scans of a statement that make the call.
///
/// A scan that stops early leaves the remaining pages to the others.
actor SharedCallPages {
    nonisolated let index: PageIndex
    /// The record of the call.
    nonisolated let entry: CallLedger.Entry
    private var reader: PageReader
    /// How the call ended; nil while further pages can arrive.
    private var ending: Result<Void, CallError>?
    private var isFetching = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(
        _ pages: CallPages,
        _ entry: CallLedger.Entry,
        _ caching: Caching?,
        check: PageReader.Check?
    ) {
        self.entry = entry
        index = PageIndex(of: pages.call)
        reader = PageReader(pages, caching, check: check)
    }

    /// The page at a position, and whether it was fetched for this reader; nil after the last.
    func page(
        at position: Int,
        through permits: AsyncSemaphore
    ) async throws(CallError) -> (kept: PageIndex.Page, isNew: Bool)? {
        while true {
            if let page = index.page(at: position) { return (page, false) }
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

    private func fetch(through permits: AsyncSemaphore) async throws(CallError) -> PageIndex.Page? {
        isFetching = true
        defer {
            isFetching = false
            for waiter in waiting { waiter.resume() }
            waiting = []
        }
        var reader = reader
        do throws(CallError) {
            let page = try await reader.next(through: permits)
            self.reader = reader
            guard let page else {
                ending = .success(())
                return nil
            }
            let kept = PageIndex.Page(page: page, isKept: reader.isKept)
            index.add(kept)
            return kept
        } catch {
            // A cancelled reader does not end the call: another one may go on.
            if error.kind != .cancelled { ending = .failure(error) }
            throw error
        }
    }
}
