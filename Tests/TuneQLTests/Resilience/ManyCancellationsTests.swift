import Testing
import TuneQL
import TuneQLTransport

/// Statements that wait for a server on this machine and are cancelled, many at a time.
@Suite(.timeLimit(.minutes(20))) struct ManyCancellationsTests {
    @Test func `a thousand cancelled statements leave no thread, descriptor or socket`() async {
        // In a process of its own, where nobody else opens anything.
        await #expect(processExitsWith: .success) {
            let crowd = try Crowd()
            // What stays is there after the first crowd.
            _ = await crowd.runAndCancel()
            let before = try await ProcessFigures.atRest(threads: Crowd.threadsAtRest)
            var times: [Duration] = []
            for _ in 0..<16 { times.append(await crowd.runAndCancel()) }
            let after = try await ProcessFigures.atRest(threads: before.threads)
            #expect(after.threads <= before.threads)
            #expect(after.descriptors <= before.descriptors)
            #expect(after.sockets <= before.sockets)
            let longest = times.max() ?? .zero
            // The aim is 100 ms; a busy machine gets more.
            #expect(longest < .seconds(2))
            ProcessFigures.report("1,024 cancelled statements: before \(before); after \(after)")
            ProcessFigures.report(
                "64 calls in flight, cancelled: at an end after \(longest) at most"
            )
        }
    }
}

/// Sessions of one engine, each with a statement that waits for an answer.
private struct Crowd {
    private static let size = 64
    /// The threads of the pools and of the transport, when no session has work.
    static let threadsAtRest = 24

    private let server = SilentServer()
    private let sessions: [Session]

    init() throws {
        var configuration = Engine.Configuration()
        configuration.authentication = #"{"google": {"type": "null_auth"}}"#
        configuration.endpoints = ["google.aiplatform": server.origin]
        let engine = try Engine(configuration)
        sessions = try (0..<Self.size).map { _ in try engine.makeSession() }
    }

    /// Answers how long it took from cancelling all statements to the end of the last.
    func runAndCancel() async -> Duration {
        let tasks = sessions.map { session in
            Task { await session.error(World.filled("SELECT name FROM %t WHERE %w"))?.code }
        }
        for await _ in server.arrivals.prefix(Self.size) {}
        let start = ContinuousClock.now
        for task in tasks { task.cancel() }
        for task in tasks { #expect(await task.value == .cancelled) }
        let duration = start.duration(to: .now)
        for await _ in server.closings.prefix(Self.size) {}
        return duration
    }
}
