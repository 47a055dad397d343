import Glibc

/// Something that is rung by one thread and waited for, with `poll`, by another.
final class Bell: Sendable {
    /// Has something to read from ringing to silencing.
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

    func ring() {
        var byte: UInt8 = 1
        _ = write(writingEnd, &byte, 1)
    }

    /// Ends the ringing; returns whether it rang.
    func silence() -> Bool {
        var byte: UInt8 = 0
        var hasRung = false
        while read(readingEnd, &byte, 1) == 1 { hasRung = true }
        return hasRung
    }
}
