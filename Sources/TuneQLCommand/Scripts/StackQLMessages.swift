import TuneQL
import TuneQLSyntax

/// The texts that scripts written for StackQL look for on stderr.
enum StackQLMessages {
    /// The message of a write that was carried out; nil for other statements.
    static func done(_ statement: Statement) -> String? {
        let isWrite =
            switch statement.kind {
            case .exec: true
            case .insert, .local: statement.isWrite
            default: false
            }
        guard isWrite else { return nil }
        let isAwaited = statement.hints.contains { $0.name == "AWAIT" }
        return isAwaited
            ? "The operation completed successfully"
            : "The operation was despatched successfully"
    }

    /// The text of an error.
    static func text(of error: QueryError, in statement: Statement?) -> String {
        switch error.detail {
        case .response(let status, let body):
            return "http response status code: \(status), response body: \(body)"
        case .arity: return "disparity in fields to insert and supplied data"
        case .unknownTable(let name): return "could not locate table '\(name)'"
        case .unsupported(let resource): return noMethod(resource, error)
        case .missing(let names, let resource):
            return missing(names, resource, error, statement)
        case .unknownColumn, .noPlan, .largeValue, .lockedDatabase, nil: break
        }
        guard error.code == .syntax else { return error.message }
        return "syntax error at position \((error.range?.lowerBound ?? 0) + 1): \(error.message)"
    }

    private static func missing(
        _ names: [String],
        _ resource: String,
        _ error: QueryError,
        _ statement: Statement?
    ) -> String {
        switch statement?.kind {
        case .exec:
            return "required param not supplied for exec: could not find variable "
                + "'\(names.first ?? "")'"
        case .select where !(statement?.hasConditions ?? true):
            return "WHERE clause not supplied, run DESCRIBE EXTENDED for the resource to see "
                + "required parameters"
        default: return noMethod(resource, error)
        }
    }

    private static func noMethod(_ resource: String, _ error: QueryError) -> String {
        "cannot find matching operation, possible causes include missing required parameters or an "
            + "unsupported method for the resource, to find required parameters for supported "
            + "methods run SHOW METHODS IN \(resource): \(error.message)"
    }
}

extension Statement {
    /// Whether the statement contains a WHERE.
    fileprivate var hasConditions: Bool {
        var found = false
        forEachQuery { query, _ in
            found = found || query.body.contains { $0.whereRange != nil }
        }
        return found
    }
}
