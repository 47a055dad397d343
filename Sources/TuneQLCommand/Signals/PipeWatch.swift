import Glibc
import Synchronization
import TuneQL
import TuneQLTransport

/// Notices that nobody reads a pipe any more, also while nothing is written to it: `… | head`.
final class PipeWatch: Sendable {
    private struct State {
        var isStarted = false
        var isClosed = false
        var token: CancelToken?
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    /// Fails for what is no pipe and no socket.
    init?(_ descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0,
            [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
        else { return nil }
        self.descriptor = descriptor
    }

    /// Whether the reader went away.
    var isClosed: Bool { state.withLock(\.isClosed) }

    /// Ends a statement from now on when the reader goes away.
    func begin(_ token: CancelToken) {
        let isClosed = state.withLock { state in
            state.token = token
            return state.isClosed
        }
        start()
        if isClosed { token.cancel() }
    }

    /// From now on nothing is ended.
    func end() {
        state.withLock { $0.token = nil }
    }

    /// Waits until what was written has been read and the reader, done with it, may have left.
    ///
    /// `head` needs a moment to leave; what is asked for in that moment is asked for in vain. A
    /// reader that does not read is not waited for longer than a glance takes.
    ///
    /// - Throws: ``ClosedPipe`` when the reader has left.
    func giveMoment() throws {
        var quietMoments = 0
        for _ in 0..<100 where quietMoments < 4 {
            var poll = pollfd(fd: descriptor, events: 0, revents: 0)
            if Glibc.poll(&poll, 1, 1) > 0 { throw ClosedPipe() }
            var unread: Int32 = 0
            _ = ioctl(descriptor, UInt(FIONREAD), &unread)
            quietMoments = unread == 0 ? quietMoments + 1 : 0
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
        let token = state.withLock { state in
            state.isClosed = true
            return state.token
        }
        token?.cancel()
    }
}
