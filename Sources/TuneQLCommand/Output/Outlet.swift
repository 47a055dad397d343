import Glibc
import Synchronization

/// The error of output that was not read while the writer waited.
struct UnreadOutput: Error {}

/// A descriptor that can be written to without blocking when it is not read.
///
/// It waits for room in a full pipe with `poll`, which also returns when the running statement
/// ends; a blocked `write` would end only by a signal to its own thread.
final class Outlet: Sendable {
    /// The means of keeping a write from blocking.
    private enum Mode: Sendable {
        /// The file description is our own, so it can be set not to block.
        case own
        /// Each `send` has the flag not to block.
        case socket
        /// One page is written at a time, which fits wherever there is any room.
        case pages
        /// Files take any amount.
        case whole
    }

    static let error = Outlet(STDERR_FILENO, .pages, grace: 1_000)

    /// The number of milliseconds to wait for a reader; below 0 without end.
    static let pollTimeout = Atomic<Int32>(-1)

    private static let page = Int(PIPE_BUF)

    private let descriptor: Int32
    private let mode: Mode
    private let isTerminal: Bool
    /// The milliseconds that a reader gets after the end of the statement.
    private let grace: Int32

    /// Prepares for a pipe, a terminal, a socket or a file.
    convenience init(_ descriptor: Int32) {
        var status = stat()
        let kind = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
        switch kind {
        case S_IFSOCK: self.init(descriptor, .socket, grace: 0)
        case S_IFIFO,
            S_IFCHR where isatty(descriptor) == 1:
            let own = open("/proc/self/fd/\(descriptor)", Self.openingFlags)
            self.init(own < 0 ? descriptor : own, own < 0 ? .pages : .own, grace: 0)
        default: self.init(descriptor, .whole, grace: 0)
        }
    }

    private static let openingFlags = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC

    private init(_ descriptor: Int32, _ mode: Mode, grace: Int32) {
        self.descriptor = descriptor
        self.mode = mode
        isTerminal = isatty(descriptor) == 1
        self.grace = grace
    }

    deinit {
        if mode == .own { close(descriptor) }
    }

    /// Writes all bytes.
    ///
    /// - Throws: ``ClosedPipe`` when the reader has left, ``UnreadOutput`` when the statement ended
    ///   while nothing was read, ``CommandError`` for a full disk and the like.
    func write(_ bytes: Span<UInt8>) throws {
        if mode != .whole { ProgressDisplay.shared.suspend() }
        defer { if mode != .whole { ProgressDisplay.shared.resume() } }
        if isTerminal { ProgressDisplay.shared.note(bytes) }
        try bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                if mode == .pages { try waitForRoom() }
                let count = send(UnsafeRawBufferPointer(rebasing: rest))
                if count < 0 { try recover(from: errno) }
                rest = rest.dropFirst(max(0, count))
            }
        }
    }

    private func send(_ bytes: UnsafeRawBufferPointer) -> Int {
        switch mode {
        case .socket:
            Glibc.send(
                descriptor,
                bytes.baseAddress,
                bytes.count,
                Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
            )
        case .pages: Glibc.write(descriptor, bytes.baseAddress, min(bytes.count, Self.page))
        case .own, .whole: Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        }
    }

    private func recover(from error: Int32) throws {
        switch error {
        case EINTR: return
        case EAGAIN: try waitForRoom()
        case EPIPE: throw ClosedPipe()
        default: throw CommandError("writing failed: \(String(cString: strerror(error)))")
        }
    }

    /// Waits until something can be written, or writing would fail.
    private func waitForRoom() throws {
        let cancellation = Interruption.cancellation.withLock { $0?.readingEnd } ?? -1
        var sources = [descriptor, Interruption.pending.readingEnd, cancellation].map {
            pollfd(fd: $0, events: Int16($0 == descriptor ? POLLOUT : POLLIN), revents: 0)
        }
        let pollTimeout = Self.pollTimeout.load(ordering: .relaxed)
        while poll(&sources, 3, pollTimeout) < 0 { guard errno == EINTR else { return } }
        guard sources[0].revents == 0 else { return }
        guard grace > 0, pollTimeout < 0, poll(&sources, 1, grace) > 0 else { throw UnreadOutput() }
    }
}
