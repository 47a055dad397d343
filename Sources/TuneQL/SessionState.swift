import TuneQLAnalysis
import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// The state that a session's statements share: connection, settings, tables and views.
///
/// It belongs to one ``Session`` and lives on its thread, as does everything that holds it.
final class SessionState {
    let engine: Engine
    let policy: Session.Policy
    /// The session's own thread.
    let executor: SessionExecutor
    /// Whether statements are only checked: then none of its scans makes a call or has rows.
    let isChecking: Bool
    let connection: Connection
    /// The responses kept for later statements while `cache.ttl` is set.
    let cache: ResultCache
    /// The statement that is running, for the tables that it uses.
    let current = CurrentStatement()
    /// The database's file; nil for memory.
    private let databasePath: String?
    /// The engine's tables that are registered with SQLite.
    var tables = RegisteredTables()
    var views = ViewRegistry()
    var settings = Settings()
    /// The calls of the last statements, and their outcomes.
    let scopeHistory = ScopeHistory()
    /// The statements whose rows are being read.
    var openStatements = OpenStatements()

    init(
        engine: Engine,
        database: String?,
        policy: Session.Policy,
        executor: SessionExecutor,
        isChecking: Bool = false
    ) throws(QueryError) {
        self.engine = engine
        self.isChecking = isChecking
        self.policy = policy
        self.executor = executor
        settings.isPartial = policy.allowsPartialResults
        settings.sendsUnknownFields = policy.sendsUnknownFields
        cache = ResultCache(clock: engine.client.clock)
        connection = try Self.connection(database)
        databasePath = database
        let lockWait = LockWait(path: database, progress: policy.redactedProgress)
        connection.shouldRetryLock = { lockWait.shouldRetry($0) }
        if let size = engine.maximumValueSize { connection.maximumValueSize = size }
        do {
            connection.shouldStop = { [current] in current.context?.control.isCancelled ?? false }
            try Functions.define(on: connection)
            try Functions.defineSingleRowGuard(on: connection)
            try Functions.defineFiles(on: connection, allowed: engine.allowsFiles)
            connection.allowsFiles = engine.allowsFiles
        } catch {
            throw QueryError(error)
        }
    }

    /// The client that makes calls within the limits of a statement.
    func client(for run: StatementRun) -> APIClient {
        engine.client.limited(by: run.control.budget)
    }

    /// Runs a statement.
    func result(of run: StatementRun) async throws(QueryError) -> StatementResult {
        do throws(QueryError) {
            return try await StatementRunner(state: self).run(run)
        } catch {
            var error = explained(error).ended(by: run.control)
            error.range = error.range ?? run.statement.range
            throw error.readable
        }
    }

    /// The next rows of a statement; nil at its end.
    func nextBatch(of statement: OpenStatement) throws(QueryError) -> RowBatch? {
        do throws(QueryError) {
            return try statement.nextBatch()
        } catch {
            throw explained(statement.placed(error))
        }
    }

    /// The error, reworded where SQLite's message says too little.
    private func explained(_ error: QueryError) -> QueryError {
        error.explained(engine, path: databasePath)
    }
}
