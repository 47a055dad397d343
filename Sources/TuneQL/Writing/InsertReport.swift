import TuneQLCatalog
import TuneQLJSON

/// The outcome of an INSERT: its message, its error, and a row for each of its rows.
struct InsertReport {
    let resource: Resource
    let outcomes: [CallOutcome]

    /// The message of an INSERT without RETURNING.
    var message: String {
        let names = names(in: outcomes)
        let list = names.isEmpty ? "" : ": \(NameList.text(names))"
        return "created \(outcomes.count)\(list)\(outcomes.ending)"
    }

    /// The error of an INSERT that was not carried out completely.
    var failure: QueryError? {
        guard
            let index = outcomes.firstIndex(where: { $0.error != nil })
                ?? outcomes.firstIndex(where: { $0.status != .done })
        else { return nil }
        guard outcomes.count > 1 else { return outcomes[index].error }
        let done = outcomes.count(of: .done)
        guard done < outcomes.count else { return outcomes.failure(report) }
        var failure = (outcomes[index].error ?? .cancelled).inRow(
            index,
            of: outcomes.count,
            done: "created",
            names: names(in: outcomes.prefix(index))
        )
        failure.report = report
        if outcomes.hasDone, ![.cancelled, .timeout].contains(failure.code) {
            failure.code = .partial
        }
        return failure
    }

    /// An error after all rows were created, with help that they were.
    func afterCreation(_ error: QueryError) -> QueryError {
        var error = error
        let names = names(in: outcomes)
        let count = outcomes.count == 1 ? "the row was" : "all \(outcomes.count) rows were"
        let created = (["\(count) created"] + [NameList.text(names)])
            .filter { !$0.isEmpty }.joined(separator: ": ")
        error.help = [created, error.help].compactMap { $0 }.joined(separator: "; ")
        error.report = report
        return error
    }

    /// The outcome of each row.
    private var report: WriteReport {
        WriteReport(
            columns: ["row", "name", "status", "error"].map { ResultColumn(name: $0) },
            rows: outcomes.enumerated().map { index, outcome in
                let name = names(in: [outcome]).first
                return [.integer(Int64(index + 1)), name.map { .text($0) } ?? .null]
                    + outcome.cells
            }
        )
    }

    /// The names of the created rows, as the responses give them.
    private func names(in outcomes: some Sequence<CallOutcome>) -> [String] {
        guard let column = resource.nameColumn else { return [] }
        return outcomes.compactMap { try? JSONValue(parsing: $0.response)[column]?.string }
    }
}
