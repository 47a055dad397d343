import Logging
import Synchronization
import Testing
import TuneQL
import TuneQLCalls
import TuneQLEmulator
import TuneQLTransport

/// What programs that embed the engine see of its calls.
struct ObservationTests {
    private static let list = World.filled("SELECT name FROM %t WHERE %w")

    private static func configuration(_ transport: any Transport) -> Engine.Configuration {
        var configuration = Engine.Configuration(transport: transport)
        configuration.authentication = #"{"google": {"type": "null_auth"}}"#
        return configuration
    }

    private static func emulator(jobs: Int = 250) -> Emulator {
        var configuration = Emulator.Configuration(
            projects: World.projects,
            locations: World.locations,
            clock: .fixed()
        )
        configuration.jobsPerLocation = jobs
        return Emulator(configuration: configuration)
    }

    @Test func `the counters of an engine go on over its sessions`() async throws {
        let transport = EmulatorTransport(emulator: Self.emulator())
        let engine = try Engine(Self.configuration(transport))
        #expect(engine.counters == CallCounts())
        #expect(try await engine.makeSession().rows(Self.list).count == 250)
        #expect(engine.counters.calls == 3)
        #expect(engine.counters.pages == 3)
        #expect(engine.counters.rows == 250)
        #expect(engine.counters.requests == 3)
        #expect(engine.counters.bytes > 10_000)
        _ = try await engine.makeSession().rows(Self.list)
        #expect(engine.counters.rows == 500)
    }

    @Test func `the logger gets an entry for each exchange, with metadata and without secrets`()
        async throws
    {
        let entries = LogEntries()
        var configuration = Self.configuration(EmulatorTransport(emulator: Self.emulator()))
        var logger = Logger(label: "test") { _ in entries.handler }
        logger.logLevel = .debug
        configuration.logger = logger
        let session = try Engine(configuration).makeSession()
        _ = try await session.rows(Self.list)
        _ = await session.error(
            World.filled("SELECT name FROM %t WHERE %w AND filter = 'ya29.planted ='")
        )
        let all = entries.all
        #expect(all.count == 4)
        #expect(
            all.allSatisfy { $0.message == "response received" && $0.metadata["duration"] != nil }
        )
        #expect(all.map { $0.metadata["status"] } == ["200", "200", "200", "400"])
        #expect(Set(all.compactMap { $0.metadata["request-id"] }).count == 4)
        #expect(Set(all.compactMap { $0.metadata["trace-id"] }).count == 2)
        #expect(all.allSatisfy { $0.metadata["trace-id"]?.utf8.count == 32 })
        #expect(all.allSatisfy { $0.metadata["method"] == "GET" })
        #expect(all[0].metadata["url"]?.hasPrefix("https://us-central1-aiplatform.") == true)
        #expect(!all.contains { $0.metadata.values.contains { $0.contains("planted") } })
    }

    @Test func `a logger of a higher level costs and gets nothing`() async throws {
        let entries = LogEntries()
        var configuration = Self.configuration(EmulatorTransport(emulator: Self.emulator()))
        configuration.logger = Logger(label: "test") { _ in entries.handler }
        configuration.logger.logLevel = .warning
        _ = try await Engine(configuration).makeSession().rows(Self.list)
        #expect(entries.all.isEmpty)
    }

    @Test func `errors hold no secret, wherever they come from`() async throws {
        let engine = try Engine(Self.configuration(EmulatorTransport(emulator: Self.emulator())))
        let error = try await engine.makeSession().error("SELECT ya29.planted")
        #expect(error?.message.contains("planted") == false)
        #expect(error?.code == .unknownName)
    }

    @Test func `requests tell the trace of their statement`() async throws {
        let transport = RecordingTransport(EmulatorTransport(emulator: Self.emulator()))
        let keeper = HeaderKeeper(transport)
        let session = try Engine(Self.configuration(keeper)).makeSession()
        _ = try await session.rows(Self.list)
        _ = try await session.rows(Self.list)
        let traces = keeper.values("traceparent").map { $0.split(separator: "-")[1] }
        #expect(traces.count == 6)
        #expect(Set(traces).count == 2)
        #expect(Set(keeper.values("traceparent")).count == 6)
    }
}

/// Keeps the entries of a logger.
private final class LogEntries: Sendable {
    struct Entry: Sendable {
        var message: String
        var metadata: [String: String]
    }

    private let entries = Mutex<[Entry]>([])

    var all: [Entry] { entries.withLock { $0 } }
    var handler: any LogHandler { Handler(entries: self) }

    private struct Handler: LogHandler {
        let entries: LogEntries
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let texts = (event.metadata ?? [:]).mapValues { "\($0)" }
            entries.entries.withLock {
                $0.append(Entry(message: "\(event.message)", metadata: texts))
            }
        }
    }
}

/// Keeps the headers of requests.
private final class HeaderKeeper: Transport {
    private let inner: any Transport
    private let headers = Mutex<[[HTTPField]]>([])

    init(_ inner: any Transport) { self.inner = inner }

    func values(_ name: String) -> [String] { headers.withLock { $0.compactMap { $0[name] } } }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        headers.withLock { $0.append(request.headers) }
        return try await inner.response(to: request)
    }
}
