import Synchronization
import Testing
import TransportSupport
import TuneQLTransport

@Suite struct CurlTransportTests {
    let transport = CurlTransport()

    private func kind(
        _ request: HTTPRequest,
        _ transport: CurlTransport
    ) async -> TransportError.Kind? {
        do {
            _ = try await transport.response(to: request)
            return nil
        } catch {
            return error.kind
        }
    }

    @Test func `an answer comes with status, headers and body`() async throws {
        let server = LoopbackServer { _ in
            .bytes(answer("gone", status: 410, headers: "X-One:  1 \r\nX-Two: 2\r\n"))
        }
        let response = try await transport.response(
            to: HTTPRequest(method: "GET", url: server.origin + "/a?b=c")
        )
        #expect(response.status == 410)
        #expect(response.headers["x-one"] == "1")
        #expect(response.headers["X-TWO"] == "2")
        #expect(response.body == Array("gone".utf8))
        #expect(server.received.first?.head.hasPrefix("GET /a?b=c HTTP/1.1\r\n") == true)
        #expect(server.received.first?.has(header: "User-Agent: tuneql/0.1.0 (gzip)") == true)
    }

    @Test func `an interim answer is not the answer`() async throws {
        let server = LoopbackServer { _ in
            .bytes(Array("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n".utf8) + answer("ok"))
        }
        let response = try await transport.response(
            to: HTTPRequest(method: "GET", url: server.origin)
        )
        #expect(response.status == 200)
        #expect(response.headers["X-Early"] == nil)
        #expect(server.received.count == 1)
    }

    @Test func `reads in a row share a connection`() async throws {
        let server = LoopbackServer { _ in .bytes(answer()) }
        for _ in 0..<3 {
            _ = try await transport.response(to: HTTPRequest(method: "GET", url: server.origin))
        }
        #expect(server.received.map(\.connection) == [1, 1, 1])
    }

    @Test func `a write is sent once, even when its connection ends without an answer`()
        async throws
    {
        let server = LoopbackServer { $0.method == "GET" ? .bytes(answer()) : .last([]) }
        _ = try await transport.response(to: HTTPRequest(method: "GET", url: server.origin))
        let write = HTTPRequest(method: "POST", url: server.origin, body: Array("{}".utf8))
        #expect(await kind(write, transport) == .interrupted)
        #expect(server.received.map(\.method) == ["GET", "POST"])
    }

    @Test(arguments: [nil, [], Array("{\"a\":\"ü\"}".utf8)] as [[UInt8]?])
    func `a body is sent with its length and type`(body: [UInt8]?) async throws {
        let server = LoopbackServer { _ in .bytes(answer()) }
        let type = HTTPField(name: "Content-Type", value: "application/json")
        _ = try await transport.response(
            to: HTTPRequest(method: "POST", url: server.origin, headers: [type], body: body)
        )
        let received = try #require(server.received.first)
        #expect(received.body == body ?? [])
        #expect(received.has(header: "Content-Length: \(body?.count ?? 0)"))
        #expect(received.has(header: "Content-Type: application/json"))
    }

    @Test(arguments: ["PUT", "PATCH", "DELETE"])
    func `other verbs are sent as they are`(method: String) async throws {
        let server = LoopbackServer { _ in .bytes(answer()) }
        let body = method == "DELETE" ? nil : Array("{}".utf8)
        _ = try await transport.response(
            to: HTTPRequest(method: method, url: server.origin, body: body)
        )
        #expect(server.received.map(\.method) == [method])
        #expect(server.received.first?.body == body ?? [])
    }

    @Test func `a compressed body is decoded`() async throws {
        let server = LoopbackServer { _ in
            .bytes(answer(Self.packed, headers: "Content-Encoding: gzip\r\n"))
        }
        let response = try await transport.response(
            to: HTTPRequest(method: "GET", url: server.origin)
        )
        #expect(String(decoding: response.body, as: UTF8.self) == #"{"tuningJobs":[]}"#)
        #expect(server.received.first?.head.contains("gzip") == true)
    }

    /// `{"tuningJobs":[]}`, packed.
    private static let packed: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 42, 41, 205, 203, 204, 75, 247, 202, 79, 42,
        86, 178, 138, 142, 173, 5, 0, 40, 167, 226, 172, 17, 0, 0, 0,
    ]

    @Test func `packed data in two members is one body`() async throws {
        let server = LoopbackServer { _ in
            .bytes(answer(Self.packed + Self.packed, headers: "Content-Encoding: gzip\r\n"))
        }
        let response = try await transport.response(
            to: HTTPRequest(method: "GET", url: server.origin)
        )
        let text = #"{"tuningJobs":[]}"#
        #expect(String(decoding: response.body, as: UTF8.self) == text + text)
    }

    @Test(arguments: [1, 8, 9, 30])
    func `packed data without its end is no answer`(_ missing: Int) async {
        let server = LoopbackServer { _ in
            .bytes(answer(Self.packed.dropLast(missing), headers: "Content-Encoding: gzip\r\n"))
        }
        await #expect(
            throws: TransportError(.malformed, "the response's gzip data is incomplete")
        ) {
            try await transport.response(to: HTTPRequest(method: "GET", url: server.origin))
        }
    }

    @Test(
        arguments: [
            (
                "Content-Encoding: br\r\n", [1, 2],
                "the response is encoded as br, which was not requested"
            ),
            (
                "Content-Encoding: gzip\r\n", packed.dropLast(8) + [0, 0, 0, 0, 17, 0, 0, 0],
                "the response's gzip data is corrupt"
            ),
            (
                "Content-Encoding: gzip\r\n", packed + [1, 2, 3],
                "the response's gzip data is corrupt"
            ),
            ("Content-Length: 7\r\n", [1, 2], "the response declares two lengths, 2 and 7 bytes"),
            (
                "content-length: 2, 3\r\n", [1, 2],
                "the response declares two lengths, 2 and 3 bytes"
            ),
        ] as [(String, [UInt8], String)]
    )
    func `an answer that contradicts itself is refused`(
        _ headers: String,
        _ body: [UInt8],
        _ message: String
    ) async {
        let server = LoopbackServer { _ in .bytes(answer(body, headers: headers)) }
        await #expect(throws: TransportError(.malformed, message)) {
            try await transport.response(to: HTTPRequest(method: "GET", url: server.origin))
        }
    }

    @Test func `a length that is said twice is one length`() async throws {
        let server = LoopbackServer { _ in
            .bytes(answer([1, 2], headers: "Content-Length: 2, 2\r\n"))
        }
        let response = try await transport.response(
            to: HTTPRequest(method: "GET", url: server.origin)
        )
        #expect(response.body == [1, 2])
    }

    @Test func `a head of 300 KB is refused`() async {
        let lines = (0..<300).map { "X-\($0): \(String(repeating: "y", count: 1016))\r\n" }
        let server = LoopbackServer { _ in .bytes(answer([1], headers: lines.joined())) }
        await #expect(
            throws: TransportError(.malformed, "the response head is larger than 256 KB")
        ) {
            try await transport.response(to: HTTPRequest(method: "GET", url: server.origin))
        }
    }

    @Test func `a redirect is handed over, not followed`() async throws {
        let server = LoopbackServer { _ in
            .bytes(answer(status: 302, headers: "Location: /elsewhere\r\n"))
        }
        let response = try await transport.response(
            to: HTTPRequest(method: "GET", url: server.origin)
        )
        #expect(response.status == 302)
        #expect(server.received.count == 1)
    }

    @Test(
        arguments: [
            ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345", .interrupted),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n", .interrupted),
            ("HTTP/1.1 200 OK\r\nContent-Le", .interrupted),
            (
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n\u{1F}",
                .interrupted
            ),
            ("", .interrupted),
            ("SSH-2.0-OpenSSH_9.2\r\n", .malformed),
            (
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
                .malformed
            ),
        ] as [(String, TransportError.Kind)]
    )
    func `a broken answer is an error, never a short body`(
        text: String,
        expected: TransportError.Kind
    ) async {
        let server = LoopbackServer { _ in .last(Array(text.utf8)) }
        let request = HTTPRequest(method: "GET", url: server.origin)
        #expect(await kind(request, transport) == expected)
        #expect(server.received.count == 1)
    }

    @Test func `a body above the limit is an error`() async {
        var configuration = CurlTransport.Configuration()
        configuration.maximumBodySize = 10
        let transport = CurlTransport(configuration: configuration)
        let server = LoopbackServer { _ in .bytes(answer("12345678901")) }
        let request = HTTPRequest(method: "GET", url: server.origin)
        #expect(await kind(request, transport) == .malformed)
        #expect(server.received.count == 1)
    }

    @Test func `a refused connection is an error before sending`() async {
        let url = "http://127.0.0.1:\(LoopbackServer.closedPort())"
        #expect(await kind(HTTPRequest(method: "POST", url: url), transport) == .connect)
    }

    @Test func `without libcurl the error says what to install`() async {
        var configuration = CurlTransport.Configuration()
        configuration.libraryName = "libabsent.so.4"
        let transport = CurlTransport(configuration: configuration)
        await #expect(
            throws: TransportError(
                .unsendable,
                "libabsent.so.4 could not be loaded, so no request can be made; install libcurl "
                    + "(Debian, Ubuntu: apt install libcurl4; Fedora: dnf install libcurl; "
                    + "Alpine: apk add libcurl)"
            )
        ) { try await transport.response(to: getRequest) }
    }

    @Test func `a host without TLS is refused`() async {
        let server = LoopbackServer { _ in .bytes(answer()) }
        let request = HTTPRequest(method: "GET", url: "https://127.0.0.1:\(server.port)")
        #expect(await kind(request, transport) == .tls)
        #expect(server.received.isEmpty)
    }

    @Test func `a server that stays silent runs into the limit`() async {
        var configuration = CurlTransport.Configuration()
        configuration.timeLimit = .milliseconds(200)
        let transport = CurlTransport(configuration: configuration)
        let server = LoopbackServer { _ in .hold }
        let request = HTTPRequest(method: "GET", url: server.origin)
        #expect(await kind(request, transport) == .timedOut)
        // How far the request gets in this time is up to the machine; it is never sent again.
        #expect(server.received.count <= 1)
    }

    @Test func `a request may have a limit of its own`() async {
        let server = LoopbackServer { _ in .hold }
        var request = HTTPRequest(method: "GET", url: server.origin)
        request.timeLimit = .milliseconds(200)
        #expect(await kind(request, transport) == .timedOut)
    }

    @Test(arguments: ["ftp://127.0.0.1/", "file:///etc/hostname", "no url"])
    func `only http is spoken`(url: String) async {
        let kind = await kind(HTTPRequest(method: "GET", url: url), transport)
        #expect(kind == .malformed || kind == .connect)
    }

    @Test func `a line break in a header is refused before anything is sent`() async {
        let server = LoopbackServer { _ in .bytes(answer()) }
        let field = HTTPField(name: "X-A", value: "1\r\nX-B: 2")
        let request = HTTPRequest(method: "GET", url: server.origin, headers: [field])
        #expect(await kind(request, transport) == .unsendable)
        #expect(server.received.isEmpty)
    }

    @Test func `cancelling the task closes the connection`() async throws {
        let server = LoopbackServer { _ in .hold }
        let request = HTTPRequest(method: "GET", url: server.origin)
        let task = Task { await kind(request, transport) }
        let connection = await server.event {
            if case .received(let request) = $0 { request.connection } else { nil }
        }
        task.cancel()
        #expect(await task.value == .cancelled)
        let closed = await server.event { if case .closed(let number) = $0 { number } else { nil } }
        #expect(closed == connection)
    }

    @Test func `a task that is already cancelled sends nothing`() async {
        let server = LoopbackServer { _ in .bytes(answer()) }
        let request = HTTPRequest(method: "GET", url: server.origin)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await kind(request, transport)
        }
        #expect(await task.value == .cancelled)
        #expect(server.received.isEmpty)
    }

    @Test func `no more requests than the limit are under way at a time`() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.maximumParallelTransfers = 2
        let transport = CurlTransport(configuration: configuration)
        let gate = LoopbackServer.Gate()
        let arrivals = Mutex(0)
        let server = LoopbackServer { _ in
            let count = arrivals.withLock { count in
                count += 1
                return count
            }
            // The first waits for the second, so that both are seen to be under way together.
            if count == 2 { gate.open() }
            return count == 1 ? .gated(gate, answer()) : .bytes(answer())
        }
        let url = server.origin
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await transport.response(to: HTTPRequest(method: "GET", url: url)).status
                }
            }
            for try await status in group { #expect(status == 200) }
        }
        #expect(Set(server.received.map(\.connection)) == [1, 2])
    }

    @Test func `the transport's end closes kept connections`() async throws {
        let server = LoopbackServer { _ in .bytes(answer()) }
        var transport: CurlTransport? = CurlTransport()
        _ = try await transport?.response(to: HTTPRequest(method: "GET", url: server.origin))
        transport = nil
        let closed = await server.event { if case .closed(let number) = $0 { number } else { nil } }
        #expect(closed == 1)
    }
}
