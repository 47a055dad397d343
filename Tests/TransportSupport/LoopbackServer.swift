import Dispatch
import Glibc
import Synchronization
import TestSupport
import TuneQLTransport

/// A server on this machine that answers as a test tells it, byte for byte.
package final class LoopbackServer: Sendable {
    /// What a client sent.
    package struct Received: Sendable {
        /// The number of the connection, from 1.
        package var connection: Int
        package var head: String
        package var body: [UInt8]

        package var method: String { String(head.prefix { $0 != " " }) }
        package func has(header line: String) -> Bool {
            head.lowercased().contains("\r\n\(line.lowercased())\r\n")
        }
    }

    /// What the server does with a request.
    package enum Reply: Sendable {
        /// Sends the bytes and waits for the next request.
        case bytes([UInt8])
        /// Sends the bytes and closes the connection.
        case last([UInt8])
        /// Waits until the client closes the connection.
        case hold
        /// Waits for the gate, then sends the bytes.
        case gated(Gate, [UInt8])
    }

    /// Holds answers back until it is opened.
    package final class Gate: Sendable {
        private let semaphore = DispatchSemaphore(value: 0)
        package init() {}
        package func open() { semaphore.signal() }
        fileprivate func pass() {
            semaphore.wait()
            semaphore.signal()
        }
    }

    package enum Event: Sendable {
        case received(Received)
        /// The client closed the connection of this number.
        case closed(Int)
    }

    package let port: Int
    package let events: AsyncStream<Event>
    private let listener: Int32
    private let continuation: AsyncStream<Event>.Continuation
    private let answer: @Sendable (Received) -> Reply
    private let log = Mutex<[Received]>([])

    package init(_ answer: @escaping @Sendable (Received) -> Reply) {
        self.answer = answer
        (events, continuation) = AsyncStream.makeStream()
        (listener, port) = LoopbackSocket.listen(backlog: 64)
        start()
    }

    deinit {
        // The accepting thread closes it: a number that is closed here could already be another's.
        shutdown(listener, Int32(SHUT_RDWR))
    }

    package var origin: String { "http://127.0.0.1:\(port)" }
    /// Everything that was received, in order.
    package var received: [Received] { log.withLock { $0 } }

    /// A port on which nobody listens.
    package static func closedPort() -> Int {
        let (socket, port) = LoopbackSocket.listen(backlog: 64)
        close(socket)
        return port
    }

    /// Waits for the next event that the closure accepts.
    package func event<Value: Sendable>(_ match: (Event) -> Value?) async -> Value? {
        for await event in events {
            if let value = match(event) { return value }
        }
        return nil
    }

    private func start() {
        let listener = listener
        let (answer, continuation) = (answer, continuation)
        // Threads of their own: those of a pool may all be taken by what waits for these.
        _ = startDetachedThread { [weak self] in
            defer { close(listener) }
            var count = 0
            while case let socket = accept(listener, nil, nil), socket >= 0 {
                count += 1
                let connection = Connection(socket: socket, number: count)
                _ = startDetachedThread { [weak self] in
                    connection.serve { received in
                        self?.log.withLock { $0.append(received) }
                        continuation.yield(.received(received))
                        return answer(received)
                    }
                    continuation.yield(.closed(connection.number))
                }
            }
        }
    }
}

/// One connection of a client.
private struct Connection: Sendable {
    let socket: Int32
    let number: Int

    func serve(_ answer: (LoopbackServer.Received) -> LoopbackServer.Reply) {
        defer { close(socket) }
        while let received = receive() {
            switch answer(received) {
            case .bytes(let bytes): send(bytes)
            case .last(let bytes): return send(bytes)
            case .hold: return waitForEnd()
            case .gated(let gate, let bytes):
                gate.pass()
                send(bytes)
            }
        }
    }

    private func waitForEnd() {
        while let bytes = read(), !bytes.isEmpty {}
    }

    private func receive() -> LoopbackServer.Received? {
        var input: [UInt8] = []
        while true {
            guard let bytes = read() else { return nil }
            input += bytes
            if input.first == 0x16 {
                send(Array("not TLS".utf8))
                return nil
            }
            let text = String(decoding: input, as: UTF8.self)
            guard let end = text.utf8.endOfHead else { continue }
            let head = String(decoding: input[..<end], as: UTF8.self)
            guard input.count >= end + contentLength(head) else { continue }
            return LoopbackServer.Received(
                connection: number,
                head: head,
                body: Array(input[end...])
            )
        }
    }

    private func contentLength(_ head: String) -> Int {
        let line = head.split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("content-length:")
        }
        return line.flatMap { Int($0.drop { !$0.isNumber }) } ?? 0
    }

    private func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    private func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

extension String.UTF8View {
    /// The offset after the blank line that ends a head.
    fileprivate var endOfHead: Int? {
        let bytes = Array(self)
        guard bytes.count >= 4 else { return nil }
        return (4...bytes.count).first { bytes[($0 - 4)..<$0].elementsEqual("\r\n\r\n".utf8) }
    }
}

/// The bytes of an answer with a length.
package func answer(_ body: String = "{}", status: Int = 200, headers: String = "") -> [UInt8] {
    answer(Array(body.utf8), status: status, headers: headers)
}

package func answer(_ body: [UInt8], status: Int = 200, headers: String = "") -> [UInt8] {
    let head = "HTTP/1.1 \(status) Text\r\nContent-Length: \(body.count)\r\n\(headers)\r\n"
    return Array(head.utf8) + body
}
