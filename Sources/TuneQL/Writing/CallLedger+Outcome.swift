import TuneQLCalls
import TuneQLScan

extension CallLedger.Entry {
    /// Records the end of a call that has one response.
    func end(with outcome: CallOutcome) {
        switch outcome.status {
        case .done:
            addArrival(bytes: outcome.response.count)
            end(.ok)
        case .refused, .unknown: end(.failed, outcome.error.map { ScanError($0, outcome) })
        case .notTried:
            guard let error = outcome.error, error.code != .cancelled else { return }
            end(.failed, ScanError(error, outcome))
        }
    }
}

extension ScanError {
    /// The error of a write, which may have more detail than that of its call.
    fileprivate init(_ error: QueryError, _ outcome: CallOutcome) {
        self.init(Code(rawValue: error.code.name) ?? .api, error.message, help: error.help)
        call = outcome.failure
    }
}
