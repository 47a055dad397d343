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

    /// SET cache.ttl.
    func setCacheLifetime(_ setting: Setting) throws(QueryError) -> StatementResult {
        let text = setting.value.text
        if Self.isOff(text) {
            settings.cacheLifetime = nil
            cache.forget()
            return StatementResult(message: "cache.ttl is off")
        }
        let lifetime = try setting.duration(
            help: "write '60s', '2m', '500ms', a number of seconds, or off"
        )
        settings.cacheLifetime = lifetime
        return StatementResult(message: "cache.ttl is \(lifetime.readable)")
    }

    /// Whether a text says that nothing is kept: `off`, `none`, or zero in any unit.
    private static func isOff(_ text: String) -> Bool {
        let text = text.lowercased()
        return ["off", "none", "false", "0", "0ms", "0s", "0m", "0h"].contains(text)
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
