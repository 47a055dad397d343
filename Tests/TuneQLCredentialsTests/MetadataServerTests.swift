import TestSupport
import Testing
import TransportSupport
import TuneQLCredentials
import TuneQLTransport

@Suite struct MetadataServerTests {
    private static let flavor = [HTTPField(name: "metadata-flavor", value: "Google")]
    private static let universe =
        "http://metadata.google.internal/computeMetadata/v1/universe/universe-domain"
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
                Self.universe: "googleapis.com\n",
                "http://10.0.0.1:80/": #"{"access_token":"machine-2","expires_in":300}"#,
                "http://10.0.0.1:80/computeMetadata/v1/universe": "",
            ],
            headers: headers
        )
    }

    @Test func `a metadata server is found, then asked for a token`() async throws {
        let transport = services()
        #expect(try await bearer(source(transport)) == "Bearer machine-1")
        let urls = ["http://169.254.169.254/", Self.universe, "\(Self.account)/token"]
        #expect(transport.urls == urls)
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
        let folder = try TemporaryFolder()
        let file = try folder.write("product_name", "Google Compute Engine\n")
        let transport = services()
        let source = source(transport, productNameFile: file)
        #expect(try await bearer(source) == "Bearer machine-1")
        #expect(transport.urls == [Self.universe, "\(Self.account)/token"])
    }

    @Test func `gcloud comes first where nothing tells of a metadata server`() async throws {
        let folder = try TemporaryFolder()
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

    /// A server on a machine of the cloud that the answer tells.
    private func machine(_ universe: HTTPResponse) -> TokenServices {
        TokenServices { request, _ in
            guard request.url != Self.universe else { return universe }
            let token = #"{"access_token":"machine-1","expires_in":8}"#
            return HTTPResponse(status: 200, headers: Self.flavor, body: Array(token.utf8))
        }
    }

    @Test(
        arguments: [
            (404, "", "googleapis.com"), (200, "", "googleapis.com"),
            (200, "googleapis.com", "googleapis.com"), (200, "cloud.example\n", "cloud.example"),
        ] as [(Int, String, String)]
    )
    func `a machine tells its cloud, and works in no other`(
        status: Int,
        text: String,
        universe: String
    ) async throws {
        let answer = HTTPResponse(status: status, headers: Self.flavor, body: Array(text.utf8))
        for domain in ["googleapis.com", "cloud.example"] {
            let source = source(machine(answer), ["GOOGLE_CLOUD_UNIVERSE_DOMAIN": domain])
            if domain == universe {
                #expect(try await bearer(source) == "Bearer machine-1")
            } else {
                #expect(
                    await failure(source)?.message
                        == "the metadata server belongs to the cloud \(universe), but calls go "
                        + "to \(domain)"
                )
            }
        }
    }

    @Test func `a machine is asked for its cloud once`() async throws {
        let transport = machine(HTTPResponse(status: 404))
        let source = source(transport)
        let first = try await source.authorization(replacing: nil)
        _ = try await source.authorization(replacing: first)
        #expect(transport.urls.filter { $0 == Self.universe }.count == 1)
        #expect(transport.urls.filter { $0 == "\(Self.account)/token" }.count == 2)
    }
}
