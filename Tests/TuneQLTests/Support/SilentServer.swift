import Glibc
import TestSupport
import TuneQLTransport

/// A server on this machine that takes requests and answers none.
final class SilentServer: Sendable {
    let origin: String
    /// An element for each request that came.
    let arrivals: AsyncStream<Void>
    /// An element for each connection that the client closed.
    let closings: AsyncStream<Void>
    private let listener: Int32

    init() {
        let (listener, port) = LoopbackSocket.listen(backlog: 256)
        self.listener = listener
        origin = "http://127.0.0.1:\(port)"
        let (arrivals, arrived) = AsyncStream<Void>.makeStream()
        let (closings, closed) = AsyncStream<Void>.makeStream()
        (self.arrivals, self.closings) = (arrivals, closings)
        _ = startDetachedThread {
            var sockets: [pollfd] = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
            while poll(&sockets, nfds_t(sockets.count), -1) > 0, sockets[0].revents <= POLLIN {
                for place in sockets.indices.dropFirst().reversed()
                where sockets[place].revents != 0 {
                    if Self.hasData(sockets[place].fd) {
                        arrived.yield()
                    } else {
                        close(sockets[place].fd)
                        sockets.remove(at: place)
                        closed.yield()
                    }
                }
                guard sockets[0].revents != 0 else { continue }
                let socket = accept(listener, nil, nil)
                sockets.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0))
            }
            for socket in sockets { close(socket.fd) }
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    private static func hasData(_ socket: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        return recv(socket, &buffer, buffer.count, 0) > 0
    }
}
