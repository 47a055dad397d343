import Testing
import TuneQL
import TuneQLEmulator
import TuneQLTransport

/// The examples of the emulator.
struct EmulatorExamples {
    private static let jobs =
        "https://us-central1-aiplatform.googleapis.com"
        + "/v1/projects/demo-project/locations/us-central1/tuningJobs"

    @Test func `a request to the emulator`() {
        let emulator = Emulator(configuration: Emulator.Configuration(seed: 7, jobs: 16))
        let response = emulator.response(
            to: HTTPRequest(
                method: "GET",
                url: "https://us-central1-aiplatform.googleapis.com"
                    + "/v1/projects/demo-project/locations/us-central1/tuningJobs"
            )
        )
        #expect(response.status == 200)
    }

    @Test func `jobs and pages of an emulator`() {
        var configuration = Emulator.Configuration(
            projects: ["p"],
            locations: ["us-central1", "us-east1"],
            latency: .milliseconds(50),
            maximumPageSize: 10
        )
        configuration.jobsPerLocation = 25
        #expect(configuration.jobs == 50)
        #expect(Emulator(configuration: configuration).requestCount == 0)
    }

    @Test func `faults on the way`() async throws {
        let emulator = Emulator()
        var faults = Emulator.Faults()
        faults.inject(.answer(HTTPResponse(status: 503)), at: [0])
        faults.inject(.cut(afterBytes: 100)) { _, request in request.method == "POST" }
        emulator.faults = faults
        let transport = EmulatorTransport(emulator: emulator)
        let request = HTTPRequest(method: "GET", url: Self.jobs)
        #expect(try await transport.response(to: request).status == 503)
        #expect(try await transport.response(to: request).status == 200)
    }

    @Test func `an emulator on a port`() async throws {
        let emulator = Emulator()
        var configuration = Engine.Configuration()
        let server = try await EmulatorServer.start(emulator: emulator)
        configuration.endpoints = ["google.aiplatform": "http://127.0.0.1:\(server.port)"]
        configuration.authentication = #"{"google": {"type": "null_auth"}}"#
        let session = try Engine(configuration).makeSession()
        let results = try await session.run(
            """
            SELECT count(*) FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
            """
        )
        for try await row in results { #expect(row[0] == 100) }
        await server.stop()
    }

    @Test func `a clock that is moved on`() {
        let clock = Emulator.ManualClock()
        let emulator = Emulator(configuration: Emulator.Configuration(clock: clock.clock))
        clock.advance(by: .seconds(3_600))
        #expect(
            emulator.configuration.clock.now() == Emulator.Clock.defaultStart + 3_600_000_000_000
        )
    }

    @Test func `clocks of an emulator`() {
        let start = Emulator.Clock.instant("2026-06-01T00:00:00Z") ?? Emulator.Clock.currentTime
        let sixtyTimesAsFast = Emulator.Clock.running(from: start, speed: 60)
        #expect(sixtyTimesAsFast.start == Emulator.Clock.defaultStart)
    }
}
