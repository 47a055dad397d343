import TuneQLCatalog
import TuneQLHTTP
import TuneQLSQLite
package import TuneQLSyntax

/// One user's place: runs statements, one after another, and keeps local tables and settings.
///
/// A session has its own thread. Its results are read from any task; several may be open at once.
public actor Session {
    let engine: Engine
    let policy: Policy
    let executor = SessionExecutor()
    let connection: Connection
    /// What statements leave for the next ones, when `cache.ttl` is set.
    let cache: ResultCache
    /// Where tables find the statement that they are used by.
    let current = CurrentStatement()
    /// What waits for other programs' locks on the database.
    private let lockWait: LockWait
    /// The database's file; nil for memory.
    private let databasePath: String?
    /// The resources that statements have used so far, by their full names.
    var tables: [String: Resource] = [:]
    var settings = Settings()
    /// What became of the calls of the last statements.
    let scopeHistory = ScopeHistory()
    /// Whether `catalog.last_scopes` is known to SQLite.
    var hasScopeTable = false
    /// Whether the catalog is attached to the connection.
    var hasCatalog = false
    /// Whether a statement may read resources that it does not name.
    var hasViews = false
    /// Whether the views of the database are known to SQLite.
    var hasRestoredViews = false
    /// Why views of the database could not be made, by their names in small letters.
    var brokenViews: [String: QueryError] = [:]
    /// What the views of SQLite's were made of, by the statements that SQLite keeps.
    var knownViews: [String: ViewDefinition] = [:]
    /// The columns of views that the statement has read so far, by the same.
    var viewRelations: [String: Relation] = [:]
    /// The views whose columns are being worked out.
    var openViews: Set<String> = []
    /// The names of the tables that hold the answers of EXEC in FROM.
    var execTables: Set<String> = []
    /// How many tables were made for the time of a statement.
    var freshTables = 0
    /// The statements whose rows are being read.
    private var openStatements: [Int: OpenStatement] = [:]
    private var nextStatement = 0

    /// The session's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    init(engine: Engine, database: String?, policy: Policy = Policy()) throws(QueryError) {
        self.engine = engine
        self.policy = policy
        settings.isPartial = policy.allowsPartialResults
        settings.sendsUnknownFields = policy.sendsUnknownFields
        cache = ResultCache(clock: engine.client.clock)
        connection = try Self.connection(database)
        databasePath = database
        let lockWait = LockWait(path: database, tell: policy.tell)
        self.lockWait = lockWait
        connection.shouldRetryLock = { lockWait.shouldRetry($0) }
        if let size = engine.maximumValueSize { connection.maximumValueSize = size }
        do {
            connection.shouldStop = { [current] in current.context?.token.isCancelled ?? false }
            try Functions.define(on: connection)
            try Functions.defineFiles(on: connection, allowed: engine.allowsFiles)
            connection.allowsFiles = engine.allowsFiles
        } catch {
            throw QueryError(.sql, error.message)
        }
    }

    /// Runs one statement.
    ///
    /// - Parameters:
    ///   - text: The statement, with or without a semicolon.
    ///   - bindings: The values of its variables.
    /// - Returns: Its rows, which are fetched as they are read.
    /// - Throws: ``QueryError`` when it cannot be started.
    public func run(_ text: String, _ bindings: Bindings = .none) async throws(QueryError)
        -> ResultSet
    {
        let (statement, rest) = try Self.parse(text)
        guard rest == nil else {
            throw QueryError(
                .syntax,
                "the text holds more than one statement",
                range: rest?.range,
                help: "run them one by one"
            )
        }
        guard let statement else { throw QueryError(.syntax, "the text holds no statement") }
        return try await run(statement, of: text, bindings)
    }

    private static func parse(_ text: String) throws(QueryError) -> (Statement?, Statement?) {
        var reader = StatementReader(text)
        do throws(SyntaxError) {
            return (try reader.next(), try reader.next())
        } catch {
            throw QueryError(error).readable
        }
    }

    /// Runs a statement that is parsed already.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - source: The text that the statement's ranges refer to.
    ///   - bindings: The values of its variables.
    ///   - token: What ends it; the calling task's cancellation does so as well.
    /// - Returns: Its rows, which are fetched as they are read.
    /// - Throws: ``QueryError`` when it cannot be started.
    package func run(
        _ statement: Statement,
        of source: String,
        _ bindings: Bindings = .none,
        token: CancelToken = CancelToken()
    ) async throws(QueryError) -> ResultSet {
        let run = StatementRun(statement, of: source, bindings, token: token)
        token.begin(policy, clock: engine.timeLimitClock)
        scopeHistory.begin(token.scopes)
        let outcome = await withTaskCancellationHandler {
            await self.outcome(of: run)
        } onCancel: {
            token.cancel()
        }
        return try outcome.get()
    }

    private func outcome(of run: StatementRun) async -> Result<ResultSet, QueryError> {
        lockWait.token = run.token
        do throws(QueryError) {
            var results = try await perform(run)
            results.log = run.token.scopes
            results.warnings = run.warnings.all
            results.toleratesFailures = toleratesFailures(of: run)
            return .success(results)
        } catch {
            var error = error.explained(engine, path: databasePath).ended(by: run.token)
            error.range = error.range ?? run.statement.range
            return .failure(error.readable)
        }
    }

    /// Does what a statement says.
    func perform(_ run: StatementRun) async throws(QueryError) -> ResultSet {
        viewRelations = [:]
        try restoreViews(run)
        try checkBrokenViews(run)
        try checkTransaction(run)
        try checkHints(of: run.statement)
        let (run, requests) = try await calledAhead(run)
        if let requests { return requests }
        let missed: QueryError
        do throws(QueryError) {
            return try await answer(run)
        } catch {
            missed = error
        }
        let passed = try secondRun(of: run, after: missed)
        do throws(QueryError) {
            return try await answer(passed)
        } catch {
            throw secondError(error, of: passed, missed, run)
        }
    }

    /// Does what a statement says, as it is written.
    private func answer(_ run: StatementRun) async throws(QueryError) -> ResultSet {
        if let shown = try dryRun(ofReading: run) { return shown }
        return switch run.statement.kind {
        case .select(let query): try select(query, run)
        case .insert(let insert): try await self.insert(insert, run)
        case .exec(let exec): try await execute(exec, run)
        case .show(let show): try self.show(show, run)
        case .describe(let describe): try self.describe(describe, run)
        case .explain(let explanation): try await explain(explanation, run)
        case .use(let provider): try use(provider)
        case .set(let setting): try set(setting)
        case .local(let statement): try runLocal(statement, run)
        case .view(let view): try self.run(view, run)
        case .utility(let utility): try await self.run(utility, run)
        }
    }
}

// MARK: - Open statements

extension Session {
    /// Keeps a statement until its rows are read.
    func open(_ statement: OpenStatement) -> ResultSet {
        nextStatement += 1
        openStatements[nextStatement] = statement
        return ResultSet(
            columns: statement.columns,
            source: .statement(id: nextStatement, session: self, token: statement.context.token)
        )
    }

    /// The next rows of an open statement; nil at its end, which closes it.
    func batch(ofStatement id: Int) throws(QueryError) -> RowBatch? {
        guard let statement = openStatements[id] else { return nil }
        lockWait.token = statement.context.token
        do throws(QueryError) {
            let batch = try statement.nextBatch()
            if batch == nil { close(statement: id) }
            return batch
        } catch {
            close(statement: id)
            throw statement.placed(error).explained(engine, path: databasePath)
        }
    }

    /// Whether rows of a statement are yet to be read.
    var isReading: Bool { !openStatements.isEmpty }

    func close(statement id: Int) {
        openStatements[id] = nil
    }
}
