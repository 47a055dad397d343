import TuneQLAnalysis
import TuneQLCatalog
import TuneQLScan
import TuneQLSyntax

/// What a scout needs to know of the session whose statement it runs ahead of.
struct ScoutOrder: Sendable {
    var sql: RewrittenSQL
    var run: StatementRun
    var uses: [ResourceUse]
    var store: StatementScans
    /// The scan that answers no rows, since its calls are wanted.
    var place: ScanPlace
    var window: ScoutWindow
    var settings: Settings
    /// All resources that the session's views may read.
    var resources: [Resource]
    /// The statements that make the session's views.
    var views: [String]
    /// The session's own tables.
    var image: [UInt8]?
}
