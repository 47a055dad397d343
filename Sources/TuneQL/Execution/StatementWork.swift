import TuneQLJSON

/// What a statement has asked for and read.
package struct StatementWork: Sendable, Hashable {
    /// The calls that were made; each page is one.
    package var calls = 0
    /// The pages that were read, be they fetched or kept ones.
    package var pages = 0
    /// Those of them that came from the session's cache.
    package var keptPages = 0
    /// The size of the pages' texts.
    package var bytes = 0
    /// How many times a request was sent again.
    package var retries = 0
    /// How long calls have waited for a quota or before they were sent again; waits side by side count once.
    package var waited = Duration.zero

    /// What to add to a line about the work when pages came from the cache: `, cached`.
    package var cacheNote: String {
        switch keptPages {
        case 0: ""
        case pages: ", cached"
        case 1: ", 1 page cached"
        default: ", \(keptPages) pages cached"
        }
    }

    mutating func note(_ delivery: DeliveredPage) {
        pages += 1
        bytes += delivery.page.bytes.count
        if delivery.isKept { keptPages += 1 }
    }
}
