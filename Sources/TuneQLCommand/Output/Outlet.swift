import Glibc
import Synchronization

/// Nobody has read the output for as long as it could be waited for.
struct UnreadOutput: Error {}

/// A descriptor that is written to without being stuck when nobody reads it.
///
/// A full pipe is waited for with `poll`, which the end of the running statement ends as well; in
/// `write` itself nothing but a signal to that very thread would.
final class Outlet: Sendable {
    /// How writing is kept from waiting.
    private enum Way: Sendable {
        /// The description is our own, so that it can be told not to wait.
        case own
        /// The call is told not to wait.
        case socket
        /// A page at a time, which fits wherever there is room at all.
        case pages
        /// Files take all there is.
        case whole
    }

    static let error = Outlet(STDERR_FILENO, .pages, grace: 1_000)

    /// The milliseconds that a reader is waited for; below 0 without end.
    static let patience = Atomic<Int32>(-1)

    private static let page = Int(PIPE_BUF)

    private let descriptor: Int32
    private let way: Way
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
            let own = open("/proc/self/fd/\(descriptor)", Self.mode)
            self.init(own < 0 ? descriptor : own, own < 0 ? .pages : .own, grace: 0)
        default: self.init(descriptor, .whole, grace: 0)
        }
    }

    private static let mode = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC

    private init(_ descriptor: Int32, _ way: Way, grace: Int32) {
        self.descriptor = descriptor
        self.way = way
        self.grace = grace
    }

    deinit {
        if way == .own { close(descriptor) }
    }

    /// Writes all bytes.
    ///
    /// - Throws: ``ClosedPipe`` when nobody reads any more, ``UnreadOutput`` when the statement
    ///   ended while nobody read, ``CommandError`` for a full disk and its like.
    func write(_ bytes: Span<UInt8>) throws {
        try bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                if way == .pages { try waitForRoom() }
                let count = send(UnsafeRawBufferPointer(rebasing: rest))
                if count < 0 { try recover(from: errno) }
                rest = rest.dropFirst(max(0, count))
            }
        }
    }

    private func send(_ bytes: UnsafeRawBufferPointer) -> Int {
        switch way {
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
        let ending = Interruption.ending.withLock { $0 }
        var places = [descriptor, Interruption.bell.readingEnd, ending?.readingEnd ?? -1].map {
            pollfd(fd: $0, events: Int16($0 == descriptor ? POLLOUT : POLLIN), revents: 0)
        }
        let patience = Self.patience.load(ordering: .relaxed)
        while poll(&places, 3, patience) < 0 { guard errno == EINTR else { return } }
        guard places[0].revents == 0 else { return }
        guard grace > 0, patience < 0, poll(&places, 1, grace) > 0 else { throw UnreadOutput() }
    }
}
