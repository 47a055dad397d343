import TuneQLCalls
import TuneQLCatalog

extension CallError {
    /// Whether the error only says that there is nothing where a SELECT looked.
    func isIgnorable(in call: MethodCall) -> Bool {
        call.method.verb == .select
            && call.method.ignorable.contains {
                $0.matches(httpStatus: httpStatus, status: status, reason: reason)
            }
    }

    /// Whether the error concerns one call, and says nothing of the statement.
    var isOfOneCall: Bool {
        switch kind {
        case .api, .credentials, .quota, .malformed, .transport, .pageTokenRepeated: true
        case .unknownOutcome, .cancelled, .invalidRequest, .limit, .notRecorded: false
        }
    }
}
