import Synchronization
import Testing
import TuneQL
import TuneQLTransport

struct CancelledWriteTests {
    @Test func `a cancelled INSERT says which rows were created`() async throws {
        let transport = HangingTransport()
        var configuration = Engine.Configuration(transport: transport)
        configuration.authentication = #"{"google": {"type": "null_auth"}}"#
        let session = try Engine(configuration).makeSession()
        let task = Task {
            try await session.run(
                """
                INSERT INTO google.aiplatform.tuning_jobs (projectsId, locationsId, baseModel)
                VALUES ('p', 'us-east1', 'a'), ('p', 'us-east1', 'b'), ('p', 'us-east1', 'c')
                """
            )
        }
        await transport.waitForSecondRequest()
        task.cancel()
        let error = await #expect(throws: QueryError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(error?.message.hasPrefix("row 2 of 3: ") == true)
        #expect(
            error?.help?.hasPrefix(
                """
                row 1 was created: projects/1/locations/us-east1/tuningJobs/1; row 3 was not tried; \
                if it was already sent, the service may still carry it out; \
                before repeating it, check with  SELECT name, state, createTime FROM \
                google.aiplatform.tuning_jobs WHERE projectsId = 'p' AND locationsId = 'us-east1' \
                AND baseModel = 'b' ORDER BY createTime DESC
                """
            ) == true
        )
    }
}

/// Answers the first request, and never the second.
private final class HangingTransport: Transport {
    private let count = Atomic(0)
    private let arrivals = AsyncStream<Void>.makeStream()
    private let silence = AsyncStream<Void>.makeStream()

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard count.add(1, ordering: .relaxed).newValue > 1 else {
            let body = #"{"name": "projects/1/locations/us-east1/tuningJobs/1"}"#
            return HTTPResponse(status: 200, headers: [], body: Array(body.utf8))
        }
        arrivals.continuation.yield()
        // A stream without elements ends when the task is cancelled.
        for await _ in silence.stream {}
        throw TransportError(.cancelled, "the request was cancelled")
    }

    func waitForSecondRequest() async {
        for await _ in arrivals.stream { return }
    }
}
