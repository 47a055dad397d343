import TuneQLCatalog

extension RetryPolicy.Decision {
    /// The outcome that this decision means for a limiter.
    package func outcome(of call: MethodCall) -> QuotaQueue.Outcome {
        switch self {
        case .accept: .admitted(kind: call.method.name)
        case .fail(let error): error.isAccepted ? .admitted(kind: call.method.name) : .lost()
        case .wait(_, let asked, _): .lost(pause: asked)
        case .queue(let extent, let asked, _): .refused(extent, pause: asked)
        case .tooLate(let extent, let asked, _):
            extent.map { .refused($0, pause: asked) } ?? .lost(pause: asked)
        }
    }
}

extension CallError {
    /// Whether the service accepted the request, if only to report an error in it.
    fileprivate var isAccepted: Bool {
        httpStatus.map { (300..<500).contains($0) && $0 != 429 } ?? false
    }
}
