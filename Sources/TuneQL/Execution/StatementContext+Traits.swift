import TuneQLCatalog
import TuneQLScan
import TuneQLSyntax

extension StatementContext.Traits {
    /// The traits of a statement by its text; when in doubt, those that are always right.
    init(of run: StatementRun, tableCount: Int, _ settings: Settings, mayReadViews: Bool) {
        var queries = 0
        var named = 0
        var hasLimit = false
        var isRecursive = false
        run.statement.forEachTable { table, _ in
            if !table.isReadForRowsOfOthers { named += 1 }
        }
        run.statement.forEachQuery { query, _ in
            queries += 1
            hasLimit = hasLimit || query.limit != nil
            isRecursive = isRecursive || query.isRecursive
        }
        let readsViews = mayReadViews && named > tableCount
        var calls = 0
        run.statement.forEachExecSource { _, _ in calls += 1 }
        let isGuarded = run.guardsSingleRows && !run.statement.singleRowQueries.isEmpty
        let isComposed = queries > 1 || named + calls > 1 || readsViews || isGuarded
        self.init(
            hasLimit: hasLimit,
            isRecursive: isRecursive,
            mayStopEarly: hasLimit || isComposed,
            mayRescan: isComposed,
            comparesRowIDs: readsViews || run.statement.mayCompareRowIDs,
            mayHideConditions: queries > 1 || readsViews,
            pushesDown: settings.pushesDown,
            pushesLimits: !isGuarded
        )
    }
}

extension TableReference {
    /// Whether it is a table function of other tables' columns, whose rows start no scan.
    fileprivate var isReadForRowsOfOthers: Bool {
        guard let arguments, !arguments.isEmpty else { return false }
        return arguments.contains { argument in
            switch argument.kind {
            case .literal, .variable: false
            default: true
            }
        }
    }
}
