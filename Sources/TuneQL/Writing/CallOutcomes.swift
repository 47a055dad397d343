import TuneQLCatalog
import TuneQLJSON

extension [CallOutcome] {
    var isAllDone: Bool { allSatisfy { $0.status == .done && $0.error == nil } }

    /// Whether each call was done and, with AWAIT, seen to end, successfully or not.
    var areCompleted: Bool {
        allSatisfy { $0.status == .done && ($0.error == nil || $0.hasEnded) }
    }

    func count(of status: CallOutcome.Status) -> Int { count { $0.status == status } }

    /// The error of a statement that was not carried out completely.
    ///
    /// Its code is ``QueryError/Code/partial`` when some calls succeeded, unless the statement was
    /// cancelled or timed out; a call whose operation failed did not succeed.
    func failure(_ report: WriteReport?) -> QueryError? {
        guard let index = firstIndex(where: { $0.error != nil }) ?? firstUntried else { return nil }
        var error = self[index].error ?? .cancelled
        error.report = report
        guard count > 1 else { return error }
        let failed = count { $0.error != nil }
        error.message =
            failed > 1
            ? "\(failed) of \(count) rows failed; row \(index + 1): \(error.message)"
            : "row \(index + 1) of \(count): \(error.message)"
        error.help = [summary, error.help].compactMap { $0 }.joined(separator: "; ")
        if hasDone, ![.cancelled, .timeout].contains(error.code) { error.code = .partial }
        return error
    }

    /// Whether some call was done and its operation did not fail.
    var hasDone: Bool {
        contains { $0.status == .done && !($0.hasEnded && $0.error != nil) }
    }

    private var firstUntried: Int? { firstIndex { $0.status != .done } }

    /// The last state of a single awaited call: `; it ended: JOB_STATE_SUCCEEDED`.
    var ending: String {
        count == 1 ? self[0].state.map { "; it ended: \($0)" } ?? "" : ""
    }

    /// The number of calls with each outcome: `27 done, 2 refused, 1 not tried`.
    private var summary: String {
        [CallOutcome.Status.done, .refused, .unknown, .notTried]
            .map { ($0, count(of: $0)) }
            .filter { $0.1 > 0 }
            .map { "\($0.1) \($0.0.rawValue)" }
            .joined(separator: ", ")
    }

    /// A row for each call: its arguments, its status and its error.
    func report(_ arguments: [[RequestColumn]], names: [String], with extra: Extra) -> WriteReport {
        var columns = names.map { ResultColumn(name: $0) }
        columns += ["status", "error"].map { ResultColumn(name: $0) }
        switch extra {
        case .nothing: break
        case .state: columns.append(ResultColumn(name: "state"))
        case .response: columns.append(ResultColumn(name: "response", kind: .json))
        }
        let rows = zip(self, arguments).map { outcome, arguments in
            arguments.map { Value($0.value) } + outcome.cells + extra.cells(of: outcome)
        }
        return WriteReport(columns: columns, rows: rows)
    }

    /// The column that a report shows after status and error.
    enum Extra {
        case nothing, state, response

        fileprivate func cells(of outcome: CallOutcome) -> [Value] {
            switch self {
            case .nothing: []
            case .state: [outcome.state.map { .text($0) } ?? .null]
            case .response:
                [
                    outcome.response.isEmpty
                        ? .null : .json(String(decoding: outcome.response, as: UTF8.self))
                ]
            }
        }
    }
}

extension CallOutcome {
    /// The status and the error, as a report shows them.
    var cells: [Value] {
        [.text(status.rawValue), (reason ?? error?.message).map { .text($0) } ?? .null]
    }
}
