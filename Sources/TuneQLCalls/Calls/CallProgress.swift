/// How far the calls of a running statement are.
package struct CallProgress: Sendable, Hashable {
    /// The rows that services have sent.
    package var rows = 0
    /// The requests that were sent, without retries.
    package var requests = 0
    /// The calls that have ended, of all that the statement names.
    package var ended = 0
    /// The calls that have begun or will, as far as this is known.
    package var total = 0
    /// The requests that wait for a quota.
    package var waitingForQuota = 0
    /// The requests that wait before they are sent again.
    package var waitingForRetry = 0

    package init() {}

    /// Counts a call.
    mutating func add(_ record: CallRecord) {
        rows += record.fetched.rows
        requests += max(record.calls, record.fetched.pages)
        guard record.isNamed else { return }
        total += 1
        if record.status != .unfinished { ended += 1 }
    }

    /// Counts the calls of another ledger.
    mutating func add(_ other: CallProgress) {
        rows += other.rows
        requests += other.requests
        ended += other.ended
        total += other.total
        waitingForQuota += other.waitingForQuota
        waitingForRetry += other.waitingForRetry
    }
}
