import Synchronization
import TuneQLCatalog
import TuneQLHTTP
import TuneQLJSON

/// The scans of one statement: each is fetched once, whoever reads it.
final class ScanStore: Sendable {
    /// The same calls, read for the same columns.
    struct Key: Hashable, Sendable {
        /// The full name of the resource that is scanned.
        var resource: String
        var calls: CallList
        var columns: [String]
        /// How rows of lists are found by their ids; nil when nothing tells their names.
        var lookUp: RowLookUp?
    }

    private let lists = Mutex<[Key: PageList]>([:])
    private let client: APIClient
    private let token: CancelToken
    private let traits: StatementContext.Traits
    private let caching: Caching?
    private let toleratesFailures: Bool
    /// Lets the requests of all scans out.
    private let permits = AsyncSemaphore(permits: ScanStore.maximumRequests)
    /// The calls of all scans.
    private let calls: StatementCalls

    /// How many requests a statement has under way at a time.
    static let maximumRequests = 32

    init(
        client: APIClient,
        token: CancelToken,
        traits: StatementContext.Traits,
        caching: Caching? = nil,
        toleratesFailures: Bool = false
    ) {
        self.client = client
        self.token = token
        self.traits = traits
        self.caching = caching
        self.toleratesFailures = toleratesFailures
        calls = StatementCalls(
            client,
            caching,
            sharesPages: traits.mayRescan,
            check: toleratesFailures ? Self.check(client) : nil
        )
        if client.keepsOrder { token.scopes.keepOrder() }
    }

    /// The pages of a scan, which is started when nobody has asked for it before.
    func list(of key: Key) -> PageList {
        guard traits.mayRescan else { return start(key) }
        return lists.withLock { lists in
            if let list = lists[key] { return list }
            let list = start(key)
            lists[key] = list
            return list
        }
    }

    /// The error of a statement that may do without the rows of some calls, when all have failed.
    var totalFailure: ScanError? { toleratesFailures ? token.scopes.totalFailure : nil }

    /// Whether a scan has been started.
    func hasStarted(_ key: Key) -> Bool {
        lists.withLock { $0[key] != nil }
    }

    /// Has the session's cache forget the answers of a scan that turn out to be no JSON.
    func forget(_ key: Key) {
        caching?.cache.forget(resource: key.resource)
    }

    /// Whether the rows that a scan asks for are among those of lists.
    func hasListed(_ key: Key) -> Bool { calls.hasListed(key) }

    /// Refuses a scan that needs more calls than the statement may make.
    ///
    /// Those that the session's cache may answer are looked at one by one, as are those that a LIMIT
    /// may make unnecessary.
    func checkBudget(for key: Key) throws(ScanError) {
        guard caching == nil else { return }
        let certain =
            traits.mayStopEarly ? min(key.calls.count, Self.maximumRequests) : key.calls.count
        do throws(CallError) {
            try client.checkBudget(forCalls: certain - calls.count)
        } catch {
            throw ScanError(error)
        }
    }

    /// Refuses more calls than a number when the statement may not make as many.
    func refuseCalls(moreThan count: Int) throws(CallError) {
        try client.checkBudget(forCalls: count + 1)
    }

    /// Where the rows of other calls are good enough, a page has to be known to be sound before its
    /// first row is given; elsewhere only the cells that are read are looked at.
    private static func check(_ client: APIClient) -> PageStream.Check {
        { (page, call) throws(CallError) in
            do throws(JSONError) {
                try page.checkCells()
            } catch {
                throw client.malformedCell(error, of: call)
            }
        }
    }

    private func start(_ key: Key) -> PageList {
        let scopes = token.scopes.scopes(ofCalls: key.calls.count)
        let count = key.calls.count
        let pages = ParallelPages(
            calls: count,
            in: client.keepsOrder ? TurnOrder(calls: count) : ArrivalOrder(calls: count),
            readsAhead: !traits.mayStopEarly,
            permits: permits,
            scopes: scopes,
            toleratesFailures: toleratesFailures,
            endedBy: token
        ) { [calls] place in
            calls.stream(place, of: key, scopes)
        }
        return PageList(pages, keepsPages: traits.mayRescan, endedBy: token)
    }
}
