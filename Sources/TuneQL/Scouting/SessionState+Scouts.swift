import TuneQLSQLite
import TuneQLScan

extension SessionState {
    /// Starts a scout in its own session.
    ///
    /// - Parameters:
    ///   - order: The statement to run, and the session state that it needs.
    ///   - statement: The statement's control; cancelling it ends the scout.
    /// - Returns: The control that ends the scout; nil when none can be started.
    func startScout(_ order: ScoutOrder, endedWith statement: StatementControl) -> StatementControl?
    {
        guard let scout = try? engine.makeScout() else { return nil }
        let control = order.run.control
        let registration = statement.onCancel { control.cancel() }
        _ = control.onCancel {
            order.window.close()
            registration.remove()
        }
        Task.detached { await scout.scout(order) }
        return control
    }

    /// The statements that recreate the session's views.
    func viewStatements() throws -> [String] {
        var statement = try connection.prepare(
            "SELECT 'CREATE TEMP' || substr(sql, 7) FROM sqlite_temp_schema WHERE type = 'view'"
        )
        var views: [String] = []
        while try statement.step() { views.append(statement.value(at: 0).text ?? "") }
        return views
    }

    /// An image of the session's own tables; nil when there are none, or more than 100 MB.
    func localTablesImage() throws -> [UInt8]? {
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
