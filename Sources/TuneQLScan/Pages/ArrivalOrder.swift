import TuneQLCalls
import TuneQLTransport

/// Pages as they arrive: of those that wait, the oldest one of the lowest-numbered call.
///
/// No page is taken before something of each of the first calls has arrived, so that a failure
/// among them precedes all rows.
package struct ArrivalOrder: DeliveryOrder {
    private var pages: [DeliveredPage] = []
    /// The first calls of which nothing has arrived yet.
    private var awaited: Set<Int>
    /// The number of calls that have not ended.
    private var unfinished: Int
    private var failure: (event: ParallelPages.Event, call: Int)?

    /// Makes the order of a number of calls, at most `width` of which are open at a time.
    package init(calls count: Int, width: Int = ParallelPages.maximumOpen) {
        awaited = Set(0..<min(count, width))
        unfinished = count
    }

    package var countsArrivals: Bool { true }

    package var pagesBeforeReadingAhead: Int { 2 }

    package mutating func add(_ event: ParallelPages.Event, of call: Int) -> Bool {
        awaited.remove(call)
        guard case .page(let page) = event else {
            unfinished -= 1
            if event.isFatal { failure = failure ?? (event, call) }
            return false
        }
        let isNext = pages.isEmpty && awaited.isEmpty
        pages.append(page)
        return isNext
    }

    package mutating func take() -> Turn<ParallelPages.Event> {
        if let failure { return .taken(failure.event, call: failure.call) }
        if awaited.isEmpty,
            let first = pages.indices.min(by: { pages[$0].call < pages[$1].call })
        {
            let page = pages.remove(at: first)
            return .taken(.page(page), call: page.call)
        }
        return unfinished == 0 ? .finished : .waiting
    }
}
