import Glibc

/// Lines of a stdin that is no terminal; a statement is run as soon as its lines are there.
struct StreamLines {
    private var bytes: [UInt8] = []
    private var start = 0
    private var isEnded = false

    /// The next line without its line break; the last may lack one.
    mutating func next() -> EnteredLine {
        var searched = start
        while true {
            if let end = bytes[searched...].firstIndex(of: 0x0A) { return .text(take(to: end)) }
            searched = bytes.count - start
            if isEnded { return start < bytes.count ? .text(take(to: bytes.count)) : .end }
            guard read() else { return .interrupted }
        }
    }

    private mutating func take(to end: Int) -> String {
        var line = bytes[start..<end]
        if line.last == 0x0D { line.removeLast() }
        start = min(end + 1, bytes.count)
        return String(decoding: line, as: UTF8.self)
    }

    /// Reads what is there; false after a signal.
    private mutating func read() -> Bool {
        bytes.removeFirst(start)
        start = 0
        var sources = [STDIN_FILENO, Interruption.pending.readingEnd].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        while poll(&sources, 2, -1) < 0 { guard errno == EINTR else { return false } }
        guard sources[1].revents == 0 else { return false }
        let piece = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count))
        }
        isEnded = piece.isEmpty
        bytes += piece
        return true
    }
}
