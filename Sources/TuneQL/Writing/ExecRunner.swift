import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite
import TuneQLSyntax

extension SessionState {
    /// Calls a method by its name, once or for each row of a query.
    func execute(_ exec: Exec, _ run: StatementRun) async throws(QueryError) -> StatementResult {
        let order = try order(exec, run)
        let (method, planned, calls) = (order.method, order.planned, order.calls)
        if policy.isDryRun { return try dryRun(calls) }
        guard !calls.isEmpty else { return StatementResult(message: "no rows, no calls") }
        let outcomes = try await outcomes(of: order)
        let wantsRows = run.statement.hasHint("SHOWRESULTS") || method.verb == .select
        let answersRows = exec.source == nil || method.isRead || wantsRows && outcomes.isAllDone
        let report =
            exec.source == nil || method.isRead
            ? nil
            : outcomes.report(
                planned.map(\.arguments),
                names: planned[0].arguments.map(\.name),
                with: wantsRows ? .response : order.writing.awaiting == nil ? .nothing : .state
            )
        let failure = outcomes.failure(report)
        if wantsRows, answersRows, outcomes.haveAnswers {
            return try self.rows(outcomes.map(\.answer), of: order, failure)
        }
        if let failure { throw failure }
        let times = calls.count == 1 ? "" : " \(calls.count) times"
        let message = "\(method.name) was called\(times)\(outcomes.ending)"
        guard let report else { return StatementResult(message: message) }
        return StatementResult(columns: report.columns, rows: report.rows, message: message)
    }

    /// What an EXEC is going to call, with everything checked that can be before.
    func order(_ exec: Exec, _ run: StatementRun) throws(QueryError) -> ExecOrder {
        let (resource, method) = try method(named: exec.path)
        try checkMayCall(method, of: resource, range: range(of: exec.path))
        var writing = writing(run, to: resource, try awaiting(method, of: resource, run))
        if exec.source != nil { (writing.width, writing.stopsAtFailure) = (8, false) }
        return ExecOrder(
            exec: exec,
            run: run,
            resource: resource,
            method: method,
            planned: try plannedCalls(of: exec, run),
            writing: writing
        )
    }

    /// Makes the calls, if they are many after asking whether they may be made.
    func outcomes(of order: ExecOrder) async throws(QueryError) -> [CallOutcome] {
        try await approve(
            order.calls,
            order.method,
            of: order.resource,
            source: order.exec.source,
            order.run
        )
        return await order.writing.outcomes(of: order.calls)
    }

    /// The calls that an EXEC makes; every argument is checked before the first of them.
    func calls(of exec: Exec, _ run: StatementRun) throws(QueryError) -> [MethodCall] {
        try plannedCalls(of: exec, run).map(\.call)
    }

    private func plannedCalls(
        of exec: Exec,
        _ run: StatementRun
    ) throws(QueryError) -> [PlannedCall] {
        let (resource, method) = try method(named: exec.path)
        return try argumentSets(of: exec, run).map { (set) throws(QueryError) in
            PlannedCall(call: try call(method, of: resource, with: set, exec, run), arguments: set)
        }
    }

    /// The method of a path whose last part names it.
    func method(named path: [Identifier]) throws(QueryError) -> (Resource, Method) {
        guard let name = path.last, path.count > 1,
            let resource = try resource(named: path.dropLast())
        else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not the name of a method",
                range: range(of: path),
                help: "a method is named provider.service.resource.method"
            )
        }
        let found = resource.methods.first { $0.name.lowercased() == name.text.lowercased() }
        if let found { return (resource, found) }
        try check(
            name,
            among: resource.methods.map(\.name),
            .method(resource: resource.id),
            "SHOW METHODS IN \(resource.id) lists them"
        )
        preconditionFailure("a method that is among the names was not found")
    }

    private func argumentSets(
        of exec: Exec,
        _ run: StatementRun
    ) throws(QueryError) -> [[RequestColumn]] {
        guard let source = exec.source else {
            let values = try values(of: exec.assignments.map(\.value), run)
            return [
                zip(exec.assignments, values).map {
                    RequestColumn(name: $0.name.text, value: $1, range: $0.name.range)
                }
            ]
        }
        let uses = try resourceUses(in: run)
        let sql = try sql(forRowsOf: exec, source, run, uses)
        let statement = try prepare(sql, run, uses)
        var sets: [[RequestColumn]] = []
        while let row = try statement.nextRow() {
            sets.append(
                zip(statement.columns, row).map {
                    RequestColumn(name: $0.name, value: $1, range: source.range)
                }
            )
        }
        return sets
    }

    /// The query of an EXEC, with the common tables that it may name.
    func sql(
        forRowsOf exec: Exec,
        _ query: Query,
        _ run: StatementRun,
        _ uses: [ResourceUse]
    ) throws(QueryError) -> RewrittenSQL {
        let statement = AnalyzedStatement(run, in: self, uses: uses)
        let sql = try statement.sql(for: query)
        let tables = try statement.execCommonTables
        guard !tables.isEmpty else { return sql }
        return query.with.isEmpty
            ? sql.enclosed(tables, "") : sql.enclosed(tables + "SELECT * FROM (", ")")
    }

    private func call(
        _ method: Method,
        of resource: Resource,
        with arguments: [RequestColumn],
        _ exec: Exec,
        _ run: StatementRun
    ) throws(QueryError) -> MethodCall {
        let names = Set(arguments.map { $0.name.lowercased() })
        try checkArguments(names, of: method, resource, exec)
        guard let body = exec.jsonBody else {
            return try call(method, of: resource, with: arguments)
        }
        return try call(
            method,
            of: resource,
            with: arguments,
            body: RequestBody(json: try json(of: body, run), range: body.range)
        )
    }

    /// Throws when a method is called without a parameter that it needs; the names are in small letters.
    func checkArguments(
        _ names: Set<String>,
        of method: Method,
        _ resource: Resource,
        _ exec: Exec
    ) throws(QueryError) {
        let missing = method.requiredParameters.filter { !names.contains($0.lowercased()) }
        guard !missing.isEmpty else { return }
        var error = QueryError(
            .missingParameter,
            "\(method.name) cannot be called without \(missing.joined(separator: ", "))",
            range: range(of: exec.path),
            help: "add  " + missing.map { "@\($0) = '…'" }.joined(separator: ", ")
        )
        error.detail = .missing(missing, resource: resource.id)
        throw error
    }

    private func json(of expression: Expression, _ run: StatementRun) throws(QueryError)
        -> JSONValue
    {
        let text = try values(of: [expression], run).first?.text ?? ""
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw QueryError(
                .invalidValue,
                "@@json is not JSON: \(error.reason.rawValue), at byte \(error.offset)",
                range: expression.range
            )
        }
    }

    /// The answers of a method as rows of its response's columns.
    private func rows(
        _ answers: [[UInt8]],
        of order: ExecOrder,
        _ failure: QueryError?
    ) throws(QueryError) -> StatementResult {
        let method = order.method
        let fields = try responseFields(of: method, order.resource)
        guard !fields.isEmpty else {
            if let failure { throw failure }
            return StatementResult(message: "\(method.name) answers nothing")
        }
        let table = try QueryError.converting { () throws(ScanError) in
            try ResponseTable(answers, fields: fields, by: method)
        }
        return try rows(
            of: table,
            sql: .made("SELECT * FROM \(ResponseTable.name)"),
            order.run,
            failure: failure ?? order.unreadPages(behind: answers)
        )
    }

    func responseFields(of method: Method, _ resource: Resource) throws(QueryError)
        -> [Field]
    {
        if method.verb == .select { return resource.columns }
        guard let name = method.responseMessage else { return [] }
        return try message(name, of: resource)?.fields ?? []
    }
}

extension QueryError {
    /// The error of a row among several: which rows were done, which failed, which were not tried.
    func inRow(_ index: Int, of count: Int, done: String, names: [String]) -> QueryError {
        guard count > 1 else { return self }
        var error = self
        let before =
            index == 0
            ? "no row was \(done) before it"
            : (index == 1 ? "row 1 was" : "rows 1 to \(index) were") + " \(done)"
                + (names.isEmpty ? "" : ": \(NameList.text(names))")
        let after =
            switch count - index - 1 {
            case 0: ""
            case 1: "; row \(count) was not tried"
            default: "; rows \(index + 2) to \(count) were not tried"
            }
        error.message = "row \(index + 1) of \(count): \(message)"
        error.help = ["\(before)\(after)", help].compactMap { $0 }.joined(separator: "; ")
        return error
    }
}
