import Synchronization

/// Counts the repeats of the requests that one task makes for a call.
package final class CallMeter: Sendable {
    /// The meter of the call that the current task makes.
    @TaskLocal package static var current: CallMeter?

    private let count = Atomic(0)

    package init() {}

    /// How many times a request was sent again.
    package var retries: Int { count.load(ordering: .relaxed) }

    func noteRetry() { count.add(1, ordering: .relaxed) }
}
