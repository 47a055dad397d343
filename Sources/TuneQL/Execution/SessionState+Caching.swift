import TuneQLScan
import TuneQLSyntax

extension SessionState {
    /// Whether a statement may omit the rows of calls that fail.
    ///
    /// Only a SELECT may: rows that decide what is written, and rows to keep, must be complete.
    func toleratesFailures(of run: StatementRun) -> Bool {
        guard settings.isPartial, case .select = run.statement.kind else { return false }
        return true
    }

    /// Whether a statement may omit the rows of places that did not respond to the service.
    ///
    /// The service itself calls such a response a success, so a SELECT shows it, with warnings.
    func toleratesMissingPlaces(of run: StatementRun) -> Bool {
        guard case .select = run.statement.kind else { return false }
        return true
    }

    /// How a statement uses the cache; nil when it is off.
    ///
    /// Only the rows of a SELECT may be a little old. Rows that decide what is written, and rows
    /// that are kept in a table or materialized view, are fetched.
    func caching(of run: StatementRun) -> Caching? {
        guard let lifetime = settings.cacheLifetime else { return nil }
        var takesKept = false
        if case .select = run.statement.kind { takesKept = !run.isFresh }
        return Caching(cache: cache, lifetime: lifetime, takesKept: takesKept)
    }
}
