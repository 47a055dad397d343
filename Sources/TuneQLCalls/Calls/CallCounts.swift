import Synchronization
import TuneQLTransport

/// What an engine's calls did together since it was made.
public struct CallCounts: Sendable, Hashable {
    /// The calls; each page of a list is one, repetitions of one count once.
    public var calls = 0
    /// The requests that were sent, repetitions among them; those for tokens do not count.
    public var requests = 0
    /// The requests that brought no answer.
    public var failures = 0
    /// The repetitions that were decided on.
    public var retries = 0
    /// The pages of lists.
    public var pages = 0
    /// The rows on those pages.
    public var rows = 0
    /// The size of the answers' bodies, after content codings are removed.
    public var bytes = 0
    /// The time that calls have waited for a quota, in the queue that it makes, and before repetitions.
    ///
    /// Of calls that wait side by side each counts, so it may be longer than the time that has passed.
    /// What AWAIT waits for is no wait of a call.
    public var waited = Duration.zero

    /// Makes counts of nothing.
    public init() {}
}

/// Counts what calls do, and numbers them.
package final class CallCounters: Sendable {
    private let counts = Mutex(CallCounts())
    private let statements = Atomic(0)

    /// What was counted so far.
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

    func notePage(rows: Int) {
        counts.withLock { counts in
            counts.pages += 1
            counts.rows += rows
        }
    }

    func noteWait(_ duration: Duration) {
        counts.withLock { $0.waited += duration }
    }

    func note(_ step: CallEvent.Step) {
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
