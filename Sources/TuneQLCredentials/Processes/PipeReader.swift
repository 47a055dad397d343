import Glibc

/// Reads several pipes at once, so that none fills up and blocks its writer.
struct PipeReader {
    private(set) var texts: [[UInt8]]
    private var pipes: [pollfd]

    /// The maximum number of bytes from a pipe, far more than a token needs.
    private static let maximumSize = 1 << 20
    /// The interval at which the limit is checked, in milliseconds.
    private static let interval: Int32 = 50

    init(_ descriptors: [Int32]) {
        texts = descriptors.map { _ in [] }
        pipes = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    }

    /// Reads to the end of all pipes; returns false if the limit, of time or of size, comes first.
    mutating func readAll(of child: RunningChild) -> Bool {
        while pipes.contains(where: { $0.fd >= 0 }) {
            if child.isAtLimit { return false }
            guard poll(&pipes, nfds_t(pipes.count), Self.interval) > 0 else { continue }
            for index in pipes.indices where pipes[index].fd >= 0 && pipes[index].revents != 0 {
                guard read(index) else { return false }
            }
        }
        return true
    }

    private mutating func read(_ index: Int) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let count = Glibc.read(pipes[index].fd, &buffer, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return true }
        guard count > 0 else {
            // poll ignores negative numbers.
            pipes[index].fd = -1
            return true
        }
        texts[index] += buffer[..<count]
        return texts[index].count <= Self.maximumSize
    }
}
