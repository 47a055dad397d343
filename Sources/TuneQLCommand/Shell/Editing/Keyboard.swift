import CEdit
import Glibc

/// The keys of the terminal, and what else may happen while the shell waits for them.
enum Keyboard {
    /// What came next.
    enum Event {
        case byte(UInt8)
        /// The window or the job has changed; these keys draw the line again.
        case changed([UInt8])
        /// The end of the input, or Ctrl-C.
        case end
    }

    /// Waits for a key.
    static func next() -> Event {
        var sources = [
            STDIN_FILENO, Interruption.pending.readingEnd, JobSignals.pipe.readingEnd,
        ].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&sources, 3, -1) < 0 { guard errno == EINTR else { return .end } }
        guard sources[1].revents == 0 else { return .end }
        if sources[2].revents != 0 { return .changed(JobSignals.obey()) }
        var byte: UInt8 = 0
        return read(STDIN_FILENO, &byte, 1) == 1 ? .byte(byte) : .end
    }

    /// Whether a key comes within some milliseconds.
    static func isReady(within milliseconds: Int32) -> Bool {
        var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&source, 1, milliseconds) > 0
    }
}
