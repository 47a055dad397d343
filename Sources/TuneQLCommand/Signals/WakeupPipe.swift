import Glibc

/// A pipe with which one thread wakes another that waits in `poll`.
final class WakeupPipe: Sendable {
    /// The end to poll: readable from ``wake()`` to ``drain()``.
    let readingEnd: Int32
    private let writingEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readingEnd, writingEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readingEnd)
        close(writingEnd)
    }

    /// Makes the reading end readable.
    func wake() {
        var byte: UInt8 = 1
        _ = write(writingEnd, &byte, 1)
    }

    /// Empties the pipe; returns whether it was woken since the last call.
    func drain() -> Bool {
        var byte: UInt8 = 0
        var wasWoken = false
        while read(readingEnd, &byte, 1) == 1 { wasWoken = true }
        return wasWoken
    }
}
