import Synchronization
package import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON

/// The scans of one statement; each is fetched once, however often it is read.
package final class StatementScans: Sendable {
    /// The identity of a scan: its calls, and the columns that are read.
    package struct Key: Hashable, Sendable {
        /// The full name of the resource that is scanned.
        package var resource: String
        /// The calls of the scan.
        package var calls: CallList
        /// The columns that are read.
        package var columns: [String]
        /// Finds rows of lists by their ids; nil if the rows have no known names.
        var lookUp: RowLookUp?

        /// The identity of a scan of a resource.
        package init(
            resource: String,
            calls: CallList,
            columns: [String],
            lookUp: RowLookUp? = nil
        ) {
            self.resource = resource
            self.calls = calls
            self.columns = columns
            self.lookUp = lookUp
        }
    }

    private let lists = Mutex<[Key: ScanPages]>([:])
    private let client: APIClient
    private let control: StatementControl
    private let traits: StatementContext.Traits
    private let caching: Caching?
    private let toleratesFailures: Bool
    private let toleratesMissingPlaces: Bool
    /// Limits the requests of all scans.
    private let permits = AsyncSemaphore(permits: StatementScans.maximumRequests)
    /// The calls of all scans.
    private let calls: StatementCalls

    /// The maximum number of requests that a statement has in flight.
    static let maximumRequests = 32

    /// No scans of a statement yet.
    package init(
        client: APIClient,
        control: StatementControl,
        traits: StatementContext.Traits,
        caching: Caching? = nil,
        toleratesFailures: Bool = false,
        toleratesMissingPlaces: Bool = false
    ) {
        self.client = client
        self.control = control
        self.traits = traits
        self.caching = caching
        self.toleratesFailures = toleratesFailures
        self.toleratesMissingPlaces = toleratesMissingPlaces
        calls = StatementCalls(
            client,
            caching,
            sharesPages: traits.mayRescan,
            check: toleratesFailures ? Self.check(client) : nil
        )
        if client.keepsOrder { control.ledger.keepOrder() }
    }

    /// The pages of a scan, which is started when it is first asked for.
    func list(of key: Key) -> ScanPages {
        guard traits.mayRescan else { return start(key) }
        return lists.withLock { lists in
            if let list = lists[key] { return list }
            let list = start(key)
            lists[key] = list
            return list
        }
    }

    /// The error of a statement that tolerates failed calls, if all have failed.
    package var totalFailure: ScanError? { toleratesFailures ? control.ledger.totalFailure : nil }

    /// Whether a scan has been started.
    func hasStarted(_ key: Key) -> Bool {
        lists.withLock { $0[key] != nil }
    }

    /// Removes the results of a scan from the session's cache, after one was found not to be JSON.
    func forget(_ key: Key) {
        caching?.cache.forget(resource: key.resource)
    }

    /// Whether lists have returned all rows that a scan requests.
    func hasListed(_ key: Key) -> Bool { calls.hasListed(key) }

    /// Refuses a scan that needs more calls than the statement may make.
    ///
    /// Calls that the session's cache may serve are checked one by one instead, as are calls that
    /// a LIMIT may make unnecessary.
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

    /// Refuses the statement if it may not make more calls than a number.
    func refuseCalls(moreThan count: Int) throws(CallError) {
        try client.checkBudget(forCalls: count + 1)
    }

    /// The check of a page's cells before its first row is read, where failed calls are tolerated.
    ///
    /// Elsewhere a cell is checked when it is read.
    private static func check(_ client: APIClient) -> PageReader.Check {
        { (page, call) throws(CallError) in
            do throws(JSONError) {
                try page.checkCells()
            } catch {
                throw client.malformedCell(error, of: call)
            }
        }
    }

    private func start(_ key: Key) -> ScanPages {
        let count = key.calls.count
        let group = control.ledger.plan(calls: count)
        let pages = ParallelPages(
            calls: count,
            in: client.keepsOrder ? TurnOrder(calls: count) : ArrivalOrder(calls: count),
            readsAhead: !traits.mayStopEarly,
            permits: permits,
            group: group,
            toleratesFailures: toleratesFailures,
            toleratesMissingPlaces: toleratesMissingPlaces,
            endedBy: control
        ) { [calls] index in
            calls.source(index, of: key, group)
        }
        return ScanPages(pages, keepsPages: traits.mayRescan, endedBy: control)
    }
}
