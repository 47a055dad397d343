import TuneQLCalls
import TuneQLTransport

/// Pages as they arrive: of those that wait, the oldest one of the lowest-numbered call.
///
/// No page is taken before each of the first calls has been answered once, so that a failure among
/// them precedes all rows.
package struct ArrivalOrder: AnswerOrder {
    private var pages: [DeliveredPage] = []
    /// The first calls that have not been answered yet.
    private var unanswered: Set<Int>
    /// The number of calls that have not ended.
    private var unfinished: Int
    private var failure: (answer: ParallelPages.Answer, call: Int)?

    /// Makes the order of a number of calls, at most `width` of which are open at a time.
    package init(calls count: Int, width: Int = ParallelPages.maximumOpen) {
        unanswered = Set(0..<min(count, width))
        unfinished = count
    }

    package var countsArrivals: Bool { true }

    package var pagesBeforeReadingAhead: Int { 2 }

    package mutating func add(_ answer: ParallelPages.Answer, of call: Int) -> Bool {
        unanswered.remove(call)
        guard case .page(let page) = answer else {
            unfinished -= 1
            if answer.isFatal { failure = failure ?? (answer, call) }
            return false
        }
        let isNext = pages.isEmpty && unanswered.isEmpty
        pages.append(page)
        return isNext
    }

    package mutating func take() -> Turn<ParallelPages.Answer> {
        if let failure { return .taken(failure.answer, call: failure.call) }
        if unanswered.isEmpty,
            let first = pages.indices.min(by: { pages[$0].call < pages[$1].call })
        {
            let page = pages.remove(at: first)
            return .taken(.page(page), call: page.call)
        }
        return unfinished == 0 ? .finished : .waiting
    }
}
