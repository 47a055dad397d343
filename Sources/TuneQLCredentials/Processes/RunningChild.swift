import Glibc
import Synchronization

/// A child process that any thread may stop, and when it has to stop by itself.
final class RunningChild: Sendable {
    private let state = Mutex((process: pid_t?.none, isStopped: false))
    private let deadline: ContinuousClock.Instant

    init(timeLimit: Duration) {
        deadline = .now + timeLimit
    }

    /// Whether it has to stop.
    var isAtLimit: Bool { state.withLock { $0.isStopped } || .now >= deadline }

    /// Takes note of the process, which leads a group of its own.
    func started(_ process: pid_t) {
        state.withLock { state in
            state.process = process
            if state.isStopped { kill(-process, SIGKILL) }
        }
    }

    /// Ends it, with all that it started, before this returns.
    ///
    /// The program may end right after; nothing of the child must outlive it.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            if let process = state.process { kill(-process, SIGKILL) }
        }
    }

    /// Forgets the process, whose number may be another's as soon as it was waited for.
    func forget() {
        state.withLock { $0.process = nil }
    }
}
