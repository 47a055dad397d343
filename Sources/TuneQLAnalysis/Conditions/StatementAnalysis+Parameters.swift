import TuneQLCatalog
import TuneQLSyntax

extension StatementAnalysis {
    /// The parameters that a resource lacks for its nearest method; empty when it lacks none.
    ///
    /// A condition anywhere in the statement counts, since it may be passed on to the resource.
    package func missingParameters(of use: ResourceUse) -> [String] {
        missing(of: use)?.missing.parameters ?? []
    }

    /// The mistakes of resources that lack parameters.
    var missingParameters: [AnalysisError] { uses.compactMap { missing(of: $0)?.error } }

    private func missing(
        of use: ResourceUse
    ) -> (missing: AnalysisError.Missing, error: AnalysisError)? {
        guard !use.isUnread, use.reference.arguments == nil, !hasNaturalJoin else { return nil }
        do {
            _ = try use.resource.selection(for: .select, bound: GivenNames(in: statement).names)
            return nil
        } catch {
            let error = AnalysisError(
                error,
                of: use.resource,
                at: use,
                isOuterJoin: statement.hasRightOrFullJoin
            )
            return error.missing.map { ($0, error) }
        }
    }

    /// Whether columns that the text does not name may be compared.
    private var hasNaturalJoin: Bool {
        var hasNaturalJoin = false
        statement.forEachQuery { query, _ in
            for item in query.body.flatMap(\.from) where item.join?.isNatural == true {
                hasNaturalJoin = true
            }
        }
        return hasNaturalJoin
    }
}
