import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// The settings of a session, which SET and USE change.
struct Settings: Sendable {
    /// The provider that names of two parts belong to.
    var provider: String?
    /// Whether statements ask services for no more than they use; off, the rows are the same.
    var pushesDown = true

    /// Whether a SELECT may do without the rows of calls that fail.
    var isPartial = false
    /// Whether members of a body that no document knows are sent as they are.
    var sendsUnknownFields = false
    /// How long AWAIT waits; nil is without end.
    var awaitLimit: Duration?
    /// The maximum age of cached answers; nil keeps none.
    var cacheLifetime: Duration?

    static let names = [
        "provider", "pushdown", "partial", "unknown_fields", "await.timeout", "cache.ttl",
    ]
}
