import TuneQLAnalysis
import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

extension AnalyzedStatement {
    /// Compiles SQL over the statement's resources and binds its variables.
    ///
    /// - Parameters:
    ///   - sql: SQL made from the statement.
    ///   - mode: Whether scans make their calls.
    ///   - store: The scans that another connection has started; nil for new ones.
    /// - Returns: The statement, before its first row.
    /// - Throws: ``QueryError`` when SQLite refuses the SQL, or a table lacks parameters.
    func prepare(
        _ sql: RewrittenSQL,
        mode: StatementContext.Mode = .run,
        store: StatementScans? = nil
    ) throws(QueryError) -> OpenStatement {
        let mode = state.isChecking ? StatementContext.Mode.explain(.none) : mode
        let context = try context(mode, store)
        if case .run = mode { context.fanOut = try fanOut(sql, context) }
        try registerTables(for: sql)
        let report = ErrorReport(run: run, sql: sql, uses: try uses, engine: state.engine)
        let connection = state.connection
        do {
            let statement = OpenStatement(
                try state.current.during(context) { try connection.prepare(sql.text) },
                on: connection,
                current: state.current,
                context: context,
                errors: report
            )
            let unsent = context.unsent.map {
                QueryError(unsent: $0.name, of: $0.resource, range: nil)
            }
            if let error = UnsentParameters(of: run.statement, try uses).error ?? unsent {
                throw error
            }
            try statement.bind(run.bindings)
            if case .run = mode { statement.set(lateFailure: run.execFailure) }
            return statement
        } catch let error as SQLiteError {
            let thrown = connection.takeCallbackError()
            throw advised(report.report(error, thrown: thrown, context))
        } catch let error as QueryError {
            throw error
        } catch {
            preconditionFailure("preparing threw \(error)")
        }
    }

    /// The context that the tables of the statement share.
    private func context(
        _ mode: StatementContext.Mode,
        _ store: StatementScans?
    ) throws(QueryError) -> StatementContext {
        let traits = try traits
        let client = state.client(for: run)
        return StatementContext(
            client: client,
            executor: state.executor,
            control: run.control,
            mode: mode,
            traits: traits,
            store: store
                ?? StatementScans(
                    client: client,
                    control: run.control,
                    traits: traits,
                    caching: state.caching(of: run),
                    toleratesFailures: state.toleratesFailures(of: run),
                    toleratesMissingPlaces: state.toleratesMissingPlaces(of: run)
                ),
            conditions: MarkedConditions(on: state.connection, run.bindings)
        )
    }

    /// Registers the tables that the SQL reads with SQLite.
    private func registerTables(for sql: RewrittenSQL) throws(QueryError) {
        try state.registerOwnTables(for: run, sql)
        for use in try uses { try state.registerTable(for: use) }
        try state.registerExecTables(of: run)
    }
}
