import Synchronization

/// The end of a server: SIGINT or SIGTERM.
enum Termination {
    /// Waits for it.
    static func wait() async {
        await withCheckedContinuation { continuation in
            let once = Once(continuation)
            SignalPipe.listen { once.resume() }
        }
    }

    /// Resumes a continuation at the first of several signals.
    private final class Once: Sendable {
        private let continuation: Mutex<CheckedContinuation<Void, Never>?>

        init(_ continuation: CheckedContinuation<Void, Never>) {
            self.continuation = Mutex(continuation)
        }

        func resume() {
            let first = continuation.withLock { continuation in
                defer { continuation = nil }
                return continuation
            }
            first?.resume()
        }
    }
}
