import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLJSON

/// What the tables of one running statement share.
///
/// It lives on the session's thread, like the tables and cursors that use it.
final class StatementContext {
    /// What scans do when they start.
    enum Mode: Sendable {
        /// Make the calls.
        case run
        /// Note the calls that would be made, and answer rows that are made up.
        case explain(ProbeRows)
        /// Start the scans at a place, and answer no rows there; see ``FanOut``.
        case scout(ScanPlace, ScoutWindow)
    }

    /// What the text of a statement tells about its scans.
    struct Traits: Hashable, Sendable {
        /// Whether the statement has a LIMIT.
        var hasLimit = false
        /// Whether the statement has a recursive common table.
        var isRecursive = false
        /// Whether a scan may be left before its end, so that reading ahead could be for nothing.
        var mayStopEarly = false
        /// Whether SQLite may start a scan again, so that its pages are worth keeping.
        var mayRescan = false
        /// Whether SQLite may tell rows apart by their rowids: only an OR makes it do so.
        var comparesRowIDs = false
        /// Whether conditions may hold outside of a subquery or view, where no plan sees them.
        var mayHideConditions = false
        /// Whether services are asked for no more than the statement uses.
        var pushesDown = true
        /// Whether pages are as small as LIMITs allow.
        var pushesLimits = true
        /// Where only parts of columns are read, those parts.
        var parts = ColumnParts()
    }

    let client: APIClient
    let executor: any WaitingThread
    let token: CancelToken
    let mode: Mode
    let traits: Traits
    /// The scans that the statement has started.
    let store: StatementScans
    /// The conditions on parameters that SQLite is asked about before calls are made.
    let conditions: MarkedConditions
    /// Sends scouts ahead of inner scans; nil for statements that have none.
    var fanOut: FanOut?
    /// The columns that any scan of a resource needs, by the resource's name: bits as in a plan.
    private var columnsUsed: [String: UInt64] = [:]
    /// Calls that were noted instead of made.
    private(set) var notedCalls: [NotedCall] = []
    private var notedKeys: [StatementScans.Key: Int] = [:]
    /// Where scans asked for rows that a list has, whatever rows there are.
    private(set) var lookUpPlaces: Set<ScanPlace> = []
    /// Where scans have started that had no call to make.
    var idlePlaces: Set<ScanPlace> = []
    /// The resources that plans were made for, by the plans' texts.
    private(set) var plannedResources: [String: String] = [:]
    /// The parameter without a value that a condition of the last plan reads.
    var unsent: UnsentParameter?
    /// Why plans were refused, in the order in which SQLite considered them.
    var refusals: [Refusal] = []

    init(
        client: APIClient,
        executor: any WaitingThread,
        token: CancelToken,
        mode: Mode,
        traits: Traits,
        store: StatementScans,
        conditions: MarkedConditions
    ) {
        self.client = client
        self.executor = executor
        self.token = token
        self.mode = mode
        self.traits = traits
        self.store = store
        self.conditions = conditions
    }

    /// Takes note of the columns that a scan of a resource is going to need.
    func note(columnsUsed columns: UInt64, of resource: String) {
        columnsUsed[resource, default: 0] |= columns
    }

    /// The plan of a scan, reading all columns that the statement's scans of the resource need: then
    /// they can share what is fetched.
    func plan(_ text: String, of resource: String) -> ScanPlan {
        var plan = ScanPlan(text: text)
        if traits.mayRescan { plan.columnsUsed |= columnsUsed[resource] ?? 0 }
        return plan
    }

    /// Gives a plan a number, so that its resource is known where SQLite shows its text alone.
    func number(_ plan: inout ScanPlan, of resource: String) {
        guard case .explain = mode else { return }
        plan.number = plannedResources.count
        plannedResources[plan.text] = resource
    }

    /// Takes note of calls instead of making them, once where the statement would make them once.
    func note(_ call: NotedCall) {
        guard traits.mayRescan else { return notedCalls.append(call) }
        if let index = notedKeys[call.key] {
            notedCalls[index].places.formUnion(call.places)
            return
        }
        var call = call
        call.calls.removeAll { isListed($0, call.key) }
        guard !call.calls.isEmpty else { return lookUpPlaces.formUnion(call.places) }
        let known = Set(notedCalls.filter { $0.key.columns == call.key.columns }.flatMap(\.calls))
        call.calls.removeAll { known.contains($0) }
        notedKeys[call.key] = notedCalls.count
        notedCalls.append(call)
    }

    /// Whether a call asks for the made-up row of the only list so far, which stands for any of its rows.
    private func isListed(_ call: MethodCall, _ key: StatementScans.Key) -> Bool {
        guard let lookUp = key.lookUp, let noted = notedCalls.first, notedCalls.count == 1,
            let list = noted.calls.first, noted.calls.count == 1, noted.key.columns == key.columns,
            noted.resource.id == key.resource
        else { return false }
        return lookUp.key(of: call, in: list)?.allSatisfy { $0 == ProbeRows.sampleID } ?? false
    }

    /// A scan's calls, as EXPLAIN shows them.
    struct NotedCall {
        var resource: Resource
        var key: StatementScans.Key
        /// Where the plan asks for them.
        var places: Set<ScanPlace>
        /// Those that no other scan makes.
        var calls: [MethodCall]

        init(resource: Resource, key: StatementScans.Key, places: Set<ScanPlace>) {
            self.resource = resource
            self.key = key
            self.places = places
            calls = Array(key.calls)
        }
    }

    /// A parameter that nothing gives a value, where a condition on it holds for no row.
    struct UnsentParameter {
        var name: String
        var resource: Resource
    }

    /// A table that could not be reached with the parameters of a plan.
    struct Refusal {
        var resource: Resource
        var error: MissingParameters
        /// Whether other conditions would have sufficed, had their right sides been known.
        var isCircular: Bool
    }
}
