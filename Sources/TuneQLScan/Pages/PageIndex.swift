import Synchronization
import TuneQLCalls
import TuneQLJSON

/// The pages of a call that have arrived, and their rows by the ids that their names contain.
final class PageIndex: Sendable {
    struct Page: Sendable {
        var page: CallPage
        /// Whether the page came from the session's cache.
        var isKept: Bool
    }

    private struct State {
        var pages: [Page] = []
        /// The positions of rows by key; nil where several rows have the same key.
        var rows: [[String]: (page: Int, row: Int)?] = [:]
        /// The number of pages whose rows are in the index.
        var indexed = 0
    }

    let call: MethodCall
    private let state = Mutex(State())

    init(of call: MethodCall) {
        self.call = call
    }

    func page(at index: Int) -> Page? {
        state.withLock { $0.pages.indices.contains(index) ? $0.pages[index] : nil }
    }

    func add(_ page: Page) {
        state.withLock { $0.pages.append(page) }
    }

    /// The row that another call requests, as a page of its own; nil if it has not arrived.
    func row(askedForBy other: MethodCall, _ lookUp: RowLookUp) -> CallPage? {
        guard let key = lookUp.key(of: other, in: call) else { return nil }
        return state.withLock { state in
            for index in state.indexed..<state.pages.count {
                let page = state.pages[index].page.content
                for row in 0..<page.count {
                    guard let key = lookUp.key(ofRow: row, in: page, of: call) else { continue }
                    state.rows[key] = state.rows[key] == nil ? .some((index, row)) : .some(nil)
                }
            }
            state.indexed = state.pages.count
            guard let found = state.rows[key] ?? nil else { return nil }
            let page = state.pages[found.page].page.content
            return CallPage(JSONPage(item: found.row, of: page))
        }
    }
}
