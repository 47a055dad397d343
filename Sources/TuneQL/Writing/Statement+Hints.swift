import TuneQLSyntax
import TuneQLText

extension Statement {
    private static let knownHints = ["AWAIT", "SHOWRESULTS", "NOSTATUS", "REQUIRED"]
    /// The verbs, which are accepted as comments on the statement's action.
    private static let verbs: Set = [
        "SELECT", "INSERT", "UPDATE", "REPLACE", "DELETE", "EXEC", "CREATE", "GET", "LIST",
    ]

    /// Throws for an unknown hint.
    func checkHints() throws(QueryError) {
        for hint in hints
        where !Self.knownHints.contains(hint.name) && !Self.verbs.contains(hint.name) {
            throw .unknown(hint.name, "hint", among: Self.knownHints, range: hint.range)
        }
    }

    /// Whether the statement has a hint.
    func hasHint(_ name: String) -> Bool {
        hints.contains { $0.name == name }
    }
}
