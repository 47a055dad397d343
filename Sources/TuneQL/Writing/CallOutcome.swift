import TuneQLCalls
import TuneQLScan

/// The outcome of one call among several.
struct CallOutcome: Sendable {
    enum Status: String {
        case done
        case refused
        /// It was sent, and no answer shows whether it was carried out.
        case unknown
        case notTried = "not tried"
    }

    var status: Status
    /// The answer, or with AWAIT what was seen last; empty unless the call was done.
    var answer: [UInt8] = []
    /// The state that AWAIT saw last.
    var state: String?
    /// Whether AWAIT saw how what the call started has ended; ``error`` then says that it ended badly.
    var hasEnded = false
    /// Why the call failed, why its end was not seen, or how it ended.
    var error: QueryError?
    /// The call's own error, when it failed.
    private(set) var failure: CallError?
    /// The same without the request, for a row that shows what was asked for.
    var reason: String?

    static let notTried = CallOutcome(status: .notTried)

    /// A call that the service carried out.
    init(done answer: [UInt8]) {
        status = .done
        self.answer = answer
    }

    /// A call that failed.
    init(_ failure: CallError, of call: MethodCall) {
        status =
            switch failure.kind {
            case .unknownOutcome: .unknown
            case .cancelled: call.isRead ? .notTried : .unknown
            case .api, .quota, .credentials, .malformed, .pageTokenRepeated: .refused
            case .transport, .invalidRequest, .limit, .notRecorded: .notTried
            }
        error = QueryError(failure)
        reason = failure.message
        self.failure = failure
    }

    private init(status: Status) {
        self.status = status
    }

    /// Whether every other call would fail in the same way.
    var isHopeless: Bool {
        guard let code = error?.code else { return false }
        return [.credentials, .quota, .cancelled, .timeout, .limit, .transport, .notRecorded]
            .contains(
                code
            )
    }
}
