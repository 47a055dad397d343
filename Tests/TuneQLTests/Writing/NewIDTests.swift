import TestSupport
import Testing
import TuneQL
import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLTransport

/// The optional query parameter that gives a new resource its id.
@Suite struct NewIDTests {
    private static let things = "acme.warehouse.things"
    private static let hint = "thingId gives the new resource its id"

    /// A service that refuses every creation.
    private struct Refusal: Transport {
        func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            let body = #"{"error": {"code": 400, "message": "invalid argument"}}"#
            return HTTPResponse(status: 400, body: Array(body.utf8))
        }
    }

    private func session() throws -> Session {
        let url = "https://warehouse.example"
        let create = Method(
            name: "create",
            verb: .insert,
            httpMethod: "POST",
            path: "/v1/{shop}/things",
            host: HostRule(otherwise: url, fallback: url),
            parameters: [
                Parameter(name: "shop", location: .path, isRequired: true),
                Parameter(
                    name: "thingId",
                    location: .query,
                    isRequired: false,
                    description: "Up to 63 letters."
                ),
            ],
            requestMessage: "Thing",
            newIDParameter: "thingId"
        )
        let title = Field(name: "title", type: .string(format: nil))
        let resource = Resource(
            provider: "acme",
            service: "warehouse",
            name: "things",
            columns: [title],
            methods: [create]
        )
        var writer = try CatalogWriter()
        try writer.add(Provider(name: "acme", version: "v1"))
        try writer.add(
            ServiceContents(
                service: Service(provider: "acme", name: "warehouse", version: "v1"),
                resources: [resource],
                messages: [Message(name: "Thing", fields: [title])]
            )
        )
        var configuration = Engine.Configuration(transport: Refusal())
        configuration.catalogs = [.compiled(try writer.image())]
        let client = APIClient(
            transport: Refusal(),
            credentials: StaticCredentials.none,
            clock: ManualClock()
        )
        return try Engine(configuration, client: client).makeSession(policy: Session.Policy())
    }

    @Test func `an INSERT without a parameter is told of it`() async throws {
        let sql = "INSERT INTO \(Self.things)(title) VALUES ('t')"
        let error = await (try session()).error(sql)
        #expect(error?.message == "things cannot be created without shop")
        #expect(error?.help == "create needs shop; \(Self.hint)")
    }

    @Test func `a refusal tells of it when it was not given`() async throws {
        let session = try session()
        let without = "INSERT INTO \(Self.things)(shop, title) VALUES ('s', 't')"
        #expect(await session.error(without)?.help == "\(Self.hint), if that is what is missing")
        let with = "INSERT INTO \(Self.things)(shop, thingId, title) VALUES ('s', 'i', 't')"
        #expect(await session.error(with)?.help == nil)
    }

    @Test func `DESCRIBE METHOD and SHOW INSERT have it`() async throws {
        let session = try session()
        let described = try await session.rows("DESCRIBE EXTENDED METHOD \(Self.things).create")
        #expect(described[1].first == "thingId")
        #expect(described[1].last == "The id of the new resource. Up to 63 letters.")
        for hint in ["", "/*+ REQUIRED */ "] {
            let shown = try await session.rows("SHOW INSERT \(hint)INTO \(Self.things)")
            let text = if case .text(let text)? = shown.first?.first { text } else { "" }
            #expect(text.contains("    shop,\n    thingId"))
        }
    }
}
