import Synchronization
import Testing
import TuneQLEmulator
import TuneQLJSON
import TuneQLTransport

@Suite struct FaultTests {
    private let emulator = Emulator(
        configuration: Emulator.Configuration(clock: .fixed(), isRecording: true)
    )

    private func list(_ query: String = "") async throws(TransportError) -> HTTPResponse {
        try await EmulatorTransport(emulator: emulator).response(
            to: HTTPRequest(method: "GET", url: "https://x/\(jobsPath)?\(query)")
        )
    }

    @Test func `an answer is given to the requests that the script picks`() async throws {
        var faults = Emulator.Faults()
        faults.inject(.answer(HTTPResponse(status: 503)), at: [0, 2])
        emulator.faults = faults
        var statuses: [Int] = []
        for _ in 0..<4 { statuses.append(try await list().status) }
        #expect(statuses == [503, 200, 503, 200])
        #expect(emulator.requestCount == 4)
        #expect(emulator.recordedRequests.count == 4)
    }

    @Test func `numbers start anew with a new script`() async throws {
        _ = try await list()
        var faults = Emulator.Faults()
        faults.inject(.answer(HTTPResponse(status: 500)), at: [0])
        emulator.faults = faults
        #expect(try await list().status == 500)
    }

    @Test func `a cut connection brings no answer, but the request counts`() async throws {
        var faults = Emulator.Faults()
        faults.inject(.cut(afterBytes: 10)) { _, request in request.method == "POST" }
        emulator.faults = faults
        let before = try emulator.names().count
        let error = await #expect(throws: TransportError.self) {
            try await EmulatorTransport(emulator: emulator).response(
                to: HTTPRequest(
                    method: "POST",
                    url: "https://x/\(jobsPath)",
                    body: minimalBody.bytes
                )
            )
        }
        #expect(error?.kind == .interrupted)
        #expect(try emulator.names().count == before + 1)
    }

    @Test func `a page can be followed by itself`() async throws {
        let token = try emulator.get("\(jobsPath)?pageSize=2")["nextPageToken"]?.string ?? ""
        var faults = Emulator.Faults()
        faults.inject(.repeatedPageToken) { _, _ in true }
        emulator.faults = faults
        let page = try JSONValue(parsing: try await list("pageSize=2&pageToken=\(token)").body)
        #expect(page["nextPageToken"]?.string == token)
        #expect(page["tuningJobs"]?.array?.count == 2)
    }

    @Test func `a body can end in the middle`() async throws {
        var faults = Emulator.Faults()
        faults.inject(.malformedJSON, at: [0])
        emulator.faults = faults
        let body = try await list().body
        #expect(throws: JSONError.self) { try JSONValue(parsing: body) }
    }

    @Test func `a cancelled task gets no answer`() async throws {
        let task = Task { () async throws(TransportError) -> HTTPResponse in
            while !Task.isCancelled { await Task.yield() }
            return try await list()
        }
        task.cancel()
        let error = await #expect(throws: TransportError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
    }

    @Test func `latency is waited for with the clock that is given`() async throws {
        let configuration = Emulator.Configuration(clock: .fixed(), latency: .seconds(3600))
        let clock = CountingClock()
        let transport = EmulatorTransport(
            emulator: Emulator(configuration: configuration),
            clock: clock
        )
        let request = HTTPRequest(method: "GET", url: "https://x/\(jobsPath)")
        #expect(try await transport.response(to: request).status == 200)
        #expect(clock.waited.withLock { $0 } == .seconds(3600))
    }
}

/// A clock whose sleepers wake at once.
private final class CountingClock: Clock {
    struct Instant: InstantProtocol {
        var offset = Duration.zero
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
    }

    let waited = Mutex(Duration.zero)
    var now: Instant { Instant() }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        waited.withLock { $0 += deadline.offset }
    }
}
