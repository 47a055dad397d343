import TuneQLAnalysis
import TuneQLCatalog
import TuneQLScan
import TuneQLSyntax

/// The session state that a scout needs to run a statement ahead of its session.
struct ScoutOrder: Sendable {
    var sql: RewrittenSQL
    var run: StatementRun
    var uses: [ResourceUse]
    var store: StatementScans
    /// The scan whose calls the scout looks for; it returns no rows.
    var place: ScanPlace
    var window: ScoutWindow
    var settings: Settings
    /// All resources that the session's views may read.
    var resources: [Resource]
    /// The statements that create the session's views.
    var views: [String]
    /// The session's own tables.
    var image: [UInt8]?
}
