import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLScan
import TuneQLTransport

/// The outcome of one call among several.
struct CallOutcome: Sendable {
    enum Status: String {
        case done
        case refused
        /// It was sent, and no response shows whether it was carried out.
        case unknown
        case notTried = "not tried"
    }

    var status: Status
    /// The response, or with AWAIT the last status read; empty unless the call was done.
    var response: [UInt8] = []
    /// The header fields of the call's response.
    private(set) var headers: [HTTPField] = []
    /// The last state that AWAIT read.
    var state: String?
    /// Whether AWAIT saw the started operation end; an ``error`` then means that it failed.
    var hasEnded = false
    /// The error of the call, of waiting for its end, or of the operation that it started.
    var error: QueryError?
    /// The call's own error, when it failed.
    private(set) var failure: CallError?
    /// The error's message without the request, for a row that shows the arguments.
    var reason: String?

    static let notTried = CallOutcome(status: .notTried)

    /// The body with what the call made: of an operation that has ended its `response`, if any.
    func made(by method: Method) -> [UInt8] {
        guard hasEnded, error == nil, method.operation != nil,
            let made = (try? JSONValue(parsing: response))?["response"], made.object != nil
        else { return response }
        return Array(made.text.utf8)
    }

    /// A call that the service carried out.
    init(done response: [UInt8], headers: [HTTPField] = []) {
        status = .done
        self.response = response
        self.headers = headers
    }

    /// A call that failed.
    init(_ failure: CallError, of call: MethodCall) {
        status =
            switch failure.kind {
            case .unknownOutcome: .unknown
            case .cancelled: call.isRead ? .notTried : .unknown
            case .api, .quota, .credentials, .malformed, .pageTokenRepeated, .unreachable:
                .refused
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
    var stopsFurtherCalls: Bool {
        guard let code = error?.code else { return false }
        return [.credentials, .quota, .cancelled, .timeout, .limit, .transport, .notRecorded]
            .contains(
                code
            )
    }
}
