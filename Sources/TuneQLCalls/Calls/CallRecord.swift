import TuneQLCatalog
import TuneQLJSON

/// A call of a statement: what it asks for, what came of it and how it ended.
///
/// All that is shown of a statement's calls is worked out from these records: `catalog.last_scopes`,
/// timing lines, the steps of EXPLAIN ANALYZE. Each page is counted at three points, at each of which
/// it may be left: it is fetched, it arrives where the statement can read it, and it is read. A page
/// from the session's cache arrives without being fetched.
package struct CallRecord: Sendable {
    /// How far a call has come.
    package enum Status: String, Sendable, Hashable {
        /// The call was answered to its end.
        case ok
        /// The call failed, and its rows are missing.
        case failed
        /// The service said that there are no rows, which is an answer.
        case ignored
        /// The call was left before its end: the rest is not needed, or the statement ended.
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
    package var status = Status.unfinished
    /// Why the call failed or was ignored.
    package var error: (any Error)?
    /// The pages that the service sent, and the size of all its answers.
    package var fetched = Extent()
    /// The pages that the statement could have read.
    package var arrived = Extent()
    /// The pages that the statement has read.
    package var read = Extent()
    /// The number of pages read that came from the session's cache.
    package var keptPages = 0
    /// The number of times that a request was sent again.
    package var retries = 0
    /// The time that requests have waited for a quota or before they were sent again.
    package var waited = Duration.zero
    /// The time of the first request; nil before.
    package var start: ContinuousClock.Instant?
    /// The time of the last answer; nil before.
    package var end: ContinuousClock.Instant?
    /// Whether the statement names the call; those that AWAIT makes are not named.
    package let isNamed: Bool
    /// The position among the calls whose rows the statement has asked for; nil if it has not: a
    /// scout may have guessed wrong.
    package var turn: Int?

    init(_ call: MethodCall, isNamed: Bool, turn: Int? = nil) {
        resource = call.resource
        method = call.method.name
        parameters = call.arguments
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
