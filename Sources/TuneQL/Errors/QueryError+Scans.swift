import TuneQLCalls
package import TuneQLScan

extension QueryError {
    /// The error of a scan, as a statement reports it.
    package init(_ error: ScanError) {
        self.init(Code(error.code), error.message, help: error.help)
        if let call = error.call, let status = call.httpStatus {
            detail = .response(status: status, body: call.body ?? "")
        }
    }

    /// The error of a call, as a statement reports it.
    init(_ error: CallError) {
        self.init(ScanError(error))
    }

    /// Runs a part of a scan that a statement needs outside SQLite.
    ///
    /// - Throws: ``QueryError`` for the scan's error.
    static func converting<Value>(
        _ body: () throws(ScanError) -> Value
    ) throws(QueryError) -> Value {
        do throws(ScanError) {
            return try body()
        } catch {
            throw QueryError(error)
        }
    }
}

extension QueryError.Code {
    fileprivate init(_ code: ScanError.Code) {
        self =
            switch code {
            case .invalidValue: .invalidValue
            case .api: .api
            case .transport: .transport
            case .unknownOutcome: .unknownOutcome
            case .credentials: .credentials
            case .quota: .quota
            case .cancelled: .cancelled
            case .timeout: .timeout
            case .notRecorded: .notRecorded
            case .limit: .limit
            case .forbidden: .forbidden
            }
    }
}
