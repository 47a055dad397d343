import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLJSON
import TuneQLSQLite
import TuneQLSyntax
import TuneQLText
import TuneQLTransport

extension SessionState {
    /// Creates a thing for each row of the source, one request after another.
    ///
    /// All rows are read and checked before the first request.
    func insert(_ insert: Insert, _ run: StatementRun) async throws(QueryError) -> StatementResult {
        guard let resource = try resource(named: insert.target.path) else {
            let statement = AnalyzedStatement(run, in: self)
            let typed = try statement.typed
            let open = try statement.prepare(statement.sql)
            open.note(kinds: typed.returningKinds)
            return try runToEnd(open, keyword: "INSERT")
        }
        let method = try createMethod(of: resource, insert)
        try checkMayCall(method, of: resource, range: insert.target.range)
        let writing = writing(run, to: resource, try awaiting(method, of: resource, run))
        let calls = try self.calls(of: insert, into: resource, run)
        let returning = try insert.returning.map { (clause) throws(QueryError) in
            try returningSQL(clause, resource, calls, run)
        }
        if policy.isDryRun { return try dryRun(calls) }
        try await approve(calls, method, of: resource, source: insert.source, run)
        let outcomes = await writing.outcomes(of: calls)
        var failure = failure(of: outcomes, resource)
        if let failure, returning == nil || !outcomes.haveAnswers { throw failure }
        failure?.report = nil
        let answers = outcomes.map(\.answer)
        guard let returning else {
            let names = self.names(in: answers, of: resource)
            let list = names.isEmpty ? "" : ": \(NameList.text(names))"
            return StatementResult(message: "created \(answers.count)\(list)\(outcomes.ending)")
        }
        do throws(QueryError) {
            let table = try QueryError.converting { () throws(ScanError) in
                try ResponseTable(
                    answers,
                    fields: resource.columns,
                    by: method,
                    arguments: calls.map(\.arguments),
                    of: resource
                )
            }
            let kinds = try typed(run, []).returningKinds
            return try rows(of: table, sql: returning, run, kinds: kinds, failure: failure)
        } catch {
            throw afterCreation(error, outcomes, resource)
        }
    }

    /// The calls that an INSERT makes.
    func calls(
        of insert: Insert,
        into resource: Resource,
        _ run: StatementRun
    ) throws(QueryError) -> [MethodCall] {
        let method = try createMethod(of: resource, insert)
        var calls: [MethodCall] = []
        let uses = try resourceUses(in: run)
        let source = try prepare(sourceSQL(of: insert, run, uses), run, uses)
        guard source.columns.count == insert.columns.count else {
            var error = QueryError(
                .invalidValue,
                "\(insert.columns.count) columns are named, but \(source.columns.count) values given",
                range: range(of: insert.columns)
            )
            error.detail = .arity
            throw error
        }
        while let row = try source.nextRow() {
            let columns = zip(insert.columns, row).map {
                RequestColumn(name: $0.text, value: $1, range: $0.range)
            }
            do throws(QueryError) {
                calls.append(try call(method, of: resource, with: columns))
            } catch {
                guard !calls.isEmpty else { throw error }
                var error = error
                error.message = "row \(calls.count + 1): \(error.message)"
                throw error
            }
        }
        return calls
    }

    func createMethod(of resource: Resource, _ insert: Insert) throws(QueryError) -> Method {
        guard !resource.methods(for: .insert).isEmpty else {
            var error = QueryError(
                .sql,
                "\(resource.id) cannot be inserted into",
                range: insert.target.range,
                help: "SHOW METHODS IN \(resource.id) lists what it offers"
            )
            error.detail = .unsupported(resource: resource.id)
            throw error
        }
        guard !insert.columns.isEmpty else {
            throw QueryError(
                .syntax,
                "the columns of the INSERT are not named",
                range: insert.target.range,
                help: "write INSERT INTO \(resource.id) (column, …) and the values after it"
            )
        }
        if let clause = insert.conflict?.range ?? insert.upsertRange {
            throw QueryError(
                .sql,
                "\(resource.id) cannot resolve conflicts: its service alone decides",
                range: clause
            )
        }
        do throws(MissingParameters) {
            return try resource.selection(for: .insert, bound: insert.columns.map(\.text)).method
        } catch {
            var missing = QueryError(
                .missingParameter,
                "\(resource.name) cannot be created without \(error.missing.joined(separator: ", "))",
                range: range(of: insert.columns),
                help: error.nearest.map {
                    "\($0.name) needs \($0.required.joined(separator: ", "))"
                }
            )
            missing.detail = .missing(error.missing, resource: resource.id)
            throw missing
        }
    }

    /// The query whose rows an INSERT creates.
    func sourceSQL(
        of insert: Insert,
        _ run: StatementRun,
        _ uses: [ResourceUse]
    ) throws(QueryError) -> RewrittenSQL {
        guard let query = insert.source else {
            throw QueryError(
                .syntax,
                "a resource has no default values",
                range: insert.target.range,
                help: "write VALUES or a SELECT after the columns"
            )
        }
        let writer = SQLWriter(run.source)
        let rewriting = run.numberingVariables(try rewriting(of: run, uses))
        let sql = writer.sql(with: rewriting, in: query.range)
        guard let first = insert.with.first, let last = insert.with.last else { return sql }
        let range = first.range.lowerBound..<last.range.upperBound
        let tables = writer.sql(with: rewriting, in: range).text
        return sql.enclosed("WITH \(insert.isRecursive ? "RECURSIVE " : "")\(tables) ", "")
    }

    /// The error of an INSERT of which a part was not done.
    private func failure(of outcomes: [CallOutcome], _ resource: Resource) -> QueryError? {
        guard
            let index = outcomes.firstIndex(where: { $0.error != nil })
                ?? outcomes.firstIndex(where: { $0.status != .done })
        else { return nil }
        guard outcomes.count > 1 else { return outcomes[index].error }
        let report = report(of: outcomes, resource)
        let done = outcomes.count(of: .done)
        guard done < outcomes.count else { return outcomes.failure(report) }
        var failure = (outcomes[index].error ?? .cancelled).inRow(
            index,
            of: outcomes.count,
            done: "created",
            names: self.names(in: outcomes.prefix(index).map(\.answer), of: resource)
        )
        failure.report = report
        if outcomes.hasDone, ![.cancelled, .timeout].contains(failure.code) {
            failure.code = .partial
        }
        return failure
    }

    /// An error that came when all rows had been created: it must not hide that they were.
    private func afterCreation(
        _ error: QueryError,
        _ outcomes: [CallOutcome],
        _ resource: Resource
    ) -> QueryError {
        var error = error
        let names = self.names(in: outcomes.map(\.answer), of: resource)
        let count = outcomes.count == 1 ? "the row was" : "all \(outcomes.count) rows were"
        let created = (["\(count) created"] + [NameList.text(names)])
            .filter { !$0.isEmpty }.joined(separator: ": ")
        error.help = [created, error.help].compactMap { $0 }.joined(separator: "; ")
        error.report = report(of: outcomes, resource)
        return error
    }

    /// What became of each row of an INSERT.
    private func report(of outcomes: [CallOutcome], _ resource: Resource) -> WriteReport {
        let names = outcomes.map { self.names(in: [$0.answer], of: resource).first }
        return WriteReport(
            columns: ["row", "name", "status", "error"].map { ResultColumn(name: $0) },
            rows: zip(names, outcomes).enumerated().map { place, row in
                [.integer(Int64(place + 1)), row.0.map { .text($0) } ?? .null] + row.1.cells
            }
        )
    }

    /// The names of what was created, as the answers give them.
    private func names(in answers: [[UInt8]], of resource: Resource) -> [String] {
        guard let column = resource.nameColumn else { return [] }
        return answers.compactMap { try? JSONValue(parsing: $0)[column]?.string }
    }
}

// MARK: - RETURNING

extension SessionState {
    /// The query that RETURNING stands for, checked before any request is made.
    private func returningSQL(
        _ clause: ReturningClause,
        _ resource: Resource,
        _ calls: [MethodCall],
        _ run: StatementRun
    ) throws(QueryError) -> RewrittenSQL {
        guard let first = clause.results.first, let last = clause.results.last else {
            throw QueryError(.syntax, "RETURNING names nothing", range: clause.range)
        }
        let range = first.range.lowerBound..<last.range.upperBound
        let writer = SQLWriter(run.source)
        var rewriting = run.numberingVariables()
        try typed(run, []).write(to: &rewriting, for: run.source)
        let sql = writer.sql(with: rewriting, in: range).enclosed(
            "SELECT ",
            " FROM \(ResponseTable.name) AS \(resource.name.quotedAsName)"
        )
        let table = try QueryError.converting { () throws(ScanError) in
            try ResponseTable(
                [],
                fields: resource.columns,
                arguments: calls.prefix(1).map(\.arguments),
                of: resource
            )
        }
        _ = try rows(of: table, sql: sql, run)
        return sql
    }

    /// The rows of a query over the answers of calls; it fails behind them when there is a failure.
    func rows(
        of table: ResponseTable,
        sql: RewrittenSQL,
        _ run: StatementRun,
        kinds: [Int: ResultColumn.Kind] = [:],
        failure: QueryError? = nil
    ) throws(QueryError) -> StatementResult {
        do {
            try connection.register(table, named: ResponseTable.unquotedName)
        } catch {
            throw QueryError(.sql, error.message)
        }
        let statement = try prepare(sql, run, [])
        statement.note(kinds: kinds)
        var batches: [RowBatch] = []
        while let batch = try statement.nextBatch() { batches.append(batch) }
        var failure = failure
        failure?.comesBehindRows = true
        return StatementResult(columns: statement.columns, rows: .known(batches, failure: failure))
    }
}
