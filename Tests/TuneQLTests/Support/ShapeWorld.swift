import Synchronization
import TestSupport
import TuneQL
import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLTransport

/// A service whose tables have every shape of response and of paging.
struct ShapeWorld {
    /// Answers by the path and query of a request; others get an empty 404.
    final class Server: Transport {
        private let responses: [String: HTTPResponse]
        private let sent = Mutex<[HTTPRequest]>([])

        init(_ responses: [String: HTTPResponse]) {
            self.responses = responses
        }

        /// The targets of the requests, in their order.
        var targets: [String] {
            sent.withLock { $0.map { String($0.url.dropFirst(ShapeWorld.root.count)) } }
        }

        /// The bodies of the requests, in their order.
        var bodies: [String] {
            sent.withLock { $0.map { String(decoding: $0.body ?? [], as: UTF8.self) } }
        }

        func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            sent.withLock { $0.append(request) }
            let target = String(request.url.dropFirst(ShapeWorld.root.count))
            return responses[target] ?? HTTPResponse(status: 404)
        }
    }

    static let root = "https://shapes.example/"

    let server: Server
    let session: Session

    /// A service with these bodies and header fields, by the targets of their requests.
    init(
        _ responses: [String: String],
        headers: [String: [HTTPField]] = [:],
        policy: Session.Policy = Session.Policy()
    ) throws {
        try self.init(
            bytes: responses.mapValues { Array($0.utf8) },
            headers: headers,
            policy: policy
        )
    }

    init(
        bytes responses: [String: [UInt8]],
        headers: [String: [HTTPField]] = [:],
        policy: Session.Policy = Session.Policy()
    ) throws {
        server = Server(
            Dictionary(
                uniqueKeysWithValues: responses.map { target, body in
                    (target, HTTPResponse(status: 200, headers: headers[target] ?? [], body: body))
                }
            )
        )
        session = try Self.session(over: server, policy: policy)
    }

    /// A session whose tables have what a transport answers.
    static func session(
        over transport: any Transport,
        policy: Session.Policy = Session.Policy()
    ) throws -> Session {
        let client = APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            clock: ManualClock()
        )
        var configuration = Engine.Configuration(transport: transport)
        configuration.catalogs = [.compiled(try catalog())]
        return try Engine(configuration, client: client).makeSession(policy: policy)
    }

    private static func catalog() throws -> [UInt8] {
        var writer = try CatalogWriter()
        try writer.add(Provider(name: "acme", version: "v1"))
        let service = Service(provider: "acme", name: "shapes", version: "v1")
        try writer.add(
            ServiceContents(
                service: service,
                resources: resources + instanceTables,
                messages: []
            )
        )
        return try writer.image()
    }
}

extension ShapeWorld {
    private static let text = FieldType.string(format: nil)

    static func method(
        _ path: String,
        _ parameters: [Parameter] = [],
        rows: RowSource,
        pagination: Pagination? = nil,
        httpMethod: String = "GET",
        verb: Verb = .select
    ) -> Method {
        Method(
            name: "read",
            verb: verb,
            httpMethod: httpMethod,
            path: path,
            host: HostRule(
                otherwise: "https://shapes.example",
                fallback: "https://shapes.example"
            ),
            parameters: parameters,
            rows: rows,
            pagination: pagination
        )
    }

    private static func resource(
        _ name: String,
        _ columns: [String],
        _ method: Method
    ) -> Resource {
        Resource(
            provider: "acme",
            service: "shapes",
            name: name,
            columns: columns.map { Field(name: $0, type: text) },
            methods: [method]
        )
    }

    static func query(
        _ name: String,
        isRequired: Bool = false,
        type: FieldType = text,
        isExploded: Bool = true
    ) -> Parameter {
        Parameter(
            name: name,
            location: .query,
            isRequired: isRequired,
            type: type,
            isExploded: isExploded
        )
    }

    /// The same list, which says in warnings that rows are missing.
    private static func warned(_ list: Method) -> Method {
        var method = list
        method.unreachable = []
        method.hasPartialResponse = false
        method.warning = PageWarning(name: "warning", harmlessCodes: ["NO_RESULTS_ON_PAGE"])
        return method
    }

    private static var resources: [Resource] {
        let token = Pagination.token(.init(parameter: "pageToken", member: "nextPageToken"))
        var disks = method(
            "/disks",
            rows: RowSource(
                steps: [.member("items"), .everyValue, .member("disks")],
                isList: true,
                scopeColumn: "scope"
            ),
            pagination: token
        )
        disks.unreachable = ["unreachables"]
        disks.hasPartialResponse = true
        var wrapped = method(
            "/wrapped",
            rows: .list(["items"]),
            pagination: .pageNumber(.init(parameter: "page", totalPages: ["pages"]))
        )
        wrapped.wrapper = "data"
        let labels = FieldType.array(text)
        let labelled = [
            query("label.key", type: labels), query("tag-name", type: labels, isExploded: false),
            query("deep", type: .boolean),
        ]
        let name = Parameter(name: "name", location: .path, isRequired: true)
        let names = Parameter(name: "names", location: .body, isRequired: false, type: labels)
        var entries = method("/entries:list", [names], rows: .list(["items"]), httpMethod: "POST")
        entries.requestMessage = "Request"
        var marked = method("/marked", [query("marker")], rows: .list(["items"]))
        marked.unreadPaging = "marker"
        return [
            resource("disks", ["name", "size", "scope"], disks),
            resource("warned_disks", ["name", "scope"], warned(disks)),
            resource("wrapped", ["name"], wrapped),
            resource(
                "tags",
                ["name"],
                method("/tags", rows: RowSource(isList: true), pagination: .nextURL(.linkHeader))
            ),
            resource(
                "links",
                ["name"],
                method(
                    "/links",
                    rows: .list(["items"]),
                    pagination: .nextURL(.member(["links", "next"]))
                )
            ),
            resource(
                "offsets",
                ["name"],
                method(
                    "/offsets",
                    rows: .list(["items"]),
                    pagination: .offset(.init(parameter: "start"))
                )
            ),
            resource(
                "ids",
                ["value"],
                method(
                    "/ids",
                    rows: RowSource(steps: [.member("ids")], isList: true, form: .values),
                    pagination: token
                )
            ),
            resource(
                "files",
                ["contents"],
                method("/files/{+name}", [name], rows: RowSource(form: .contents))
            ),
            resource("labelled", ["id"], method("/labelled", labelled, rows: .list(["items"]))),
            resource("entries", ["id"], entries),
            resource("marked", ["id"], marked),
            resource("calls", [], method("/calls", rows: RowSource(), verb: .exec)),
        ]
    }
}
