import Glibc
import Synchronization

/// A child process that any thread may stop, with its deadline.
final class RunningChild: Sendable {
    private let state = Mutex((process: pid_t?.none, isStopped: false))
    private let deadline: ContinuousClock.Instant

    init(timeLimit: Duration) {
        deadline = .now + timeLimit
    }

    /// Whether it must stop.
    var isAtLimit: Bool { state.withLock { $0.isStopped } || .now >= deadline }

    /// Records the process, which leads a group of its own.
    func started(_ process: pid_t) {
        state.withLock { state in
            state.process = process
            if state.isStopped { kill(-process, SIGKILL) }
        }
    }

    /// Kills it, with the processes that it started, before returning.
    ///
    /// The program may exit right afterwards, and nothing of the child may outlive it.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            if let process = state.process { kill(-process, SIGKILL) }
        }
    }

    /// Forgets the process, whose number may be reused as soon as it has been waited for.
    func forget() {
        state.withLock { $0.process = nil }
    }
}
