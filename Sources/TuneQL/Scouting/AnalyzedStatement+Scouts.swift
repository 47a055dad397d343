import TuneQLScan
import TuneQLSyntax

extension AnalyzedStatement {
    /// The watcher of the statement's scans; nil when it can have no inner scans.
    func fanOut(_ sql: RewrittenSQL, _ context: StatementContext) throws(QueryError) -> FanOut? {
        guard context.traits.mayRescan, state.settings.pushesDown else { return nil }
        let (run, store) = (run, context.store)
        let uses = try uses
        // The session retains the statement while its rows are read: a strong capture is a cycle.
        return FanOut(mayStopEarly: context.traits.hasLimit) { [weak state] place, window in
            guard let state, let views = try? state.viewStatements() else { return nil }
            let control = StatementControl()
            let order = ScoutOrder(
                sql: sql,
                run: run.ended(by: control),
                uses: uses,
                store: store,
                place: place,
                window: window,
                settings: state.settings,
                resources: Array(state.tables.resources.values),
                views: views,
                image: try? state.localTablesImage()
            )
            return state.startScout(order, endedWith: run.control)
        }
    }
}
