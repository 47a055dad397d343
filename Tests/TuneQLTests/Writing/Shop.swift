import TestSupport
import TuneQL
import TuneQLCalls
import TuneQLCredentials
import TuneQLTransport

/// An invented service with all verbs, and a session that reaches it in process.
struct Shop {
    static let items = "shop.stock.items"

    let transport = RecordingTransport(ShopTransport())
    let session: Session

    init(policy: Session.Policy = Session.Policy()) throws {
        var configuration = Engine.Configuration(transport: transport)
        configuration.catalogs = [try .project("Tests/TuneQLTests/Resources/writes")]
        let client = APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            clock: ManualClock()
        )
        session = try Engine(configuration, client: client).makeSession(policy: policy)
    }

    /// The requests so far: `DELETE v1/shops/s/items/a`, with the update mask and the body.
    var requests: [String] {
        transport.requests.map { request in
            var words = [request.method, request.path]
            for (name, value) in request.query.sorted(by: { $0.key < $1.key }) {
                words.append("\(name)=\(value)")
            }
            if let body = request.body { words.append(body) }
            return words.joined(separator: " ")
        }
    }

    /// A statement with the table of items for `%t`, and the WHERE of an item for `%w`.
    static func filled(_ sql: String) -> String {
        sql.replacing("%t", with: items)
            .replacing("%w", with: "WHERE shopsId = 's' AND itemsId = 'a'")
    }

    /// The message of a statement.
    func message(_ sql: String) async throws -> String? {
        try await session.run(Self.filled(sql)).message
    }

    func rows(_ sql: String) async throws -> [[Value]] {
        try await session.rows(Self.filled(sql))
    }

    func error(_ sql: String) async -> QueryError? {
        await session.error(Self.filled(sql))
    }
}

/// Answers as the service would: with three items, with the changed item, or with nothing.
///
/// An item called `locked` is refused.
private struct ShopTransport: Transport {
    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let sent = SentRequest(request)
        if sent.path.hasSuffix("/locked") {
            let body = #"{"error": {"code": 403, "message": "it is locked"}}"#
            return HTTPResponse(status: 403, body: Array(body.utf8))
        }
        let path = sent.path.split(separator: "/").dropFirst().joined(separator: "/")
        let name = sent.method == "POST" ? path + "/new" : path
        let body =
            switch sent.method {
            case "GET":
                """
                {"items": [{"name": "shops/s/items/a", "title": "old"},
                {"name": "shops/s/items/b", "title": "new"},
                {"name": "shops/s/items/c", "title": "old"}]}
                """
            case "DELETE": ""
            default: #"{"name": "\#(name)", "title": "changed", "motto": "m"}"#
            }
        return HTTPResponse(status: 200, body: Array(body.utf8))
    }
}
