import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite
import TuneQLSyntax

extension AnalyzedStatement {
    /// The method that an EXEC calls: of those of its name the one that its values fit best.
    func method(of exec: Exec) throws(QueryError) -> (Resource, Method) {
        let (resource, methods) = try state.methods(named: exec.path)
        var names = exec.assignments.map(\.name.text)
        if methods.count > 1, let source = exec.source {
            names = try prepare(sql(forRowsOf: exec, source)).columns.map(\.name)
        }
        guard let method = resource.method(among: methods, bound: names) else {
            preconditionFailure("a name of no methods was found")
        }
        return (resource, method)
    }

    /// The calls of an EXEC, checked as far as possible before the first is made.
    func execCalls(_ exec: Exec) throws(QueryError) -> ExecCalls {
        let (resource, method) = try method(of: exec)
        try state.checkMayCall(method, of: resource, range: exec.path.wholeRange)
        var sequence = sequence(to: resource, try poller(for: method, of: resource))
        if exec.source != nil { (sequence.width, sequence.stopsAtFailure) = (8, false) }
        return ExecCalls(
            exec: exec,
            run: run,
            resource: resource,
            method: method,
            planned: try plannedCalls(of: exec),
            sequence: sequence
        )
    }

    /// Makes the calls; if there are several, after asking for approval.
    func outcomes(of calls: ExecCalls) async throws(QueryError) -> [CallOutcome] {
        try await approve(
            calls.calls,
            calls.method,
            of: calls.resource,
            isDecidedByData: calls.exec.source?.readsTables ?? false
        )
        return await calls.sequence.outcomes(of: calls.calls)
    }

    /// The calls that an EXEC makes; every argument is checked before the first of them.
    func calls(of exec: Exec) throws(QueryError) -> [MethodCall] {
        try plannedCalls(of: exec).map(\.call)
    }

    private func plannedCalls(of exec: Exec) throws(QueryError) -> [PlannedCall] {
        let (resource, method) = try method(of: exec)
        return try argumentSets(of: exec).map { (set) throws(QueryError) in
            PlannedCall(call: try call(method, of: resource, with: set, exec), arguments: set)
        }
    }

    private func argumentSets(of exec: Exec) throws(QueryError) -> [[RequestColumn]] {
        guard let source = exec.source else {
            let values = try values(of: exec.assignments.map(\.value))
            return [
                zip(exec.assignments, values).map {
                    RequestColumn(name: $0.name.text, value: $1, range: $0.name.range)
                }
            ]
        }
        let statement = try prepare(sql(forRowsOf: exec, source))
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
    func sql(forRowsOf exec: Exec, _ query: Query) throws(QueryError) -> RewrittenSQL {
        let sql = try sql(for: query)
        let tables = try execCommonTables
        guard !tables.isEmpty else { return sql }
        return query.with.isEmpty
            ? sql.enclosed(tables, "") : sql.enclosed(tables + "SELECT * FROM (", ")")
    }

    private func call(
        _ method: Method,
        of resource: Resource,
        with arguments: [RequestColumn],
        _ exec: Exec
    ) throws(QueryError) -> MethodCall {
        let names = Set(arguments.map { $0.name.lowercased() })
        try exec.checkArguments(names, of: method, resource)
        guard let body = exec.jsonBody else {
            return try state.call(method, of: resource, with: arguments)
        }
        return try state.call(
            method,
            of: resource,
            with: arguments,
            body: RequestBody(json: try json(of: body), range: body.range)
        )
    }

    /// The value of `@@json`.
    func json(of expression: Expression) throws(QueryError) -> JSONValue {
        let text = try value(of: expression).text ?? ""
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
}

extension Exec {
    /// Throws when a required parameter of a method is missing; the names are in lowercase.
    func checkArguments(
        _ names: Set<String>,
        of method: Method,
        _ resource: Resource
    ) throws(QueryError) {
        let missing = method.requiredParameters.filter { !names.contains($0.lowercased()) }
        guard !missing.isEmpty else { return }
        var error = QueryError(
            .missingParameter,
            "\(method.name) cannot be called without \(missing.joined(separator: ", "))",
            range: path.wholeRange,
            help: "add  " + missing.map { "@\($0) = '…'" }.joined(separator: ", ")
        )
        error.detail = .missing(missing, resource: resource.id)
        throw error
    }
}
