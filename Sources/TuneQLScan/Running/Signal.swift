@preconcurrency import Dispatch

/// Tells a waiting thread, once, that there is something to look at.
package final class Signal: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    /// A signal that has not been given.
    package init() {}

    /// Lets the waiting thread go on, or not wait at all.
    package func give() {
        semaphore.signal()
    }

    /// Blocks the calling thread until the signal is given; only a ``WaitingThread`` may call it.
    package func wait() {
        semaphore.wait()
    }
}
