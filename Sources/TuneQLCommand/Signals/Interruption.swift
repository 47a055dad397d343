import Glibc
import Synchronization
import TuneQL
import TuneQLScan
import TuneQLTransport

/// Turns Ctrl-C, SIGTERM and SIGHUP into the end of the running statement.
///
/// The signal's handler may only write a byte; a thread reads it and cancels. A second signal ends
/// the process, but only after the statement had a second to end and to report its outcome:
/// `timeout` sends each signal twice.
final class Interruption: Sendable {
    private struct Running {
        let control: StatementControl
        /// The time of the first signal.
        var interrupted: ContinuousClock.Instant?
    }

    /// Woken by a signal while no statement runs, until ``takePending()``.
    static let pending = WakeupPipe()
    /// Woken when the running statement is cancelled, for any reason; nil while none runs.
    static let cancellation = Mutex<WakeupPipe?>(nil)

    /// Far longer than it takes to end calls and to write a report.
    private static let gracePeriod = Duration.seconds(1)

    private let running = Mutex<Running?>(nil)
    /// The last signal.
    private let signalNumber = Atomic<Int32>(SIGINT)

    /// Starts listening, once in a process.
    init() {
        signal(SIGPIPE, SIG_IGN)
        SignalPipe.listen { [self] in interrupt($0) }
    }

    /// Lets signals cancel a statement from now on.
    func begin(_ control: StatementControl) {
        let pipe = WakeupPipe()
        control.onCancel { pipe.wake() }
        Self.cancellation.withLock { $0 = pipe }
        running.withLock { $0 = Running(control: control) }
        if takePending() { control.cancel() }
    }

    /// Lets signals cancel nothing from now on.
    func end() {
        running.withLock { $0 = nil }
        Self.cancellation.withLock { $0 = nil }
    }

    /// Whether a signal came while no statement ran, since the last call.
    func takePending() -> Bool {
        Self.pending.drain()
    }

    /// Whether the last signal asks for the end of the process, rather than of a statement.
    var isEnd: Bool { signalNumber.load(ordering: .acquiring) != SIGINT }

    /// The exit code of the process, which names the signal as shells do: 128 and its number.
    func exitCode(_ code: Int32) -> Int32 {
        guard code == QueryError.Code.cancelled.exitCode else { return code }
        return 128 + signalNumber.load(ordering: .acquiring)
    }

    private func interrupt(_ number: Int32) {
        signalNumber.store(number, ordering: .releasing)
        let (control, first) = running.withLock { running in
            let first = running?.interrupted
            if first == nil { running?.interrupted = .now }
            return (running?.control, first)
        }
        guard let control else { return Self.pending.wake() }
        guard let first else { return control.cancel() }
        leave(with: 128 + number, after: first + Self.gracePeriod, unlessEnded: control)
    }

    /// Ends the process at a time, if the statement is still running then.
    private func leave(
        with code: Int32,
        after time: ContinuousClock.Instant,
        unlessEnded control: StatementControl
    ) {
        _ = startDetachedThread { [self] in
            let (seconds, attoseconds) = max(.zero, ContinuousClock.now.duration(to: time))
                .components
            usleep(UInt32(seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
            if running.withLock({ $0?.control === control }) { _exit(code) }
        }
    }
}
