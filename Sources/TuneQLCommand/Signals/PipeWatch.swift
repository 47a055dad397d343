import Glibc
import Synchronization
import TuneQL
import TuneQLScan
import TuneQLTransport

/// Detects that the reader of a pipe has left, even while nothing is written: `… | head`.
final class PipeWatch: Sendable {
    private struct State {
        var isStarted = false
        var isClosed = false
        var control: StatementControl?
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    /// Makes a watch; nil for anything but a pipe or a socket.
    init?(_ descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0,
            [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
        else { return nil }
        self.descriptor = descriptor
    }

    /// Whether the reader has left.
    var isClosed: Bool { state.withLock(\.isClosed) }

    /// From now on, cancels a statement when the reader leaves.
    func begin(_ control: StatementControl) {
        let isClosed = state.withLock { state in
            state.control = control
            return state.isClosed
        }
        start()
        if isClosed { control.cancel() }
    }

    /// From now on, cancels nothing.
    func end() {
        state.withLock { $0.control = nil }
    }

    /// Waits until the text so far has been read and its reader has had time to leave.
    ///
    /// `head` needs a few milliseconds to exit; a request made in that time is made in vain. The
    /// wait for a stalled reader is no longer than 0.1 s.
    ///
    /// - Throws: ``ClosedPipe`` when the reader has left.
    func waitForReader() throws {
        var quietChecks = 0
        for _ in 0..<100 where quietChecks < 4 {
            var poll = pollfd(fd: descriptor, events: 0, revents: 0)
            if Glibc.poll(&poll, 1, 1) > 0 { throw ClosedPipe() }
            var unread: Int32 = 0
            _ = ioctl(descriptor, UInt(FIONREAD), &unread)
            quietChecks = unread == 0 ? quietChecks + 1 : 0
        }
    }

    /// Watches on a thread of its own, which lives as long as the process.
    private func start() {
        let isFirst = state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted
        }
        guard isFirst else { return }
        _ = startDetachedThread { [self] in wait() }
    }

    private func wait() {
        var poll = pollfd(fd: descriptor, events: 0, revents: 0)
        while Glibc.poll(&poll, 1, -1) < 0 {
            guard errno == EINTR else { return }
        }
        let control = state.withLock { state in
            state.isClosed = true
            return state.control
        }
        control?.cancel()
    }
}
