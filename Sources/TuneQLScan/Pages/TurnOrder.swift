/// Pages in turn: the first ones of all calls, then the second ones, and so on.
///
/// The order does not depend on time, so that a replay can repeat it. A failure counts only when
/// its turn comes, so that a request made ahead in vain, and missing from a recording, does not
/// fail a statement that ends before its turn.
package struct TurnOrder: DeliveryOrder {
    private var turns: RoundRobin<ParallelPages.Event>

    /// Makes the order of a number of calls, at most `width` of which are open at a time.
    package init(calls count: Int, width: Int = ParallelPages.maximumOpen) {
        turns = RoundRobin(calls: count, width: width)
    }

    package var countsArrivals: Bool { false }

    package var pagesBeforeReadingAhead: Int { 0 }

    package mutating func add(_ event: ParallelPages.Event, of call: Int) -> Bool {
        turns.add(event, of: call)
        return false
    }

    package mutating func take() -> Turn<ParallelPages.Event> {
        let turn = turns.take { event, _ in event.isFatal }
        if case .taken(let event, let call) = turn, event.isLast { turns.end(call) }
        return turn
    }
}
