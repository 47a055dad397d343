import Synchronization

/// Lets the first of several through.
final class Once: Sendable {
    private let isDone = Atomic(false)

    /// Whether nobody has asked before.
    func isFirst() -> Bool { !isDone.exchange(true, ordering: .relaxed) }
}
