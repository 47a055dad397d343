import TuneQLCalls

/// The requests and reads of a statement, as timing lines show them.
package struct StatementWork: Sendable, Hashable {
    /// The number of calls that were made; each page is one.
    package var calls = 0
    /// The number of pages that were read, whether fetched or from the session's cache.
    package var pages = 0
    /// The number of pages that came from the session's cache.
    package var keptPages = 0
    /// The size of the pages' texts.
    package var bytes = 0
    /// The number of times that a request was sent again.
    package var retries = 0
    /// The time spent waiting for a quota or before retries; concurrent waits count once.
    package var waited = Duration.zero

    /// The end of a line about the work if pages came from the cache: `, cached`.
    package var cacheNote: String {
        switch keptPages {
        case 0: ""
        case pages: ", cached"
        case 1: ", 1 page cached"
        default: ", \(keptPages) pages cached"
        }
    }

    /// The work of a statement's calls so far.
    init(_ budget: CallBudget) {
        for record in budget.ledger.records {
            pages += record.read.pages
            keptPages += record.keptPages
            bytes += record.read.bytes
            retries += record.retries
        }
        calls = budget.calls
        waited = budget.ledger.waited
    }
}
