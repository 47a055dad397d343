import TuneQLCalls
import TuneQLScan
import TuneQLSyntax
import TuneQLText
import TuneQLTransport

extension QueryError {
    /// The error with secrets redacted and long names cut, wherever its texts come from.
    var readable: QueryError {
        var error = self
        error.message = Redactor.shared.redact(message).cuttingLongNames
        error.help = help.map { Redactor.shared.redact($0).cuttingLongNames }
        return error
    }

    /// Whether another program's lock stopped the statement.
    private var isOfLock: Bool {
        if case .lockedDatabase = detail { true } else { false }
    }

    static let cancelled = QueryError(ScanError.cancelled)

    /// The error of a statement that its control ended; what is known of a write is kept.
    func ended(by control: StatementControl) -> QueryError {
        guard control.isCancelled else { return self }
        if report != nil || [.unknownOutcome, .timeout].contains(code) { return self }
        var error = QueryError(control.failure)
        if error.code == .timeout { error.help = control.ledger.openCallsHelp }
        if isOfLock { error.help = message }
        if code == .cancelled {
            error.help = help ?? error.help
            // Which of the calls that only read was the last is of no interest.
            if error.code == .cancelled, help != nil { error.message = message }
        }
        return error
    }

    /// The error of a list that was left at the page limit.
    static func truncated(_ pages: Int) -> QueryError {
        QueryError(
            .truncated,
            "a list was cut short after \(pages == 1 ? "1 page" : "\(pages) pages"); "
                + "the rows are incomplete",
            help: "without --http.response.pageLimit lists are read to the end"
        )
    }

    init(_ error: SyntaxError) {
        self.init(.syntax, error.message, range: error.range)
    }
}
