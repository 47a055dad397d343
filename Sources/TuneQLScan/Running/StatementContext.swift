package import TuneQLCalls
package import TuneQLCatalog
import TuneQLJSON

/// The state that the tables of one running statement share.
///
/// It belongs to the connection's thread, like the tables and cursors that use it.
package final class StatementContext {
    /// The effect of starting a scan.
    package enum Mode: Sendable {
        /// Make the calls.
        case run
        /// Record the calls that would be made, and return made-up rows.
        case explain(ProbeRows)
        /// Start the scans at a place, and return no rows there; see ``FanOut``.
        case scout(ScanPlace, ScoutWindow)
    }

    /// The properties of a statement that decide how its tables are scanned.
    package struct Traits: Hashable, Sendable {
        /// Whether the statement has a LIMIT.
        package var hasLimit = false
        /// Whether the statement has a recursive common table.
        package var isRecursive = false
        /// Whether a scan may be left before its end, so that reading ahead could be in vain.
        package var mayStopEarly = false
        /// Whether SQLite may start a scan again, so that its pages are worth keeping.
        package var mayRescan = false
        /// Whether SQLite may compare rowids, which only an OR causes.
        package var comparesRowIDs = false
        /// Whether there may be conditions outside of a subquery or view, where no plan sees them.
        package var mayHideConditions = false
        /// Whether requests are restricted to the data that the statement uses.
        package var pushesDown = true
        /// Whether pages are as small as LIMITs allow.
        package var pushesLimits = true
        /// The parts of columns that are not read as a whole.
        package var parts = ColumnParts()

        /// The traits of a statement; the defaults are those of one scan that is read to its end.
        package init(
            hasLimit: Bool = false,
            isRecursive: Bool = false,
            mayStopEarly: Bool = false,
            mayRescan: Bool = false,
            comparesRowIDs: Bool = false,
            mayHideConditions: Bool = false,
            pushesDown: Bool = true,
            pushesLimits: Bool = true,
            parts: ColumnParts = ColumnParts()
        ) {
            self.hasLimit = hasLimit
            self.isRecursive = isRecursive
            self.mayStopEarly = mayStopEarly
            self.mayRescan = mayRescan
            self.comparesRowIDs = comparesRowIDs
            self.mayHideConditions = mayHideConditions
            self.pushesDown = pushesDown
            self.pushesLimits = pushesLimits
            self.parts = parts
        }
    }

    let client: APIClient
    let executor: any WaitingThread
    /// The control of the statement.
    package let control: StatementControl
    let mode: Mode
    /// The properties of the statement.
    package let traits: Traits
    /// The scans that the statement has started.
    package let store: StatementScans
    /// The conditions on parameters that SQLite evaluates before calls are made.
    let conditions: MarkedConditions
    /// Sends scouts ahead of inner scans; nil for statements that have none.
    package var fanOut: FanOut?
    /// The columns that any scan of a resource needs, by the resource's name: bits as in a plan.
    private var columnsUsed: [String: UInt64] = [:]
    /// The calls that were recorded instead of made.
    package private(set) var explainedCalls: [ExplainedCall] = []
    private var explainedKeys: [StatementScans.Key: Int] = [:]
    /// The places of scans whose rows are part of a list in any case.
    package private(set) var lookUpPlaces: Set<ScanPlace> = []
    /// The places of scans that started without a call to make.
    package var idlePlaces: Set<ScanPlace> = []
    /// The resources of the plans that were made, by the plans' texts.
    package private(set) var plannedResources: [String: String] = [:]
    /// A parameter without a value that has a condition in a plan.
    package var unsent: UnsentParameter?
    /// The refused plans, in the order in which SQLite considered them.
    package var refusals: [Refusal] = []

    /// The state of a statement that is about to be planned.
    package init(
        client: APIClient,
        executor: any WaitingThread,
        control: StatementControl,
        mode: Mode,
        traits: Traits,
        store: StatementScans,
        conditions: MarkedConditions
    ) {
        self.client = client
        self.executor = executor
        self.control = control
        self.mode = mode
        self.traits = traits
        self.store = store
        self.conditions = conditions
    }

    /// Records the columns that a scan of a resource is going to need.
    func record(columnsUsed columns: UInt64, of resource: String) {
        columnsUsed[resource, default: 0] |= columns
    }

    /// The plan of a scan, with all columns that the statement's scans of the resource need.
    ///
    /// The scans can then share pages.
    func plan(_ text: String, of resource: String) -> ScanPlan {
        var plan = ScanPlan(text: text)
        if traits.mayRescan { plan.columnsUsed |= columnsUsed[resource] ?? 0 }
        return plan
    }

    /// Numbers a plan, so that its resource is known where SQLite shows only its text.
    func number(_ plan: inout ScanPlan, of resource: String) {
        guard case .explain = mode else { return }
        plan.number = plannedResources.count
        plannedResources[plan.text] = resource
    }

    /// Records calls instead of making them, once if the statement would make them once.
    func record(_ call: ExplainedCall) {
        guard traits.mayRescan else { return explainedCalls.append(call) }
        if let index = explainedKeys[call.key] {
            explainedCalls[index].places.formUnion(call.places)
            return
        }
        var call = call
        call.calls.removeAll { isListed($0, call.key) }
        guard !call.calls.isEmpty else { return lookUpPlaces.formUnion(call.places) }
        let known = Set(
            explainedCalls.filter { $0.key.columns == call.key.columns }.flatMap(\.calls)
        )
        call.calls.removeAll { known.contains($0) }
        explainedKeys[call.key] = explainedCalls.count
        explainedCalls.append(call)
    }

    /// Whether a call requests the made-up row of the only list so far, which represents all rows.
    private func isListed(_ call: MethodCall, _ key: StatementScans.Key) -> Bool {
        guard let lookUp = key.lookUp, let only = explainedCalls.first, explainedCalls.count == 1,
            let list = only.calls.first, only.calls.count == 1, only.key.columns == key.columns,
            only.resource.id == key.resource
        else { return false }
        return lookUp.key(of: call, in: list)?.allSatisfy { $0 == ProbeRows.sampleID } ?? false
    }

    /// A scan's calls, as EXPLAIN shows them.
    package struct ExplainedCall {
        /// The resource that is scanned.
        package var resource: Resource
        /// The scan.
        package var key: StatementScans.Key
        /// The places in the plan that need them.
        package var places: Set<ScanPlace>
        /// The calls that no other scan makes.
        package var calls: [MethodCall]

        init(resource: Resource, key: StatementScans.Key, places: Set<ScanPlace>) {
            self.resource = resource
            self.key = key
            self.places = places
            calls = Array(key.calls)
        }
    }

    /// A parameter without a value, so that a condition on it holds for no row.
    package struct UnsentParameter {
        /// The parameter's name.
        package var name: String
        /// The resource that has the parameter.
        package var resource: Resource
    }

    /// A table that cannot be read with the parameters of a plan.
    package struct Refusal {
        /// The resource of the table.
        package var resource: Resource
        /// The parameters that are missing.
        package var error: MissingParameters
        /// Whether the conditions would suffice if all of their right sides were known.
        package var isCircular: Bool
    }
}
