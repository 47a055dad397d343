import TestSupport
import Testing
import TuneQLHTTP

@Suite struct MetadataServerTests {
    private static let flavor = [HTTPField(name: "metadata-flavor", value: "Google")]
    private static let account =
        "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default"
    private let clock = ManualClock()

    private func source(
        _ transport: any Transport,
        _ environment: [String: String] = [:],
        productNameFile: String = "/nonexistent"
    ) -> any CredentialSource {
        Credentials.resolve(
            authJSON: nil,
            environment: environment,
            transport: transport,
            clock: clock,
            now: { 0 },
            productNameFile: productNameFile
        )
    }

    private func services(_ headers: [HTTPField] = flavor) -> TokenServices {
        TokenServices(
            [
                "http://169.254.169.254/": "computeMetadata/",
                "\(Self.account)/token": #"{"access_token":"machine-1","expires_in":300}"#,
                "http://10.0.0.1:80/": #"{"access_token":"machine-2","expires_in":300}"#,
            ],
            headers: headers
        )
    }

    @Test func `a metadata server is found, then asked for a token`() async throws {
        let transport = services()
        #expect(try await bearer(source(transport)) == "Bearer machine-1")
        #expect(transport.urls == ["http://169.254.169.254/", "\(Self.account)/token"])
        #expect(transport.requests.allSatisfy { $0.headers["Metadata-Flavor"] == "Google" })
        #expect(transport.requests.allSatisfy { $0.isDirect })
        #expect(transport.requests[0].timeLimit == .seconds(3))
    }

    @Test func `variables say where it is, and how long to wait for it`() async throws {
        let transport = services()
        let environment = ["GCE_METADATA_HOST": "10.0.0.1:80", "GCE_METADATA_TIMEOUT": "0.5"]
        #expect(try await bearer(source(transport, environment)) == "Bearer machine-2")
        #expect(transport.requests[0].timeLimit == .milliseconds(500))
        #expect(transport.urls[0] == "http://10.0.0.1:80/")
    }

    @Test func `what answers without the flavor is none`() async {
        let transport = services([])
        #expect(await failure(source(transport))?.kind == .missing)
        #expect(transport.requests.count == 1)
    }

    @Test(
        arguments: [([:], 1), (["GCE_METADATA_IP": "10.0.0.1"], 3), (["K_SERVICE": "s"], 3)]
            as [([String: String], Int)]
    )
    func `one question has to do where nothing tells of it`(
        environment: [String: String],
        count: Int
    ) async {
        let transport = TokenServices([:])
        #expect(await failure(source(transport, environment))?.kind == .missing)
        #expect(transport.requests.count == count)
        #expect(clock.sleeps.isEmpty)
    }

    @Test func `a machine of Google's needs no question`() async throws {
        let folder = try Folder()
        let file = try folder.write("product_name", "Google Compute Engine\n")
        let transport = services()
        let source = source(transport, productNameFile: file)
        #expect(try await bearer(source) == "Bearer machine-1")
        #expect(transport.requests.count == 1)
    }

    @Test func `gcloud comes first where nothing tells of a metadata server`() async throws {
        let folder = try Folder()
        try folder.write("gcloud", "#!/bin/sh\necho from-gcloud\n", mode: 0o700)
        let transport = services()
        let source = source(transport, ["PATH": folder.path])
        #expect(try await bearer(source) == "Bearer from-gcloud")
        #expect(transport.requests.isEmpty)
    }

    @Test func `nobody is asked when that is not wanted`() async {
        let transport = services()
        let source = source(transport, ["NO_GCE_CHECK": "True", "K_SERVICE": "s"])
        #expect(await failure(source)?.kind == .missing)
        #expect(transport.requests.isEmpty)
    }
}
