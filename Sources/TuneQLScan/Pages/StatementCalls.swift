import Synchronization
import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON

/// The calls of a statement: each is made once if the statement may read its pages again.
final class StatementCalls: Sendable {
    private struct Key: Hashable {
        var call: MethodCall
        var columns: [String]
    }

    private struct State {
        var shared: [Key: SharedCallPages] = [:]
        /// The pages of lists, by the columns that are read.
        var lists: [[String]: [PageIndex]] = [:]
    }

    private let client: APIClient
    private let caching: Caching?
    private let check: PageReader.Check?
    private let sharesPages: Bool
    private let state = Mutex(State())

    init(
        _ client: APIClient,
        _ caching: Caching?,
        sharesPages: Bool,
        check: PageReader.Check?
    ) {
        self.client = client
        self.caching = caching
        self.sharesPages = sharesPages
        self.check = check
    }

    /// The number of calls that have begun.
    var count: Int { state.withLock(\.shared.count) }

    /// Begins a call of a scan, unless another scan has made it.
    func source(
        _ index: Int,
        of key: StatementScans.Key,
        _ group: CallGroup
    ) -> PageReader.Source {
        let call = key.calls[index]
        guard sharesPages else {
            return .new(pages(of: call, key, group.begin(call)), caching, check)
        }
        if let row = row(for: call, key) {
            group.skip()
            return .found(row, call)
        }
        return state.withLock { state in
            let name = Key(call: call, columns: key.columns)
            if let known = state.shared[name] {
                group.join(known.entry)
                return .shared(known, call)
            }
            let entry = group.begin(call)
            let pages = SharedCallPages(pages(of: call, key, entry), entry, caching, check: check)
            state.shared[name] = pages
            if call.method.hasWholeItems {
                state.lists[key.columns, default: []].append(pages.index)
            }
            return .shared(pages, call)
        }
    }

    /// Whether lists have returned all rows that a scan requests.
    func hasListed(_ key: StatementScans.Key) -> Bool {
        sharesPages && key.calls.allSatisfy { row(for: $0, key) != nil }
    }

    /// The row that a call requests, if a list has returned it; see ``RowLookUp``.
    private func row(for call: MethodCall, _ key: StatementScans.Key) -> CallPage? {
        guard let lookUp = key.lookUp, !call.method.rows.isList else { return nil }
        let lists = state.withLock { $0.lists[key.columns] ?? [] }
        for list in lists where list.call.resource == call.resource {
            if let row = list.row(askedForBy: call, lookUp) { return row }
        }
        return nil
    }

    private func pages(
        of call: MethodCall,
        _ key: StatementScans.Key,
        _ entry: CallLedger.Entry
    ) -> CallPages {
        client.pages(of: call, layout: call.method.layout(columns: key.columns), entry: entry)
    }
}
