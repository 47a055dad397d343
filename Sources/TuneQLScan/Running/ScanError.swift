package import TuneQLCalls
import TuneQLText

/// Why a scan, or a function or table beside it, failed.
///
/// It knows nothing of the text of a statement: where that is shown, the front end adds the range.
package struct ScanError: Error, Sendable, Hashable {
    /// The ways in which a scan fails; the raw values are the names in `docs/errors.md`.
    package enum Code: String, Sendable, Hashable {
        /// A value does not fit its column, parameter or function.
        case invalidValue = "invalid-value"
        /// The service refused a call.
        case api
        /// The service could not be reached, or its answer could not be read.
        case transport
        /// A write was sent, and no answer tells whether it was carried out.
        case unknownOutcome = "unknown-outcome"
        /// Credentials are missing, or the service refused them.
        case credentials
        /// A quota is used up.
        case quota
        /// The statement was interrupted.
        case cancelled
        /// The time limit passed.
        case timeout
        /// Answers come from a recording, which has none for a request of the statement.
        case notRecorded = "not-recorded"
        /// The statement needs more calls than it may make.
        case limit
        /// Files must not be read here.
        case forbidden
    }

    /// The way in which it failed.
    package var code: Code
    /// What happened, in one sentence.
    package var message: String
    /// What to do next.
    package var help: String?
    /// The error of the call that failed; nil when something else did.
    package var call: CallError?

    /// Makes an error that is no call's.
    package init(_ code: Code, _ message: String, help: String? = nil) {
        self.code = code
        self.message = message
        self.help = help
    }

    /// The error of a scan one of whose calls failed.
    package init(_ error: CallError) {
        // Without an answer, what lacks credentials was never sent.
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

    /// The error of a statement that took longer than it may.
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
            case .api: .api
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
