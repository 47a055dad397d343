import TuneQLCalls
import TuneQLSyntax
import TuneQLText
import TuneQLTransport

/// How a statement uses the session's cache.
struct Caching: Sendable {
    var cache: ResultCache
    /// How old an answer may be.
    var lifetime: Duration
    /// Whether kept answers are good enough; otherwise all is fetched, and then kept.
    var takesKept: Bool

    /// How a call is going to be answered, when it is known; nil when its parameters are not.
    func prospect(of call: MethodCall?) -> CacheProspect {
        guard let call else { return .unknown }
        guard takesKept, let age = cache.age(of: call, within: lifetime) else {
            return .fetched(lifetime: lifetime)
        }
        return .kept(age: age)
    }
}

extension SessionState {
    /// Whether a statement may do without the rows of calls that fail.
    ///
    /// Only a SELECT may: rows that decide what is written, and rows that are kept, are all there.
    func toleratesFailures(of run: StatementRun) -> Bool {
        guard settings.isPartial, case .select = run.statement.kind else { return false }
        return true
    }

    /// How a statement uses the cache; nil when it is off.
    ///
    /// Only the answer of a SELECT may be a little old. Rows that decide what is written, and rows
    /// that are kept in a table or materialized view, are fetched.
    func caching(of run: StatementRun) -> Caching? {
        guard let lifetime = settings.cacheLifetime else { return nil }
        var takesKept = false
        if case .select = run.statement.kind { takesKept = true }
        return Caching(cache: cache, lifetime: lifetime, takesKept: takesKept)
    }
}

extension ResultCache {
    /// Forgets the answers for resources that calls may have changed.
    func forget(changedBy calls: [MethodCall]) {
        for resource in Set(calls.filter { !$0.isRead }.map(\.resource)) {
            forget(resource: resource)
        }
    }
}
