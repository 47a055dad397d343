import TuneQLCatalog
import TuneQLJSON

/// A call of a statement: its request, its result and its end.
///
/// Everything shown about a statement's calls is derived from these records: `catalog.last_scopes`,
/// timing lines, the steps of EXPLAIN ANALYZE. Each page is counted at three points, at any of
/// which it may be dropped: it is fetched, it arrives where the statement can read it, and it is
/// read. A page from the session's cache arrives without being fetched.
package struct CallRecord: Sendable {
    /// The progress of a call.
    package enum Status: String, Sendable, Hashable {
        /// The call was completed.
        case ok
        /// The call failed, and its rows are missing.
        case failed
        /// The service reported that there are no rows, which is a valid result.
        case ignored
        /// The call was abandoned: the rest was not needed, or the statement ended.
        case unfinished
    }

    /// A number of pages.
    package struct Extent: Sendable, Hashable {
        package var pages = 0
        package var rows = 0
        /// The size of the pages' texts.
        package var bytes = 0
    }

    /// The full name of the resource.
    package let resource: String
    /// The name of the method.
    package let method: String
    package let parameters: [String: String]
    /// The parameter that may lead to further pages of a list whose paging is not known.
    package let unreadPaging: String?
    /// The number of times that the call was sent.
    ///
    /// Each poll of AWAIT is one; retries and further pages do not count.
    package var calls = 0
    package var status = Status.unfinished
    /// The reason why the call failed or was ignored.
    package var error: (any Error)?
    /// The pages that the service sent, and the size of all its responses.
    package var fetched = Extent()
    /// The pages that the statement could have read.
    package var arrived = Extent()
    /// The pages that the statement has read.
    package var read = Extent()
    /// The number of pages read that came from the session's cache.
    package var keptPages = 0
    /// The number of retries.
    package var retries = 0
    /// The time that requests have waited for quota or before retries.
    package var waited = Duration.zero
    /// The time of the first request; nil before.
    package var start: ContinuousClock.Instant?
    /// The time of the last response; nil before.
    package var end: ContinuousClock.Instant?
    /// Whether the statement names the call; those that AWAIT makes are not named.
    package let isNamed: Bool
    /// The position in the order in which the statement asked for rows; nil if it has not asked.
    ///
    /// If it has not, a scout may have guessed wrong.
    package var turn: Int?

    init(_ call: MethodCall, isNamed: Bool, turn: Int? = nil) {
        resource = call.resource
        method = call.method.name
        parameters = call.arguments
        unreadPaging = call.method.unreadPaging.flatMap { call.arguments[$0] == nil ? $0 : nil }
        self.isNamed = isNamed
        self.turn = turn
    }

    /// The record as it concerns the statement: a call whose rows it has not asked for cannot fail it.
    var forStatement: CallRecord {
        guard turn == nil, status == .failed else { return self }
        var record = self
        record.status = .unfinished
        record.error = nil
        return record
    }
}

extension CallRecord.Extent {
    /// Counts a page.
    mutating func add(_ page: JSONPage) {
        pages += 1
        rows += page.count
        bytes += page.bytes.count
    }
}
