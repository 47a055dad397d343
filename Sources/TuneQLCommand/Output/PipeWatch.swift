import Glibc
import Synchronization
import TuneQL
import TuneQLHTTP

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
        if isClosed { token.cancel() }
    }

    /// From now on nothing is ended.
    func end() {
        state.withLock { $0.token = nil }
    }

    /// Watches on a thread of its own, which lives as long as the process.
    func start() {
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
