import Logging
import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

/// What a scout has to know of the session whose statement it runs ahead of.
struct ScoutOrder: Sendable {
    var sql: RewrittenSQL
    var run: StatementRun
    var uses: [ResourceUse]
    var store: StatementScans
    var settings: Settings
    /// All resources that the session's views may read.
    var resources: [Resource]
    /// The statements that make the session's views.
    var views: [String]
    /// The session's own tables.
    var image: [UInt8]?
}

extension AnalyzedStatement {
    /// Watches the scans of the statement; nil when it can have no inner scans.
    func fanOut(_ sql: RewrittenSQL, _ context: StatementContext) throws(QueryError) -> FanOut? {
        guard context.traits.mayRescan, state.settings.pushesDown else { return nil }
        let (run, store) = (run, context.store)
        let uses = try uses
        return FanOut(mayStopEarly: context.traits.hasLimit) { [weak state] place, window in
            state?.startScout(sql, run, uses, store, place, window)
        }
    }
}

extension SessionState {

    fileprivate func startScout(
        _ sql: RewrittenSQL,
        _ run: StatementRun,
        _ uses: [ResourceUse],
        _ store: StatementScans,
        _ place: ScanPlace,
        _ window: ScoutWindow
    ) -> CancelToken? {
        guard let views = try? viewDefinitions(), let scout = try? engine.makeScout() else {
            return nil
        }
        let token = CancelToken()
        let registration = run.token.onCancel { token.cancel() }
        _ = token.onCancel {
            window.close()
            registration.remove()
        }
        let order = ScoutOrder(
            sql: sql,
            run: run.ended(by: token),
            uses: uses,
            store: store,
            settings: settings,
            resources: Array(tables.values),
            views: views,
            image: try? ownTables()
        )
        Task.detached { await scout.scout(order, at: place, window) }
        return token
    }

    /// Runs the statement without rows at a place; whatever goes wrong, the statement itself meets.
    func runAhead(_ order: ScoutOrder, at place: ScanPlace, _ window: ScoutWindow) {
        settings = order.settings
        do {
            if let image = order.image { try connection.restore(image: image) }
            for resource in order.resources { try registerTable(for: resource) }
            for view in order.views { try connection.execute(view) }
            hasViews = !order.views.isEmpty
            let analyzed = AnalyzedStatement(order.run, in: self, uses: order.uses)
            let statement = try analyzed.prepare(
                order.sql,
                mode: .scout(place, window),
                store: order.store
            )
            while try statement.nextRow() != nil {}
        } catch {
            engine.logger.debug("a scout gave up", metadata: ["reason": "\(error)"])
        }
    }

    /// The session's views as statements that make them anew.
    private func viewDefinitions() throws -> [String] {
        var statement = try connection.prepare(
            "SELECT 'CREATE TEMP' || substr(sql, 7) FROM sqlite_temp_schema WHERE type = 'view'"
        )
        var views: [String] = []
        while try statement.step() { views.append(statement.value(at: 0).text ?? "") }
        return views
    }

    /// An image of the session's own tables; nil when there are none, or too many to copy.
    private func ownTables() throws -> [UInt8]? {
        var statement = try connection.prepare("SELECT count(*) FROM main.sqlite_schema")
        guard try statement.step(), statement.integer(at: 0) > 0 else { return nil }
        let size = try connection.rows(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        )
        guard case .integer(let bytes)? = size.first?.first, bytes <= 100_000_000 else {
            return nil
        }
        return try connection.image()
    }
}
