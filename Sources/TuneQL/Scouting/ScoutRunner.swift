import Logging
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

/// Runs another session's statement ahead of it, to find the calls that it will need.
struct ScoutRunner {
    /// The scout's own session.
    let state: SessionState
    let order: ScoutOrder

    /// Runs the statement without rows at one scan; errors are left to the statement itself.
    func run() {
        state.settings = order.settings
        do {
            if let image = order.image { try state.connection.restore(image: image) }
            for resource in order.resources { try state.registerTable(for: resource) }
            for view in order.views { try state.connection.execute(view) }
            state.views.exist = !order.views.isEmpty
            let statement = AnalyzedStatement(order.run, in: state, uses: order.uses)
            let open = try statement.prepare(
                order.sql,
                mode: .scout(order.place, order.window),
                store: order.store
            )
            while try open.nextRow() != nil {}
        } catch {
            state.engine.logger.debug("a scout gave up", metadata: ["reason": "\(error)"])
        }
    }
}
