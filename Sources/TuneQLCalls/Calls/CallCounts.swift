import Synchronization
import TuneQLTransport

/// The totals of an engine's calls since it was made.
public struct CallCounts: Sendable, Hashable {
    /// The number of calls; every page of a list counts, retries do not.
    public var calls = 0
    /// The number of requests sent, including retries but not those for tokens.
    public var requests = 0
    /// The number of requests without a response.
    public var failures = 0
    /// The number of retries that were decided on.
    public var retries = 0
    /// The number of pages of lists.
    public var pages = 0
    /// The number of rows on those pages.
    public var rows = 0
    /// The size of the response bodies in bytes, without content codings.
    public var bytes = 0
    /// The time that calls have waited for quota and before retries.
    ///
    /// Parallel waits count separately, so the total may exceed the time that has passed.
    /// The time between the polls of AWAIT does not count.
    public var waited = Duration.zero

    /// Makes totals of no calls.
    public init() {}
}

/// Counts the calls of an engine, and numbers them.
package final class CallCounters: Sendable {
    private let counts = Mutex(CallCounts())
    private let statements = Atomic(0)

    /// The totals so far.
    package var current: CallCounts { counts.withLock { $0 } }

    /// The number of a new call, from 1.
    func nextCall() -> Int {
        counts.withLock { counts in
            counts.calls += 1
            return counts.calls
        }
    }

    /// The number of a statement that makes its first call, from 1.
    func nextStatement() -> Int { statements.add(1, ordering: .relaxed).newValue }

    func addPage(rows: Int) {
        counts.withLock { counts in
            counts.pages += 1
            counts.rows += rows
        }
    }

    func addWait(_ duration: Duration) {
        counts.withLock { $0.waited += duration }
    }

    func add(_ step: CallEvent.Step) {
        counts.withLock { counts in
            switch step {
            case .response(_, let bytes, _):
                counts.requests += 1
                counts.bytes += bytes
            case .failure:
                counts.requests += 1
                counts.failures += 1
            case .retry: counts.retries += 1
            default: break
            }
        }
    }
}
