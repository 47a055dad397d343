import Synchronization

/// Whether a waiting task was cancelled; set by its cancellation handler, on any thread.
final class Cancellation: Sendable {
    private let value = Atomic(false)

    func set() { value.store(true, ordering: .releasing) }

    var isSet: Bool { value.load(ordering: .acquiring) }
}
