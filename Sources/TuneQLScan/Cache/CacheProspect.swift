import TuneQLText
import TuneQLTransport

/// The expected source of a call's result, the cache or the service, as EXPLAIN shows it.
package enum CacheProspect {
    case off
    /// The cache, with a result of this age.
    case kept(age: Duration)
    /// The service; the result is kept for this long once it has been read to its end.
    case fetched(lifetime: Duration)
    /// Unknown, since the call depends on rows that have not been read.
    case unknown

    /// The text that EXPLAIN shows.
    package var text: String {
        switch self {
        case .off: "off"
        case .kept(let age): "answered, \(age.readable) old"
        case .fetched(let lifetime): "fetched, kept for \(lifetime.readable)"
        case .unknown: "asked for each call"
        }
    }

    /// Whether no call is made.
    package var isKept: Bool { if case .kept = self { true } else { false } }
}
