import Glibc
import Synchronization
import TuneQL

/// Turns Ctrl-C (and SIGTERM) into the end of the running statement.
///
/// The signal's handler may only write a byte; a thread reads it and cancels. A second signal, while
/// the first is still being obeyed, ends the process.
final class Interruption: Sendable {
    private struct State {
        var token: CancelToken?
        /// Whether a signal came while nothing ran.
        var isPending = false
    }

    private let state = Mutex(State())

    /// Starts listening, once in a process.
    init() {
        signal(SIGPIPE, SIG_IGN)
        SignalPipe.listen { [self] in interrupt() }
    }

    /// The statement that a signal ends from now on.
    func begin(_ token: CancelToken) {
        let isLate = state.withLock { state in
            state.token = token
            defer { state.isPending = false }
            return state.isPending
        }
        if isLate { token.cancel() }
    }

    /// From now on a signal ends nothing.
    func end() {
        state.withLock { $0.token = nil }
    }

    /// Whether a signal came since the last call while nothing ran.
    func takePending() -> Bool {
        state.withLock { state in
            defer { state.isPending = false }
            return state.isPending
        }
    }

    private func interrupt() {
        let token = state.withLock { state in
            if state.token == nil { state.isPending = true }
            return state.token
        }
        guard let token else { return }
        if token.isCancelled { _exit(130) }
        token.cancel()
    }
}
