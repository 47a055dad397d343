import Glibc

/// Listening sockets for servers in tests.
package enum LoopbackSocket {
    /// A socket that listens on a free port of 127.0.0.1.
    ///
    /// - Parameter backlog: The number of connections that may wait to be accepted.
    /// - Returns: The socket, which the caller closes, and its port.
    package static func listen(backlog: Int32) -> (socket: Int32, port: Int) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, size)
                _ = Glibc.listen(listener, backlog)
                _ = getsockname(listener, $0, &size)
            }
        }
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }
}
