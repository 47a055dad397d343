/// The elements of several calls, in an order that does not depend on when they arrive.
///
/// The first element of each call, in the order of the calls, precedes the second of each. A limited
/// number of calls takes part at a time. When one ends, the next call takes its position.
package struct RoundRobin<Element> {
    private var waiting: [[Element]]
    /// The calls that take part.
    private var ring: [Int]
    private var position = 0
    private var nextCall: Int
    /// Whether the first elements of the first calls have been checked for those that go first.
    private var hasBegun = false

    package init(calls: Int, width: Int) {
        waiting = Array(repeating: [], count: calls)
        ring = Array(0..<min(calls, width))
        nextCall = ring.count
    }

    /// Adds an element that has arrived.
    package mutating func add(_ element: Element, of call: Int) {
        waiting[call].append(element)
    }

    /// Takes the element whose turn it is.
    ///
    /// - Parameter goesFirst: Whether a call's first element comes before all others.
    /// - Returns: The element, if it has arrived.
    package mutating func take(goesFirst: (Element, Int) -> Bool) -> Turn<Element> {
        if !hasBegun {
            for call in ring {
                guard let element = waiting[call].first else { return .waiting }
                if goesFirst(element, call) {
                    return .taken(waiting[call].removeFirst(), call: call)
                }
            }
            hasBegun = true
        }
        guard !ring.isEmpty else { return .finished }
        let call = ring[position]
        guard !waiting[call].isEmpty else { return .waiting }
        let element = waiting[call].removeFirst()
        position = (position + 1) % ring.count
        return .taken(element, call: call)
    }

    /// Replaces a call whose last element has just been taken.
    package mutating func end(_ call: Int) {
        guard let index = ring.firstIndex(of: call) else { return }
        if nextCall < waiting.count {
            ring[index] = nextCall
            nextCall += 1
        } else {
            ring.remove(at: index)
            if index < position { position -= 1 }
            if position >= ring.count { position = 0 }
        }
    }
}

extension RoundRobin: Sendable where Element: Sendable {}
