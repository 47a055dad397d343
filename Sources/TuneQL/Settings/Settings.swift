import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// The settings of a session, which SET and USE change.
struct Settings: Sendable {
    /// The provider that two-part names belong to.
    var provider: String?
    /// Whether statements request no more than they use; turning it off does not change the rows.
    var pushesDown = true

    /// Whether a SELECT may omit the rows of calls that fail.
    var isPartial = false
    /// Whether body members that no document defines are sent unchanged.
    var sendsUnknownFields = false
    /// The maximum time that AWAIT waits; nil for no limit.
    var awaitLimit: Duration?
    /// The maximum age of cached responses; nil disables the cache.
    var cacheLifetime: Duration?

    static let names = [
        "provider", "pushdown", "partial", "unknown_fields", "await.timeout", "cache.ttl",
    ]
}
