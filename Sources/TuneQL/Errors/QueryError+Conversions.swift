import TuneQLHTTP
import TuneQLSyntax

extension QueryError {
    static let cancelled = QueryError(.cancelled, "the statement was cancelled")

    /// The error of a statement that was cancelled; what is known of a write is kept.
    var ofCancelledStatement: QueryError {
        [.cancelled, .unknownOutcome].contains(code) ? self : .cancelled
    }

    init(_ error: SyntaxError) {
        self.init(.syntax, error.message, range: error.range)
    }

    init(_ error: CallError) {
        let code: Code =
            switch error.kind {
            case .api: .api
            case .credentials: .credentials
            case .quota: .quota
            case .unknownOutcome: .unknownOutcome
            case .malformed, .transport, .pageTokenRepeated: .transport
            case .cancelled: .cancelled
            case .invalidRequest: .invalidValue
            }
        let isNamed = error.request.isEmpty || error.message.contains(error.request)
        self.init(
            code,
            isNamed ? error.message : "\(error.message) (\(error.request))",
            help: error.help
        )
    }
}
