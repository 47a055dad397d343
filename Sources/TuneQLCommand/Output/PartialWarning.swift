import TuneQL

/// The warning about a result that lacks the rows of failed calls.
enum PartialWarning {
    /// The number of failures that are listed.
    private static let limit = 10

    /// The lines: one for each call that failed, and one for the result.
    static func text(_ scopes: [ResultSet.Scope]) -> String {
        let failed = scopes.filter { $0.status == .failed }
        var lines = failed.prefix(limit).map(line)
        if failed.count > limit { lines.append("warning: … and \(failed.count - limit) more") }
        let calls = scopes.count == 1 ? "1 call" : "\(scopes.count) calls"
        lines.append(
            "warning: the result is incomplete: \(failed.count) of \(calls) failed\n"
                + "help: SELECT * FROM catalog.last_scopes lists the calls"
        )
        return lines.joined(separator: "\n")
    }

    private static func line(_ scope: ResultSet.Scope) -> String {
        let parameters = scope.parameters.sorted { $0.key < $1.key }
            .map { "\($0.key) = '\($0.value)'" }.joined(separator: ", ")
        let reason = scope.error?.message ?? ""
        let help = scope.error?.help.map { "; \($0)" } ?? ""
        return "warning: \(scope.resource).\(scope.method) (\(parameters)): \(reason)\(help)"
    }
}
