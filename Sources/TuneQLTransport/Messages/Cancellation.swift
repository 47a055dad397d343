import Synchronization

/// Whether a waiting task was cancelled; set by its cancellation handler, on any thread.
package final class Cancellation: Sendable {
    package init() {}

    private let value = Atomic(false)

    package func set() { value.store(true, ordering: .releasing) }

    package var isSet: Bool { value.load(ordering: .acquiring) }
}
