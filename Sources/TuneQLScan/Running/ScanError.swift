package import TuneQLCalls
import TuneQLText

/// The failure of a scan, or of a function or table used with it.
///
/// It does not refer to the text of a statement: a front end that shows the text adds the range.
package struct ScanError: Error, Sendable, Hashable {
    /// The ways in which a scan fails; the raw values are the names in `docs/errors.md`.
    package enum Code: String, Sendable, Hashable {
        /// A value does not fit its column, parameter or function.
        case invalidValue = "invalid-value"
        /// The service refused a call.
        case api
        /// The service could not be reached, or its response could not be read.
        case transport
        /// A write was sent, and no response shows whether it was carried out.
        case unknownOutcome = "unknown-outcome"
        /// Credentials are missing, or the service refused them.
        case credentials
        /// A quota is used up.
        case quota
        /// The statement was interrupted.
        case cancelled
        /// The time limit passed.
        case timeout
        /// Responses come from a recording, which has none for a request of the statement.
        case notRecorded = "not-recorded"
        /// The statement needs more calls than it may make.
        case limit
        /// Files must not be read here.
        case forbidden
    }

    /// The way in which it failed.
    package var code: Code
    /// The failure, described in one sentence.
    package var message: String
    /// The suggested next step.
    package var help: String?
    /// The error of the call that failed; nil if the failure is not a call's.
    package var call: CallError?

    /// Makes an error that is not a call's.
    package init(_ code: Code, _ message: String, help: String? = nil) {
        self.code = code
        self.message = message
        self.help = help
    }

    /// The error of a scan one of whose calls failed.
    package init(_ error: CallError) {
        // A call without credentials and without a response was never sent.
        let isUnsent = error.kind == .credentials && error.httpStatus == nil
        let isNamed =
            isUnsent || error.request.isEmpty || error.message.contains(error.request)
        self.init(
            Code(error.kind),
            isNamed ? error.message : "\(error.message) (\(error.request))",
            help: error.help
        )
        call = error
    }

    /// The error of a statement that was interrupted.
    package static let cancelled = ScanError(.cancelled, "the statement was cancelled")

    /// The error of a statement that exceeded its time limit.
    package static func timedOut(_ limit: Duration) -> ScanError {
        ScanError(.timeout, "the statement took longer than \(limit.readable)")
    }
}

extension ScanError: CustomStringConvertible {
    /// The message, and the help on a line of its own.
    package var description: String {
        help.map { "\(message)\nhelp: \($0)" } ?? message
    }
}

extension ScanError.Code {
    fileprivate init(_ kind: CallError.Kind) {
        self =
            switch kind {
            case .api, .unreachable: .api
            case .credentials: .credentials
            case .quota: .quota
            case .unknownOutcome: .unknownOutcome
            case .malformed, .transport, .pageTokenRepeated: .transport
            case .cancelled: .cancelled
            case .invalidRequest: .invalidValue
            case .limit: .limit
            case .notRecorded: .notRecorded
            }
    }
}
