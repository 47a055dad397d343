/// The totals of the calls of one method of a resource.
package struct CallTally: Sendable, Hashable {
    /// The full name of the resource.
    package let resource: String
    /// The name of the method.
    package let method: String
    /// The number of calls; retries and further pages do not count.
    package private(set) var calls = 0
    /// The pages that the service sent, and the size of all its responses.
    package private(set) var fetched = CallRecord.Extent()
    /// The number of retries.
    package private(set) var retries = 0
    /// The time from the first request to the last response.
    package var duration: Duration { start.duration(to: end) }

    private let start: ContinuousClock.Instant
    private var end: ContinuousClock.Instant

    fileprivate init(_ record: CallRecord, from start: ContinuousClock.Instant) {
        resource = record.resource
        method = record.method
        (self.start, end) = (start, start)
    }

    fileprivate mutating func add(_ record: CallRecord) {
        calls += record.calls
        fetched.pages += record.fetched.pages
        fetched.rows += record.fetched.rows
        fetched.bytes += record.fetched.bytes
        retries += record.retries
        end = max(end, record.end ?? end)
    }
}

extension CallLedger {
    /// The totals of the calls that were sent, by method, in the order of the first requests.
    package var tallies: [CallTally] {
        let sent = records.compactMap { record in record.start.map { (record, start: $0) } }
            .sorted { $0.start < $1.start }
        var tallies: [CallTally] = []
        for (record, start) in sent {
            let known = tallies.firstIndex {
                $0.resource == record.resource && $0.method == record.method
            }
            if known == nil { tallies.append(CallTally(record, from: start)) }
            tallies[known ?? tallies.count - 1].add(record)
        }
        return tallies
    }
}
