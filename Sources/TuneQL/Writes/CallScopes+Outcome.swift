extension CallScopes {
    /// A call that has one answer has ended.
    func note(_ outcome: CallOutcome, of call: Int) {
        switch outcome.status {
        case .done:
            note(bytes: outcome.answer.count, of: call)
            end(call, .ok)
        case .refused, .unknown: end(call, .failed, outcome.error.map { ScanError($0, outcome) })
        case .notTried:
            guard let error = outcome.error, error.code != .cancelled else { return }
            end(call, .failed, ScanError(error, outcome))
        }
    }
}

extension ScanError {
    /// The error of a write, which may say more than that of its call.
    fileprivate init(_ error: QueryError, _ outcome: CallOutcome) {
        self.init(Code(rawValue: error.code.name) ?? .api, error.message, help: error.help)
        call = outcome.failure
    }
}
