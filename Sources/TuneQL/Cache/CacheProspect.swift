import TuneQLHTTP

/// How a call of a statement is going to be answered, as EXPLAIN shows it.
enum CacheProspect {
    case off
    /// From the cache, by an answer of this age.
    case kept(age: Duration)
    /// By the service; when the answer is read to its end it is kept for so long.
    case fetched(lifetime: Duration)
    /// Either way: it depends on rows that are not known yet.
    case unknown

    var text: String {
        switch self {
        case .off: "off"
        case .kept(let age): "answered, \(age.readable) old"
        case .fetched(let lifetime): "fetched, kept for \(lifetime.readable)"
        case .unknown: "asked for each call"
        }
    }

    /// Whether no call is made.
    var isKept: Bool { if case .kept = self { true } else { false } }
}
