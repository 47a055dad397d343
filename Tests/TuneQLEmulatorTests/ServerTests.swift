import Testing
import TuneQLEmulator
import TuneQLJSON
import TuneQLTransport

@Suite struct ServerTests {
    private func withServer(
        _ configuration: Emulator.Configuration = Emulator.Configuration(clock: .fixed()),
        _ body: (Emulator, Int) async throws -> Void
    ) async throws {
        let emulator = Emulator(configuration: configuration)
        let server = try await EmulatorServer.start(emulator: emulator)
        do {
            try await body(emulator, server.port)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func get(_ path: String, close: Bool = true) -> String {
        "GET /\(path) HTTP/1.1\r\nHost: localhost\r\n\(close ? "Connection: close\r\n" : "")\r\n"
    }

    @Test func `a page comes with its length`() async throws {
        try await withServer { emulator, port in
            let answer = try await RawClient.exchange(get("\(jobsPath)?pageSize=2"), port: port)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
            let page = emulator.response(
                to: HTTPRequest(method: "GET", url: "http://x/\(jobsPath)?pageSize=2")
            )
            #expect(Array(parts[1].utf8) == page.body)
            #expect(parts[0].contains("Content-Length: \(page.body.count)"))
        }
    }

    @Test func `a connection carries several requests, in order`() async throws {
        try await withServer { emulator, port in
            let text =
                get("\(jobsPath)/1", close: false)
                + "POST /\(jobsPath) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2\r\n{}\r\n0\r\n\r\n" + get("nope")
            let answer = try await RawClient.exchange(text, port: port)
            let statuses = answer.matches(of: /HTTP\/1.1 (\d+)/).map(\.1)
            #expect(statuses == ["404", "400", "404"])
            #expect(answer.contains("tuning_job.base_model"))
            #expect(emulator.requestCount == 3)
        }
    }

    @Test func `bodies can come in chunks`() async throws {
        let configuration = Emulator.Configuration(clock: .fixed(), isChunked: true)
        try await withServer(configuration) { _, port in
            let answer = try await RawClient.exchange(get(jobsPath), port: port)
            #expect(answer.lowercased().contains("transfer-encoding: chunked"))
            #expect(!answer.contains("Content-Length"))
            #expect(answer.contains("\r\n4000\r\n") && answer.hasSuffix("\r\n0\r\n\r\n"))
        }
    }

    @Test func `a cut ends the connection within the body`() async throws {
        try await withServer { emulator, port in
            var faults = Emulator.Faults()
            faults.inject(.cut(afterBytes: 20), at: [0])
            emulator.faults = faults
            let answer = try await RawClient.exchange(get(jobsPath, close: false), port: port)
            let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
            #expect(parts[0].contains("Content-Length: "))
            #expect(parts[1].utf8.count == 20)
        }
    }

    @Test func `the Host header decides the location that is served`() async throws {
        try await withServer { _, port in
            let text = get(jobsPath).replacing(
                "localhost",
                with: "us-east1-aiplatform.googleapis.com"
            )
            let answer = try await RawClient.exchange(text, port: port)
            #expect(answer.contains("`us-east1`"))
        }
    }

    @Test func `latency delays answers`() async throws {
        let configuration = Emulator.Configuration(clock: .fixed(), latency: .milliseconds(30))
        try await withServer(configuration) { _, port in
            let start = ContinuousClock.now
            _ = try await RawClient.exchange(get("\(jobsPath)/1"), port: port)
            #expect(start.duration(to: .now) >= .milliseconds(30))
        }
    }

    @Test func `a stopped server closes its connections`() async throws {
        let server = try await EmulatorServer.start(emulator: stillEmulator())
        async let answer = RawClient.exchange("GET ", port: server.port)
        await server.stop()
        let text = try? await answer
        #expect(text == nil || text == "")
    }
}
