import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
package import TuneQLScan
import TuneQLText
package import TuneQLSyntax

/// Runs one user's statements, one after another, and keeps local tables and settings.
///
/// A session has its own thread. Its results are read from any task; several may be open at once.
public actor Session {
    let state: SessionState
    private let executor: SessionExecutor

    /// The session's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    init(engine: Engine, database: String?, policy: Policy = Policy()) throws(QueryError) {
        executor = SessionExecutor()
        state = try SessionState(
            engine: engine,
            database: database,
            policy: policy,
            executor: executor
        )
    }

    /// Runs one statement.
    ///
    /// ```swift
    /// let newest = try await session.run(
    ///     """
    ///     SELECT name, createTime FROM google.aiplatform.tuning_jobs
    ///     WHERE projectsId = :project AND locationsId IN (:first, :second)
    ///     ORDER BY createTime DESC LIMIT :count
    ///     """,
    ///     ["project": "demo-project", "first": "us-central1", "second": "us-east1", "count": 5]
    /// )
    /// ```
    ///
    /// - Parameters:
    ///   - text: The statement, with or without a semicolon.
    ///   - bindings: The values of its variables.
    /// - Returns: Its rows, which are fetched as they are read.
    /// - Throws: ``QueryError`` when it cannot be started.
    public func run(_ text: String, _ bindings: Bindings = .none) async throws(QueryError)
        -> ResultSet
    {
        try await run(try Self.statement(in: text), of: text, bindings)
    }

    /// The only statement of a text.
    static func statement(in text: String) throws(QueryError) -> Statement {
        let (statement, rest) = try Self.parse(text)
        guard rest == nil else {
            throw QueryError(
                .syntax,
                "the text contains more than one statement",
                range: rest?.range,
                help: "run them one by one"
            )
        }
        guard let statement else { throw QueryError(.syntax, "the text contains no statement") }
        return statement
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
    ///   - control: Ends it early, as cancelling the calling task does.
    ///   - isFresh: Whether rows are fetched even if the cache has them.
    /// - Returns: Its rows, which are fetched as they are read.
    /// - Throws: ``QueryError`` when it cannot be started.
    package func run(
        _ statement: Statement,
        of source: String,
        _ bindings: Bindings = .none,
        control: StatementControl = StatementControl(),
        isFresh: Bool = false
    ) async throws(QueryError) -> ResultSet {
        var run = StatementRun(statement, of: source, bindings, control: control)
        run.isFresh = isFresh
        control.begin(state.policy.limits, clock: state.engine.timeLimitClock)
        state.scopeHistory.begin(control.ledger)
        let outcome = await withTaskCancellationHandler {
            await LockWait.$control.withValue(control) { await self.outcome(of: run) }
        } onCancel: {
            control.cancel()
        }
        return try outcome.get()
    }

    private func outcome(of run: StatementRun) async -> Result<ResultSet, QueryError> {
        do throws(QueryError) {
            var results = results(try await state.result(of: run), of: run)
            results.log = run.control.ledger
            results.warnings = run.warnings.all
            results.toleratesFailures = state.toleratesFailures(of: run)
            return .success(results)
        } catch {
            return .failure(error)
        }
    }

    /// The result for the caller; the session keeps a statement that SQLite has yet to step.
    private func results(_ result: StatementResult, of run: StatementRun) -> ResultSet {
        let source: ResultSet.Source =
            switch result.rows {
            case .known(let batches, let failure): .batches(batches, failure: failure)
            case .open(let statement):
                .statement(
                    id: state.openStatements.add(statement),
                    session: self,
                    control: run.control
                )
            }
        return ResultSet(columns: result.columns, source: source, message: result.message)
    }

    /// The next rows of an open statement; nil at its end, which closes it.
    ///
    /// It is a `Result`, since typed throws do not cross the actor's boundary.
    func batch(ofStatement id: Int) -> Result<RowBatch?, QueryError> {
        guard let statement = state.openStatements[id] else { return .success(nil) }
        return LockWait.$control.withValue(statement.context.control) {
            batch(of: statement, id)
        }
    }

    private func batch(of statement: OpenStatement, _ id: Int) -> Result<RowBatch?, QueryError> {
        do throws(QueryError) {
            let batch = try state.nextBatch(of: statement)
            if batch == nil { close(statement: id) }
            return .success(batch)
        } catch {
            close(statement: id)
            return .failure(error.readable)
        }
    }

    func close(statement id: Int) {
        state.openStatements.close(id)
    }

    /// The calls of the last statement that made any, and their outcomes.
    ///
    /// `catalog.last_scopes` shows the same, even after a statement that failed.
    public var lastScopes: [ResultSet.Scope] {
        state.scopeHistory.last.map { ResultSet.Scope($0) }
    }

    // MARK: Scouting

    /// Runs another session's statement ahead of it, to find the calls that it will need.
    func scout(_ order: ScoutOrder) {
        ScoutRunner(state: state, order: order).run()
    }
}
