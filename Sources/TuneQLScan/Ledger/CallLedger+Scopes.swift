package import TuneQLCalls
import TuneQLText

extension CallLedger {
    /// Whether rows are missing because a call failed.
    package var hasFailures: Bool {
        named.contains { $0.status == .failed }
    }

    /// Whether rows are missing because places did not respond to the service.
    package var hasMissingPlaces: Bool {
        named.contains { $0.status == .failed && $0.isPartial }
    }

    /// The first error of a statement all of whose calls have failed.
    var totalFailure: ScanError? {
        let begun = named.filter { $0.status != .unfinished || $0.arrived.pages > 0 }
        guard begun.allSatisfy({ $0.status == .failed && !$0.isPartial }),
            var error = begun.first?.failure
        else {
            return nil
        }
        if begun.count > 1 { error.message += " (all \(begun.count) calls failed)" }
        return error
    }

    /// The unfinished calls, for the help of an error; nil if there are none.
    package var openCallsHelp: String? {
        let calls = named
        let open = calls.filter { $0.status == .unfinished }
        guard let first = open.first else { return nil }
        let waiting = plannedCount
        let parameters = first.parameters.sorted { $0.key < $1.key }
            .map { "\($0.key) = \($0.value.quotedAsText)" }
        let count = open.count + waiting
        let others = count > 1 ? " and \(count - 1) more" : ""
        let retries = first.retries > 0 ? ", which was retried \(first.retries) times" : ""
        return "\(count) of \(calls.count + waiting) calls had not completed: "
            + "\(first.resource).\(first.method) with \(parameters.joined(separator: ", "))"
            + "\(retries)\(others)"
    }
}

extension CallRecord {
    /// Whether only the rows of some places are missing.
    fileprivate var isPartial: Bool { (error as? CallError)?.kind == .unreachable }

    /// The error with which the call failed or was ignored.
    package var failure: ScanError? {
        (error as? ScanError) ?? (error as? CallError).map { ScanError($0) }
    }
}
