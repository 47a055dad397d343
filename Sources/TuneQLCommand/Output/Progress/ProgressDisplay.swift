import Glibc
import Synchronization
import TuneQLCalls
import TuneQLScan

/// The line on the terminal about a statement that runs longer than a moment.
///
/// It is removed before anything else is written, and never shown where stdout is a pipe: its reader
/// may draw on the same terminal.
final class ProgressDisplay: Sendable {
    private struct State {
        var ticker: Task<Void, Never>?
        var isShown = false
        /// The number of reasons not to show anything: writes, questions, a pager.
        var suspensions = 0
        /// Whether the cursor is where a line begins.
        var isAtLineStart = true
    }

    static let shared = ProgressDisplay()

    /// A statement that ends within this time needs no line.
    private static let delay = Duration.milliseconds(700)
    private static let interval = Duration.milliseconds(100)

    private let state = Mutex(State())
    /// Whether there is a terminal to show anything on.
    private let isPossible: Bool

    private init() {
        var status = stat()
        let isPipe = fstat(STDOUT_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
        let kind = getenv("TERM").map { String(cString: $0) } ?? "dumb"
        isPossible = isatty(STDERR_FILENO) == 1 && !isPipe && kind != "dumb"
    }

    /// Shows the progress of a statement once it has run for a while.
    func begin(_ control: StatementControl) {
        guard isPossible else { return }
        let start = ContinuousClock.now
        let ticker = Task.detached { [self] in
            var wait = Self.delay
            while (try? await Task.sleep(for: wait)) != nil {
                draw(ProgressText(progress: control.ledger.progress, time: .now - start))
                wait = Self.interval
            }
        }
        state.withLock { $0.ticker = ticker }
    }

    /// Removes the line, and shows none from now on.
    func end() {
        guard isPossible else { return }
        state.withLock { state in
            state.ticker?.cancel()
            state.ticker = nil
            erase(&state)
        }
    }

    /// Removes the line until ``resume()``, since something else is written.
    func suspend() {
        guard isPossible else { return }
        state.withLock { state in
            state.suspensions += 1
            erase(&state)
        }
    }

    /// Lets the line be shown again.
    func resume() {
        guard isPossible else { return }
        state.withLock { $0.suspensions -= 1 }
    }

    /// Notes what is written to a terminal: a line is shown only where one begins.
    func note(_ text: Span<UInt8>) {
        guard isPossible, !text.isEmpty else { return }
        let isAtLineStart = text[text.count - 1] == 0x0A
        state.withLock { $0.isAtLineStart = isAtLineStart }
    }

    private func draw(_ text: ProgressText) {
        state.withLock { state in
            guard state.ticker != nil, state.suspensions == 0, state.isAtLineStart else { return }
            write("\r\u{1B}[K\u{1B}[2m\(text.line(width: width))\u{1B}[0m")
            state.isShown = true
        }
    }

    private func erase(_ state: inout State) {
        guard state.isShown else { return }
        state.isShown = false
        write("\r\u{1B}[K")
    }

    private var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes to the terminal, unless it is stopped: nobody waits for this line.
    private func write(_ text: String) {
        var source = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        guard poll(&source, 1, 0) > 0 else { return }
        _ = Array(text.utf8).withUnsafeBytes {
            Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
        }
    }
}
