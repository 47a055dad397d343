package import TuneQLCalls
import TuneQLText
import TuneQLTransport

/// How a statement uses the session's cache.
package struct Caching: Sendable {
    var cache: ResultCache
    /// The maximum age of a result.
    var lifetime: Duration
    /// Whether cached results may be used; otherwise everything is fetched, and then kept.
    var takesKept: Bool

    /// A use of a cache.
    package init(cache: ResultCache, lifetime: Duration, takesKept: Bool) {
        self.cache = cache
        self.lifetime = lifetime
        self.takesKept = takesKept
    }

    /// The expected source of a call's result; pass nil for a call whose parameters are unknown.
    package func prospect(of call: MethodCall?) -> CacheProspect {
        guard let call else { return .unknown }
        guard takesKept, let age = cache.age(of: call, within: lifetime) else {
            return .fetched(lifetime: lifetime)
        }
        return .kept(age: age)
    }
}

extension ResultCache {
    /// Forgets the results for resources that calls may have changed.
    package func forget(changedBy calls: [MethodCall]) {
        for resource in Set(calls.filter { !$0.isRead }.map(\.resource)) {
            forget(resource: resource)
        }
    }
}
