import Synchronization

/// Lets the first of several callers through.
final class Once: Sendable {
    private let isDone = Atomic(false)

    /// Whether this is the first call.
    func isFirst() -> Bool { !isDone.exchange(true, ordering: .relaxed) }
}
