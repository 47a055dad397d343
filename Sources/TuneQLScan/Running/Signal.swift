@preconcurrency import Dispatch

/// Wakes a waiting thread, once.
package final class Signal: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    /// A signal that has not been given.
    package init() {}

    /// Wakes the waiting thread, or lets its next wait return at once.
    package func give() {
        semaphore.signal()
    }

    /// Blocks the calling thread until the signal is given; only a ``WaitingThread`` may call it.
    package func wait() {
        semaphore.wait()
    }
}
