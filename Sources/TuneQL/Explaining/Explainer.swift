import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLScan
import TuneQLSyntax

/// Finds the calls that a statement would make, without making any.
struct Explainer {
    let statement: AnalyzedStatement

    var state: SessionState { statement.state }
    var run: StatementRun { statement.run }

    init(_ statement: AnalyzedStatement) {
        self.statement = statement
    }

    init(_ run: StatementRun, in state: SessionState) {
        self.init(AnalyzedStatement(run, in: state))
    }

    /// The steps of the statement; one that calls nothing has a step that says so.
    var steps: [ExplainedStep] {
        get throws(QueryError) {
            // The calls of EXEC in FROM come before all others.
            let called = run.execTables.sorted { $0.key < $1.key }.flatMap(\.value.shownSteps)
            let steps: [ExplainedStep] =
                switch run.statement.kind {
                case .select(let query): try readingSteps(query)
                case .insert(let insert): try writingSteps(insert)
                case .exec(let exec): try writingSteps(exec)
                case .local(let local): try localSteps(local)
                case .view(let view): try viewSteps(view)
                case .explain(let explanation): try innerSteps(explanation)
                case .assert(let assertion):
                    switch assertion.form {
                    case .query(let query): try readingSteps(query)
                    case .expression(let value): try readingSteps(statement.sql(for: value))
                    }
                case .show, .describe, .use, .set, .utility: []
                }
            return called.isEmpty && steps.isEmpty ? [.local] : called + steps
        }
    }

    private func innerSteps(_ explanation: Explain) throws(QueryError) -> [ExplainedStep] {
        guard explanation.isAnalyze else { return [] }
        let inner = try ExecSources(state: state).shown(in: run.inner(explanation.statement))
        return try Explainer(inner, in: state).steps
    }

    /// The steps as rows.
    func rows() throws(QueryError) -> StatementResult {
        try Self.rows(of: try steps, in: state)
    }

    /// Steps as rows.
    static func rows(
        of steps: [ExplainedStep],
        in state: SessionState
    ) throws(QueryError) -> StatementResult {
        var rows: [[Value]] = []
        for (index, step) in steps.enumerated() {
            let cells = step.cells(url: try state.url(of: step), body: try state.body(of: step))
            rows.append([.integer(Int64(index + 1))] + cells)
        }
        return StatementResult(columns: ExplainedStep.columns, rows: rows)
    }
}

extension SessionState {
    /// The URL of a step's calls; only their path, when their parameters are not known.
    fileprivate func url(of step: ExplainedStep) throws(QueryError) -> String? {
        guard let call = step.call else { return step.method?.path }
        do throws(CallError) {
            return try engine.client.url(of: call)
        } catch {
            throw QueryError(error)
        }
    }

    /// The body of a step's calls; nil when they have none, or their parameters are not known.
    fileprivate func body(of step: ExplainedStep) throws(QueryError) -> String? {
        guard let call = step.call else { return nil }
        do throws(CallError) {
            return try engine.client.body(of: call)
        } catch {
            throw QueryError(error)
        }
    }
}

extension ExplainedStep {
    fileprivate static let columns = [
        "step", "resource", "method", "http", "url", "table", "parameters", "missing",
        "fields", "pageSize", "filter", "body", "calls", "pages", "cache", "note",
    ].map { ResultColumn(name: $0) }

    /// The values of all columns but the first.
    fileprivate func cells(url: String?, body: String?) -> [Value] {
        [
            .text(resource?.id), .text(method?.name), .text(method?.httpMethod), .text(url),
            .text(table), .text(parameters),
            .text(missing.isEmpty ? nil : missing.joined(separator: ", ")),
            .text(call?.fields), call?.pageSize.map { .integer(Int64($0)) } ?? .null,
            .text(filter), body.map { .json($0) } ?? .null,
            calls.value, pages?.value ?? .null, .text(cache?.text), .text(remark),
        ]
    }
}

extension Value {
    fileprivate static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
}
