import TuneQLAnalysis
import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

/// EXPLAIN of statements that write to a service.
extension Explainer {
    func writingSteps(_ insert: Insert) throws(QueryError) -> [ExplainedStep] {
        guard let write = try statement.write else {
            guard let source = insert.source else { return [] }
            return try readingSteps(statement.sourceSQL(of: insert), limitedBy: source.range)
        }
        return try writingSteps(write)
    }

    /// The steps of an INSERT, REPLACE, UPDATE or DELETE of a resource.
    func writingSteps(_ write: ResourceWrite) throws(QueryError) -> [ExplainedStep] {
        let (method, resource) = (write.method, write.resource)
        let unguarded = unguarded
        let reading = try unguarded.readingSteps(
            unguarded.statement.sourceSQL(of: write),
            limitedBy: write.sourceRange
        )
        guard reading.isEmpty, !run.hasExecSources else {
            var step = ExplainedStep(
                method,
                of: resource,
                .unknown("one for each row of the query")
            )
            step.parameters = parameters(of: method)
            return reading + [step]
        }
        return steps(try statement.calls(of: write), method, of: resource)
    }

    func writingSteps(_ exec: Exec) throws(QueryError) -> [ExplainedStep] {
        let (resource, method) = try statement.method(of: exec)
        let reading = try unguarded.argumentSteps(exec)
        guard reading.isEmpty, !run.hasExecSources else {
            try checkParameters(of: exec, method, resource)
            var step = ExplainedStep(
                method,
                of: resource,
                exec.source == nil ? .exactly(1) : .unknown("one for each row of the query")
            )
            step.parameters = parameters(of: method)
            return reading + [step]
        }
        return steps(try statement.calls(of: exec), method, of: resource)
    }

    /// The steps of the arguments of an EXEC.
    private func argumentSteps(_ exec: Exec) throws(QueryError) -> [ExplainedStep] {
        var steps: [ExplainedStep] = []
        if let source = exec.source { steps += try readingSteps(source) }
        for value in exec.assignments.map(\.value) + [exec.jsonBody].compactMap({ $0 }) {
            steps += try readingSteps(statement.sql(for: value))
        }
        return steps
    }

    /// The same statement, in which a subquery used as a value may have several made-up rows.
    private var unguarded: Explainer { Explainer(run.withoutGuards, in: state) }

    private func steps(
        _ calls: [MethodCall],
        _ method: Method,
        of resource: Resource
    ) -> [ExplainedStep] {
        guard calls.isEmpty else { return calls.map { ExplainedStep($0, of: resource) } }
        var step = ExplainedStep(method, of: resource, .exactly(0))
        step.note = "no rows"
        return [step]
    }

    // MARK: Arguments that are not known yet

    /// Throws for an EXEC that lacks required parameters, as running it would.
    private func checkParameters(
        of exec: Exec,
        _ method: Method,
        _ resource: Resource
    ) throws(QueryError) {
        var names = exec.assignments.map(\.name.text)
        if let source = exec.source {
            names = try statement.prepare(statement.sql(for: source)).columns.map(\.name)
        }
        try exec.checkArguments(Set(names.map { $0.lowercased() }), of: method, resource)
    }

    private func arguments(of exec: Exec) -> [(String, String)] {
        guard let source = exec.source else {
            return exec.assignments.map { ($0.name.text, run.text(in: $0.value.range)) }
        }
        let names = source.body.first?.results.map(\.name) ?? []
        return Array(zip(names, source.resultTexts(run)))
    }

    /// The conditions on parameters of an UPDATE or a DELETE of a resource.
    private func conditions(of local: LocalStatement) -> String? {
        let change = (try? statement.resourceChange(local)) ?? nil
        let terms = change?.keys.map { run.text(in: $0.range) } ?? []
        return terms.isEmpty ? nil : terms.joined(separator: " AND ")
    }

    /// The values of the parameters of a method that writes, as the statement spells them.
    func parameters(of method: Method) -> String? {
        if case .local(let local) = run.statement.kind { return conditions(of: local) }
        let values: [(String, String)] =
            switch run.statement.kind {
            case .insert(let insert):
                Array(zip(insert.columns.map(\.text), insert.source?.resultTexts(run) ?? []))
            case .exec(let exec): arguments(of: exec)
            default: []
            }
        let terms = method.parameters.compactMap { parameter in
            values.first { $0.0.lowercased() == parameter.name.lowercased() }
                .map { "\(parameter.name) = \($0.1)" }
        }
        return terms.isEmpty ? nil : terms.joined(separator: " AND ")
    }
}

extension Query {
    /// The results of the first SELECT, expression by expression, as the statement spells them.
    fileprivate func resultTexts(_ run: StatementRun) -> [String] {
        guard let core = body.first else { return [] }
        if let row = core.values.first { return row.map { run.text(in: $0.range) } }
        return core.results.map { result in
            guard case .expression(let expression, _) = result.kind else { return "…" }
            return run.text(in: expression.range)
        }
    }
}

extension SelectItem {
    /// The name of the column in the result.
    fileprivate var name: String {
        guard case .expression(let expression, let alias) = kind else { return "" }
        if let alias { return alias.text }
        guard case .column(let column) = expression.kind else { return "" }
        return column.leadingNames.last?.text ?? ""
    }
}
