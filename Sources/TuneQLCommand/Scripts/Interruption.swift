import Glibc
import Synchronization
import TuneQL

/// Turns Ctrl-C (and SIGTERM) into the end of the running statement.
///
/// The signal's handler may only write a byte; a thread reads it and cancels. A second signal, while
/// the first is still being obeyed, ends the process.
final class Interruption: Sendable {
    /// Rings from a signal that came while nothing ran until somebody looks.
    static let bell = Bell()

    private let token = Mutex<CancelToken?>(nil)
    /// The last signal.
    private let signalNumber = Atomic<Int32>(SIGINT)

    /// Starts listening, once in a process.
    init() {
        signal(SIGPIPE, SIG_IGN)
        SignalPipe.listen { [self] in interrupt($0) }
    }

    /// The statement that a signal ends from now on.
    func begin(_ token: CancelToken) {
        self.token.withLock { $0 = token }
        if takePending() { token.cancel() }
    }

    /// From now on a signal ends nothing.
    func end() {
        token.withLock { $0 = nil }
    }

    /// Whether a signal came since the last call while nothing ran.
    func takePending() -> Bool {
        Self.bell.silence()
    }

    /// The exit code of a process, which tells what a statement was interrupted by as the shell does.
    func exitCode(_ code: Int32) -> Int32 {
        guard code == QueryError.Code.cancelled.exitCode else { return code }
        return 128 + signalNumber.load(ordering: .acquiring)
    }

    private func interrupt(_ number: Int32) {
        signalNumber.store(number, ordering: .releasing)
        guard let token = token.withLock({ $0 }) else { return Self.bell.ring() }
        if token.isCancelled { _exit(128 + number) }
        token.cancel()
    }
}
