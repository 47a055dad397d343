import TuneQLCalls
import TuneQLCatalog

extension CallError {
    /// Whether the error only reports that there is nothing for a SELECT to read.
    func isIgnorable(in call: MethodCall) -> Bool {
        call.method.verb == .select
            && call.method.ignorable.contains {
                $0.matches(httpStatus: httpStatus, status: status, reason: reason)
            }
    }

    /// Whether the error concerns one call rather than the whole statement.
    var isOfOneCall: Bool {
        switch kind {
        case .api, .credentials, .quota, .malformed, .transport, .unreachable, .pageTokenRepeated:
            true
        case .unknownOutcome, .cancelled, .invalidRequest, .limit, .notRecorded: false
        }
    }
}
