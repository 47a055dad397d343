import TuneQLCatalog
import TuneQLSyntax

extension StatementAnalysis {
    /// The parameters that a use of a resource lacks for every one of its methods, by the nearest of them;
    /// empty when it lacks none.
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

    /// Whether columns may be compared that the text does not name.
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
