import TuneQLCalls
import TuneQLCatalog
import TuneQLSyntax

/// Results of which some calls failed: `--partial`, and SET partial.
extension SessionState {
    /// Whether a statement may do without the rows of calls that fail.
    ///
    /// Only a SELECT may: rows that decide what is written, and rows that are kept, are all there.
    func toleratesFailures(of run: StatementRun) -> Bool {
        guard settings.isPartial, case .select = run.statement.kind else { return false }
        return true
    }

    /// SET partial.
    func setPartial(_ setting: Setting) throws(QueryError) -> StatementResult {
        settings.isPartial = try setting.flag
        return StatementResult(message: "partial is \(settings.isPartial ? "on" : "off")")
    }
}

extension Setting {
    /// The value of a setting that is on or off.
    var flag: Bool {
        get throws(QueryError) {
            switch value.text.lowercased() {
            case "on", "true", "1": return true
            case "off", "false", "0": return false
            default:
                throw QueryError(
                    .invalidValue,
                    "\(name.lowercased()) is on or off, not '\(value.text)'",
                    range: valueRange
                )
            }
        }
    }
}

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
