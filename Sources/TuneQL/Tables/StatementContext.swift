import TuneQLCatalog
import TuneQLHTTP
import TuneQLJSON

/// What the tables of one running statement share.
///
/// It lives on the session's thread, like the tables and cursors that use it.
final class StatementContext {
    /// What scans do when they start.
    enum Mode {
        /// Make the calls.
        case run
        /// Note the calls that would be made, and answer no rows.
        case explain
    }

    /// What the text of a statement tells about its scans.
    struct Traits: Hashable {
        /// Whether a scan may be left before its end, so that reading ahead could be for nothing.
        var mayStopEarly = false
        /// Whether SQLite may start a scan again, so that its pages are worth keeping.
        var mayRescan = false
        /// Whether SQLite may tell rows apart by their rowids: only an OR makes it do so.
        var comparesRowIDs = false
        /// Whether services are asked for no more than the statement uses.
        var pushesDown = true
        /// Where only parts of columns are read, those parts.
        var parts = ColumnParts()
    }

    let client: APIClient
    let executor: SessionExecutor
    let token: CancelToken
    let mode: Mode
    let traits: Traits
    /// The lists that scans have started, while the statement may read them again.
    var lists: [ScanKey: PageList] = [:]
    /// Calls that were noted instead of made.
    var notedCalls: [NotedCall] = []
    /// Why plans were refused, in the order in which SQLite considered them.
    var refusals: [Refusal] = []

    init(
        client: APIClient,
        executor: SessionExecutor,
        token: CancelToken,
        mode: Mode,
        traits: Traits
    ) {
        self.client = client
        self.executor = executor
        self.token = token
        self.mode = mode
        self.traits = traits
    }

    /// The same calls, read for the same columns.
    struct ScanKey: Hashable {
        var calls: [MethodCall]
        var columns: [String]
    }

    /// A scan's calls, as EXPLAIN shows them.
    struct NotedCall {
        var resource: Resource
        var method: Method
        var calls: [MethodCall]
        /// The plan's text, as SQLite carries it.
        var plan: String
    }

    /// A table that could not be reached with the parameters of a plan.
    struct Refusal {
        var resource: Resource
        var error: MissingParameters
        /// Whether other conditions would have sufficed, had their right sides been known.
        var isCircular: Bool
    }
}
