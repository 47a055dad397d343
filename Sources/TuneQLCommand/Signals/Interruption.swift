import Glibc
import Synchronization
import TuneQL
import TuneQLTransport

/// Turns Ctrl-C, SIGTERM and SIGHUP into the end of the running statement.
///
/// The signal's handler may only write a byte; a thread reads it and cancels. A second signal ends
/// the process, but not before the statement had a moment to obey and to tell what it did: `timeout`
/// sends each signal twice.
final class Interruption: Sendable {
    private struct Running {
        let token: CancelToken
        /// When the first signal came.
        var interrupted: ContinuousClock.Instant?
    }

    /// Rings from a signal that came while nothing ran until somebody looks.
    static let bell = Bell()
    /// Rings when the statement that runs is ended, by whatever; nil when none runs.
    static let ending = Mutex<Bell?>(nil)

    /// Far more than it takes to end calls and to write a report.
    private static let moment = Duration.seconds(1)

    private let running = Mutex<Running?>(nil)
    /// The last signal.
    private let signalNumber = Atomic<Int32>(SIGINT)

    /// Starts listening, once in a process.
    init() {
        signal(SIGPIPE, SIG_IGN)
        SignalPipe.listen { [self] in interrupt($0) }
    }

    /// The statement that a signal ends from now on.
    func begin(_ token: CancelToken) {
        let bell = Bell()
        token.onCancel { bell.ring() }
        Self.ending.withLock { $0 = bell }
        running.withLock { $0 = Running(token: token) }
        if takePending() { token.cancel() }
    }

    /// From now on a signal ends nothing.
    func end() {
        running.withLock { $0 = nil }
        Self.ending.withLock { $0 = nil }
    }

    /// Whether a signal came since the last call while nothing ran.
    func takePending() -> Bool {
        Self.bell.silence()
    }

    /// Whether the last signal asks for the end of the process, not of a statement alone.
    var isEnd: Bool { signalNumber.load(ordering: .acquiring) != SIGINT }

    /// The exit code of a process, which tells what a statement was interrupted by as the shell does.
    func exitCode(_ code: Int32) -> Int32 {
        guard code == QueryError.Code.cancelled.exitCode else { return code }
        return 128 + signalNumber.load(ordering: .acquiring)
    }

    private func interrupt(_ number: Int32) {
        signalNumber.store(number, ordering: .releasing)
        let (token, first) = running.withLock { running in
            let first = running?.interrupted
            if first == nil { running?.interrupted = .now }
            return (running?.token, first)
        }
        guard let token else { return Self.bell.ring() }
        guard let first else { return token.cancel() }
        leave(with: 128 + number, after: first + Self.moment, unlessEnded: token)
    }

    /// Ends the process at a time, if the statement still runs then.
    private func leave(
        with code: Int32,
        after time: ContinuousClock.Instant,
        unlessEnded token: CancelToken
    ) {
        _ = startDetachedThread { [self] in
            let (seconds, attoseconds) = max(.zero, ContinuousClock.now.duration(to: time))
                .components
            usleep(UInt32(seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
            if running.withLock({ $0?.token === token }) { _exit(code) }
        }
    }
}
