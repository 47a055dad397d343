import TuneQLAnalysis
import TuneQLCatalog

extension QueryError {
    init(_ error: AnalysisError) {
        let code: Code =
            switch error.kind {
            case .unknownName: .unknownName
            case .invalidValue: .invalidValue
            case .missingParameter: .missingParameter
            case .unreadable: .sql
            }
        self.init(code, error.message, range: error.range, help: error.help)
        if let name = error.unknownTable { detail = .unknownTable(name) }
        if let missing = error.missing {
            detail = .missing(missing.parameters, resource: missing.resource)
        }
    }

    /// A condition that no row can fulfil, since a parameter was not sent.
    init(unsent parameter: String, of resource: Resource, range: Range<Int>?) {
        self.init(AnalysisError(unsent: parameter, of: resource, range: range))
    }
}

extension QueryWarning {
    init(_ warning: AnalysisWarning) {
        self.init(warning.message, range: warning.range, help: warning.help)
    }
}

extension UnsentParameters {
    /// The error of the first condition on a parameter that the statement does not send.
    var error: QueryError? { mistake.map { QueryError($0) } }
}
