/// Whose turn it is when the answers of several calls are taken in an order that does not depend on
/// when they come: the first of each call, in the order of the calls, then the second of each.
///
/// Only so many calls take part at a time. The place of one that has ended goes to the next.
package struct Turns<Answer> {
    /// What a turn brings.
    package enum Turn {
        /// An answer of a call.
        case taken(Answer, call: Int)
        /// The answer whose turn it is has not come yet.
        case waiting
        /// No call is left.
        case finished
    }

    private var waiting: [[Answer]]
    /// The calls that take part.
    private var ring: [Int]
    private var position = 0
    private var nextCall: Int
    /// Whether the first answers of the first calls have been looked at.
    private var hasBegun = false

    package init(calls: Int, width: Int) {
        waiting = Array(repeating: [], count: calls)
        ring = Array(0..<min(calls, width))
        nextCall = ring.count
    }

    /// Takes note of an answer that has come.
    package mutating func add(_ answer: Answer, of call: Int) {
        waiting[call].append(answer)
    }

    /// Takes the answer whose turn it is.
    ///
    /// - Parameter goesFirst: Whether an answer, being the first of a call, comes before all others.
    /// - Returns: What the turn brings.
    package mutating func take(goesFirst: (Answer, Int) -> Bool) -> Turn {
        if !hasBegun {
            for call in ring {
                guard let answer = waiting[call].first else { return .waiting }
                if goesFirst(answer, call) {
                    return .taken(waiting[call].removeFirst(), call: call)
                }
            }
            hasBegun = true
        }
        guard !ring.isEmpty else { return .finished }
        let call = ring[position]
        guard !waiting[call].isEmpty else { return .waiting }
        let answer = waiting[call].removeFirst()
        position = (position + 1) % ring.count
        return .taken(answer, call: call)
    }

    /// Says that a call has given its last answer, which has just been taken.
    package mutating func end(_ call: Int) {
        guard let place = ring.firstIndex(of: call) else { return }
        if nextCall < waiting.count {
            ring[place] = nextCall
            nextCall += 1
        } else {
            ring.remove(at: place)
            if place < position { position -= 1 }
            if position >= ring.count { position = 0 }
        }
    }
}

extension Turns: Sendable where Answer: Sendable {}
