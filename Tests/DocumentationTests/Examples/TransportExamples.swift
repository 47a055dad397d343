import ProgramSupport
import Testing
import TuneQL
import TuneQLEmulator
import TuneQLTransport

/// The examples of transports.
struct TransportExamples {
    /// Answers every request with an empty object.
    struct EmptyResponses: Transport {
        func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            HTTPResponse(
                status: 200,
                headers: [HTTPField(name: "Content-Type", value: "application/json")],
                body: Array("{}".utf8)
            )
        }
    }

    @Test func `a transport of one's own`() async throws {
        var configuration = Engine.Configuration(transport: EmptyResponses())
        configuration.authentication = #"{"google": {"type": "null_auth"}}"#
        let session = try Engine(configuration).makeSession()
        let results = try await session.run(
            """
            SELECT count(*) FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
            """
        )
        for try await row in results { #expect(row[0] == 0) }
    }

    @Test func `requests and fields`() {
        let request = HTTPRequest(
            method: "POST",
            url: "https://jobs.example/v1/jobs",
            headers: [HTTPField(name: "Content-Type", value: "application/json")],
            body: Array(#"{"name": "first"}"#.utf8)
        )
        #expect(request.headers["content-type"] == "application/json")
    }

    @Test func `limits of libcurl's transport`() {
        var configuration = CurlTransport.Configuration()
        configuration.timeLimit = .seconds(20)
        configuration.certificateFile = "/etc/ssl/certs/company.pem"
        let transport = CurlTransport(configuration: configuration)
        #expect(transport.configuration.connectTimeLimit == .seconds(10))
    }

    @Test func `whether a request may have had an effect`() async {
        let transport = CurlTransport()
        var mayHaveActed = true
        do {
            let request = HTTPRequest(method: "POST", url: "http://127.0.0.1:1/")
            _ = try await transport.response(to: request)
        } catch {
            mayHaveActed = !error.isBeforeSending
        }
        #expect(!mayHaveActed)
    }

    @Test func `a recording and its replay`() async throws {
        let emulator = Emulator(configuration: Emulator.Configuration(clock: .fixed()))
        let request = HTTPRequest(
            method: "GET",
            url: "https://us-central1-aiplatform.googleapis.com"
                + "/v1/projects/demo-project/locations/us-central1/tuningJobs"
        )
        try await TemporaryDirectory.use { directory in
            let path = "\(directory)/run.jsonl"
            let recording = try RecordingTransport(
                EmulatorTransport(emulator: emulator),
                file: path
            )
            let response = try await recording.response(to: request)
            let replay = try ReplayTransport(file: path)
            let again = try await replay.response(to: request)
            #expect(again.body == response.body)
            #expect(replay.unusedCount == 0)
        }
    }
}
