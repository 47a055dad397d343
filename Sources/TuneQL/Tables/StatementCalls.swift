import Synchronization
import TuneQLCatalog
import TuneQLHTTP
import TuneQLJSON

/// The calls of a statement: where it may read the answer of one again, that is fetched once.
final class StatementCalls: Sendable {
    private struct Key: Hashable {
        var call: MethodCall
        var columns: [String]
    }

    private struct State {
        var shared: [Key: (pages: SharedPages, scope: Int)] = [:]
        /// Those that are lists, by what is read of them.
        var lists: [[String]: [PageShelf]] = [:]
    }

    private let client: APIClient
    private let caching: Caching?
    private let check: PageStream.Check?
    private let sharesPages: Bool
    private let state = Mutex(State())

    init(
        _ client: APIClient,
        _ caching: Caching?,
        sharesPages: Bool,
        check: PageStream.Check?
    ) {
        self.client = client
        self.caching = caching
        self.sharesPages = sharesPages
        self.check = check
    }

    /// How many calls have been begun.
    var count: Int { state.withLock(\.shared.count) }

    /// Begins a call of a scan, unless that has happened before.
    func stream(_ place: Int, of key: ScanStore.Key, _ scopes: CallScopes) -> PageStream.Source {
        let call = key.calls[place]
        guard sharesPages else {
            _ = scopes.begin(place, call)
            return .new(pages(of: call, key), caching, check)
        }
        if let row = row(for: call, key) {
            scopes.skip()
            return .found(row, call)
        }
        return state.withLock { state in
            let name = Key(call: call, columns: key.columns)
            if let known = state.shared[name] {
                scopes.join(place, known.scope)
                return .shared(known.pages, call)
            }
            let pages = SharedPages(pages(of: call, key), caching, check: check)
            state.shared[name] = (pages, scopes.begin(place, call))
            if call.method.hasWholeItems {
                state.lists[key.columns, default: []].append(pages.shelf)
            }
            return .shared(pages, call)
        }
    }

    /// Whether all that a scan asks for has been listed already.
    func hasListed(_ key: ScanStore.Key) -> Bool {
        sharesPages && key.calls.allSatisfy { row(for: $0, key) != nil }
    }

    /// The row that a call asks for, when a list has it; see ``RowLookUp``.
    private func row(for call: MethodCall, _ key: ScanStore.Key) -> JSONPage? {
        guard let lookUp = key.lookUp, call.method.itemsPath.isEmpty else { return nil }
        let lists = state.withLock { $0.lists[key.columns] ?? [] }
        for list in lists where list.call.resource == call.resource {
            if let row = list.row(askedForBy: call, lookUp) { return row }
        }
        return nil
    }

    private func pages(of call: MethodCall, _ key: ScanStore.Key) -> Pages {
        client.pages(of: call, layout: call.method.layout(columns: key.columns))
    }
}
