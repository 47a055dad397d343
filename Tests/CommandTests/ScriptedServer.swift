import Glibc
import Synchronization
import TuneQLTransport

/// An HTTP server on loopback that answers its first requests as it is told, and later ones never.
final class ScriptedServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let count = Mutex(0)

    /// A page of a hundred jobs that is followed by another.
    static let page: String = {
        let jobs = (0..<100).map { #"{"name": "job-\#($0)", "state": "JOB_STATE_RUNNING"}"# }
        return #"{"tuningJobs": [\#(jobs.joined(separator: ","))], "nextPageToken": "more"}"#
    }()

    /// Starts it.
    ///
    /// - Parameter answers: The status and the JSON that the requests get, in their order.
    init(_ answers: [(status: Int, body: String)]) {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = bind(listener, address, size)
                _ = listen(listener, 16)
                getsockname(listener, address, &size)
            }
            return UInt16(bigEndian: pointer.pointee.sin_port)
        }
        // Threads of their own: tests share few, and these block.
        _ = startDetachedThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                _ = startDetachedThread { self.serve(connection, answers) }
            }
        }
    }

    /// How many requests have come.
    var requestCount: Int { count.withLock { $0 } }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ connection: Int32, _ answers: [(status: Int, body: String)]) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let size = read(connection, &buffer, buffer.count)
            guard size > 0 else { break }
            bytes += buffer[..<size]
            guard bytes.suffix(4) == Array("\r\n\r\n".utf8)[...] else { continue }
            bytes = []
            let number = count.withLock { count in
                count += 1
                return count
            }
            guard number <= answers.count else { continue }
            let (status, body) = answers[number - 1]
            let head = "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nContent-Length: "
            let answer = Array("\(head)\(body.utf8.count)\r\n\r\n\(body)".utf8)
            var rest = answer[...]
            while !rest.isEmpty {
                let sent = rest.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
                guard sent > 0 else { break }
                rest = rest.dropFirst(sent)
            }
        }
        close(connection)
    }
}
