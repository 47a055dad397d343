import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON

/// The outcome of a write: its message, its error, and a row for each of its calls.
struct WrittenRows {
    let resource: Resource
    let verb: Verb
    let calls: [MethodCall]
    let outcomes: [CallOutcome]

    /// The message of a write without RETURNING.
    var message: String {
        let names = names(in: 0..<outcomes.count)
        let list = names.isEmpty ? "" : ": \(NameList.text(names))"
        return "\(done) \(outcomes.count)\(list)\(outcomes.ending)"
    }

    /// The error of a write that was not carried out completely.
    var failure: QueryError? {
        guard
            let index = outcomes.firstIndex(where: { $0.error != nil })
                ?? outcomes.firstIndex(where: { $0.status != .done })
        else { return nil }
        guard outcomes.count > 1 else { return outcomes[index].error }
        let doneCount = outcomes.count(of: .done)
        guard doneCount < outcomes.count else { return outcomes.failure(report) }
        var failure = (outcomes[index].error ?? .cancelled).inRow(
            index,
            of: outcomes.count,
            done: done,
            names: names(in: 0..<index)
        )
        failure.report = report
        if outcomes.hasDone, ![.cancelled, .timeout].contains(failure.code) {
            failure.code = .partial
        }
        return failure
    }

    /// An error after all rows were written, with help that they were.
    func afterWriting(_ error: QueryError) -> QueryError {
        var error = error
        let names = names(in: 0..<outcomes.count)
        let count = outcomes.count == 1 ? "the row was" : "all \(outcomes.count) rows were"
        let written = (["\(count) \(done)"] + [NameList.text(names)])
            .filter { !$0.isEmpty }.joined(separator: ": ")
        error.help = [written, error.help].compactMap { $0 }.joined(separator: "; ")
        error.report = report
        return error
    }

    /// The participle of the verb.
    private var done: String {
        switch verb {
        case .update: "updated"
        case .replace: "replaced"
        case .delete: "deleted"
        case .insert, .select, .exec: "created"
        }
    }

    /// The outcome of each row.
    private var report: WriteReport {
        WriteReport(
            columns: ["row", "name", "status", "error"].map { ResultColumn(name: $0) },
            rows: outcomes.enumerated().map { index, outcome in
                let name = name(of: index)
                return [.integer(Int64(index + 1)), name.map { .text($0) } ?? .null]
                    + outcome.cells
            }
        )
    }

    private func names(in range: Range<Int>) -> [String] { range.compactMap { name(of: $0) } }

    /// The name of a row: what the response calls a created one, what the call calls others.
    private func name(of index: Int) -> String? {
        guard verb == .insert else { return calls[index].rowName(of: resource) }
        guard let column = resource.nameColumn else { return nil }
        return (try? JSONValue(parsing: outcomes[index].response))?[column]?.string
    }
}

extension MethodCall {
    /// The name of the row that a call changes; its id where the rows have no name.
    fileprivate func rowName(of resource: Resource) -> String? {
        let template = resource.nameTemplate.map(NameTemplate.init)
        if let name = template?.name(with: arguments) { return name }
        let last = method.parameters.last { $0.location == .path && arguments[$0.name] != nil }
        return last.flatMap { arguments[$0.name] }
    }
}
