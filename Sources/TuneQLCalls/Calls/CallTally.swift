import Synchronization
import TuneQLCatalog

/// What the calls of one method of a resource did together.
package struct CallTally: Sendable, Hashable {
    /// The full name of the resource.
    package var resource: String
    package var method: String
    /// Such as `GET`.
    package var httpMethod: String
    /// How many calls were made; their repetitions and further pages do not count.
    package var calls = 0
    package var pages = 0
    package var rows = 0
    /// Of the answers' bodies.
    package var bytes = 0
    /// How many times a request was sent again.
    package var retries = 0
    /// When the first request went out.
    package var start = ContinuousClock.now
    /// When the last answer came.
    package var end = ContinuousClock.now

    fileprivate init(_ call: MethodCall) {
        resource = call.resource
        method = call.method.name
        httpMethod = call.method.httpMethod
    }

    fileprivate func isOf(_ call: MethodCall) -> Bool {
        resource == call.resource && method == call.method.name
    }
}

/// Counts calls, method by method, once somebody has asked for it.
package final class CallTallies: Sendable {
    private let tallies = Mutex<[CallTally]?>(nil)

    /// Starts to count.
    package func begin() { tallies.withLock { $0 = [] } }

    /// What was counted so far, in the order of the first calls.
    package var all: [CallTally] { tallies.withLock { $0 ?? [] } }

    func note(_ call: MethodCall, _ change: (inout CallTally) -> Void) {
        tallies.withLock { tallies in
            guard var counted = tallies else { return }
            let place = counted.firstIndex { $0.isOf(call) }
            if place == nil { counted.append(CallTally(call)) }
            change(&counted[place ?? counted.count - 1])
            tallies = counted
        }
    }
}
