import TestSupport
import Testing
import TransportSupport
import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

/// Lists of three pages in each paging scheme, checked request by request.
@Suite struct PagingTests {
    private static let root = "https://things.example/v1/things"

    private static func method(
        _ pagination: Pagination,
        httpMethod: String = "GET",
        rows: RowSource = .list(["items"]),
        wrapper: String? = nil
    ) -> Method {
        Method(
            name: "list",
            verb: .select,
            httpMethod: httpMethod,
            path: "/v1/things",
            host: HostRule(otherwise: "https://things.example", fallback: "https://things.example"),
            parameters: [Parameter(name: "filter", location: .query, isRequired: false)],
            rows: rows,
            pagination: pagination,
            wrapper: wrapper
        )
    }

    /// The requests of a list, its rows, and the error that ended it.
    private static func list(
        _ method: Method,
        _ pages: [ScriptedTransport.Outcome],
        arguments: [String: String] = [:],
        pageSize: Int? = nil,
        body: JSONValue? = nil
    ) async -> (requests: [HTTPRequest], rows: Int, error: CallError?) {
        let transport = ScriptedTransport(pages)
        let client = APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            clock: ManualClock()
        )
        let call = MethodCall(
            method: method,
            arguments: arguments,
            pageSize: pageSize,
            body: body
        )
        var rows = 0
        do {
            for try await page in client.pages(of: call, layout: method.layout(columns: ["a"])) {
                rows += page.content.count
            }
            return (transport.requests, rows, nil)
        } catch {
            return (transport.requests, rows, error)
        }
    }

    private static func page(_ rows: Int, _ tail: String = "") -> String {
        let items = (0..<rows).map { "{\"a\":\($0)}" }.joined(separator: ",")
        return "{\"items\":[\(items)]\(tail)}"
    }

    private static func queries(_ requests: [HTTPRequest]) -> [String] {
        requests.map { String($0.url.dropFirst(root.count)) }
    }

    @Test func `tokens in the query, nested in the page`() async {
        let token = Pagination.PageToken(
            parameter: "continue",
            source: .member(["metadata", "continue"]),
            size: .init(parameter: "limit", maximum: 500)
        )
        let result = await Self.list(
            Self.method(.token(token)),
            [
                .json(Self.page(2, #","metadata":{"continue":"a"}"#)),
                .json(Self.page(0, #","metadata":{"continue":"b&c"}"#)),
                .json(Self.page(1, #","metadata":{}"#)),
            ],
            arguments: ["filter": "x"],
            pageSize: 500
        )
        #expect(result.error == nil)
        #expect(result.rows == 3)
        #expect(
            Self.queries(result.requests) == [
                "?filter=x&limit=500", "?continue=a&filter=x&limit=500",
                "?continue=b%26c&filter=x&limit=500",
            ]
        )
    }

    @Test func `tokens and sizes in the body`() async {
        let token = Pagination.PageToken(
            parameter: "pageToken",
            place: .body,
            source: .member(["nextPageToken"]),
            size: .init(parameter: "pageSize", maximum: 10, place: .body)
        )
        let result = await Self.list(
            Self.method(.token(token), httpMethod: "POST"),
            [
                .json(Self.page(1, #","nextPageToken":"a""#)),
                .json(Self.page(1, #","nextPageToken":17"#)), .json(Self.page(1)),
            ],
            pageSize: 100,
            body: ["q": 1]
        )
        #expect(result.error == nil)
        #expect(result.rows == 3)
        #expect(
            result.requests.map { $0.body.map { String(decoding: $0, as: UTF8.self) } } == [
                #"{"q":1,"pageSize":10}"#, #"{"q":1,"pageSize":10,"pageToken":"a"}"#,
                #"{"q":1,"pageSize":10,"pageToken":"17"}"#,
            ]
        )
        #expect(result.requests.allSatisfy { $0.headers["Content-Type"] == "application/json" })
    }

    @Test func `tokens in header fields`() async {
        let token = Pagination.PageToken(
            parameter: "X-Cursor",
            place: .header,
            source: .header("x-next-cursor")
        )
        func next(_ value: String) -> [HTTPField] {
            [HTTPField(name: "X-Next-Cursor", value: value)]
        }
        let result = await Self.list(
            Self.method(.token(token)),
            [
                .json(Self.page(1), headers: next("a")), .json(Self.page(1), headers: next("b")),
                .json(Self.page(1), headers: next("")),
            ]
        )
        #expect(result.error == nil)
        #expect(result.rows == 3)
        #expect(result.requests.map { $0.headers["X-Cursor"] } == [nil, "a", "b"])
        #expect(result.requests[2].headers.filter { $0.name == "X-Cursor" }.count == 1)
    }

    private static let more = Pagination.PageToken(
        parameter: "cursor",
        source: .member(["meta", "cursor"]),
        more: ["meta", "has_more"]
    )

    @Test func `a flag ends the list, even beside a token`() async {
        let result = await Self.list(
            Self.method(.token(Self.more)),
            [
                .json(Self.page(1, #","meta":{"has_more":true,"cursor":"a"}"#)),
                .json(Self.page(1, #","meta":{"cursor":"b"}"#)),
                .json(Self.page(1, #","meta":{"cursor":"c","has_more":false}"#)),
            ]
        )
        #expect(result.error == nil)
        #expect(Self.queries(result.requests) == ["", "?cursor=a", "?cursor=b"])
    }

    @Test func `a flag without a token is an error`() async {
        let result = await Self.list(
            Self.method(.token(Self.more)),
            [.json(Self.page(1, #","meta":{"has_more":true}"#))]
        )
        #expect(result.error?.kind == .malformed)
        #expect(
            result.error?.message
                == "GET \(Self.root) says that there are more pages, but gives no token for the "
                + "next one"
        )
    }

    @Test(
        arguments: [
            "https://things.example/v1/things?after=2",
            "HTTPS://THINGS.example:443/v1/things?after=2",
            "/v1/things?after=2", "?after=2", "things?after=2",
            "//things.example/v1/things?after=2",
            "https://things.example/v1/things?after=2#x",
        ])
    func `whole URLs in a member`(url: String) async {
        let result = await Self.list(
            Self.method(.nextURL(.member(["links", "next"]))),
            [
                .json(Self.page(1, #","links":{"next":"\#(url)"}"#)),
                .json(Self.page(1, #","links":{"next":"/v1/things?after=3"}"#)),
                .json(Self.page(1, #","links":{"next":null}"#)),
            ],
            arguments: ["filter": "x"]
        )
        #expect(result.error == nil)
        #expect(result.rows == 3)
        #expect(Self.queries(result.requests) == ["?filter=x", "?after=2", "?after=3"])
        #expect(result.requests.allSatisfy { $0.url.hasPrefix(Self.root) })
    }

    @Test(
        arguments: [
            "https://evil.example/v1/things", "//evil.example/", "http://things.example/v1/things",
            "https://things.example:444/", "https://things.example@evil.example/",
            "https://things.example.evil.example/", "https://things.example\\\\@evil.example/",
            "https:evil.example", "ftp://things.example/", "https://user:secret@things.example/",
            "/v1/a b", "javascript:x",
        ])
    func `a URL of another origin gets no credentials`(url: String) async {
        let result = await Self.list(
            Self.method(.nextURL(.member(["next"]))),
            [.json(Self.page(1, #","next":"\#(url)""#)), .json(Self.page(1))]
        )
        #expect(result.error?.kind == .malformed)
        #expect(result.requests.count == 1)
        #expect(result.error?.message.contains("secret") == false)
        let start = "GET \(Self.root) returned a page without a usable next one: "
        #expect(result.error?.message.hasPrefix(start) == true)
    }

    @Test(
        arguments: [
            #"<\#(root)?page=2>; rel="next""#, #"<\#(root)?page=2>;rel=next"#,
            #"<\#(root)?page=9>; rel="last", <\#(root)?page=2>; title="a, <b>"; rel="Next x""#,
            #"<\#(root)?page=8>; rel=next; anchor="/x", </v1/things?page=2>; rel = "prev next""#,
            #"<\#(root)?page=7>; rel="prev"; rel="next", <?page=2>; title="\"; rel=x"; rel=next"#,
        ])
    func `the Link header field`(link: String) async {
        func field(_ value: String) -> [HTTPField] {
            [
                HTTPField(name: "Other", value: "<x>; rel=next"),
                HTTPField(name: "link", value: value),
            ]
        }
        let result = await Self.list(
            Self.method(.nextURL(.linkHeader), rows: RowSource(isList: true)),
            [
                .json("[{\"a\":1}]", headers: field(link)),
                .json("[{\"a\":1}]", headers: field("<\(Self.root)?page=3>; rel=next")),
                .json("[{\"a\":1}]", headers: field("<\(Self.root)?page=1>; rel=\"first prev\"")),
            ]
        )
        #expect(result.error == nil)
        #expect(result.rows == 3)
        #expect(Self.queries(result.requests) == ["", "?page=2", "?page=3"])
    }

    @Test func `page numbers up to the number of pages`() async {
        for (first, numbers) in [
            (1, ["", "?page=2", "?page=3"]), (0, ["", "?page=1", "?page=2"]),
        ] {
            let number = Pagination.PageNumber(
                parameter: "page",
                first: first,
                totalPages: ["info", "pages"]
            )
            let page = ScriptedTransport.Outcome.json(Self.page(1, #","info":{"pages":3}"#))
            let result = await Self.list(
                Self.method(.pageNumber(number)),
                [page, .json(Self.page(0, #","info":{"pages":"3"}"#)), page, page]
            )
            #expect(result.error == nil)
            #expect(result.rows == 2)
            #expect(Self.queries(result.requests) == numbers)
        }
    }

    @Test func `page numbers up to a page without rows, from the statement's own`() async {
        let number = Pagination.PageNumber(
            parameter: "page",
            size: .init(parameter: "per_page", maximum: 2)
        )
        var method = Self.method(.pageNumber(number))
        method.parameters.append(Parameter(name: "page", location: .query, isRequired: false))
        let pages = [2, 1, 0].map { ScriptedTransport.Outcome.json(Self.page($0)) }
        let result = await Self.list(method, pages, pageSize: 50)
        #expect(result.error == nil)
        #expect(result.rows == 3)
        #expect(
            Self.queries(result.requests)
                == ["?per_page=2", "?page=2&per_page=2", "?page=3&per_page=2"]
        )
        let later = await Self.list(method, pages, arguments: ["page": "7"])
        #expect(Self.queries(later.requests) == ["?page=7", "?page=8", "?page=9"])
    }

    @Test func `offsets up to a page without rows`() async {
        let offset = Pagination.PageOffset(parameter: "startIndex")
        let result = await Self.list(
            Self.method(.offset(offset)),
            [3, 2, 0].map { .json(Self.page($0)) }
        )
        #expect(result.error == nil)
        #expect(result.rows == 5)
        #expect(Self.queries(result.requests) == ["", "?startIndex=3", "?startIndex=5"])
    }

    @Test(
        arguments: [
            (1, ["", "?start=3", "?start=4"]), (0, ["", "?start=2", "?start=3"]),
            // A server that repeats something else is not believed.
            (2, ["", "?start=2", "?start=3"]),
        ]
    )
    func `a page tells from where a service counts`(first: Int, queries: [String]) async {
        let offset = Pagination.PageOffset(parameter: "start", echo: ["start"])
        let pages = [
            Self.page(2, #","start":\#(first)"#), Self.page(1, #","start":\#(first + 2)"#),
            Self.page(0),
        ]
        let result = await Self.list(Self.method(.offset(offset)), pages.map { .json($0) })
        #expect(result.rows == 3)
        #expect(Self.queries(result.requests) == queries)
    }

    @Test(
        arguments: [
            .pageNumber(Pagination.PageNumber(parameter: "page")),
            .offset(Pagination.PageOffset(parameter: "offset")),
        ] as [Pagination]
    )
    func `a server that ignores positions does not make an endless list`(
        pagination: Pagination
    ) async {
        let pages = Array(repeating: ScriptedTransport.Outcome.json(Self.page(2)), count: 5)
        let result = await Self.list(Self.method(pagination), pages)
        #expect(result.error?.kind == .pageTokenRepeated)
        #expect(result.requests.count == 2)
    }

    @Test func `a URL that comes again is an error`() async {
        let page = ScriptedTransport.Outcome.json(Self.page(1, #","next":"/v1/things?p=2""#))
        let result = await Self.list(
            Self.method(.nextURL(.member(["next"]))),
            Array(repeating: page, count: 5)
        )
        #expect(result.error?.kind == .pageTokenRepeated)
        #expect(result.requests.count == 2)
    }

    @Test func `wrapped pages`() async {
        let number = Pagination.PageNumber(parameter: "page", totalPages: ["pages"])
        let page = #"{"data":{"items":[{"a":1}],"pages":2}}"#
        let result = await Self.list(
            Self.method(.pageNumber(number), wrapper: "data"),
            [.json(page), .json(#"{"data":{"pages":2,"items":[{"a":2}]}}"#), .json(page)]
        )
        #expect(result.error == nil)
        #expect(result.rows == 2)
        #expect(Self.queries(result.requests) == ["", "?page=2"])
    }

    @Test(
        arguments: [
            (#"["us-east1","us-west1"]"#, "us-east1, us-west1"), (#""us-east1""#, "us-east1"),
            (#"[{"zone":"a","x":1},{"x":2}]"#, #"a, {"x":2}"#), ("[]", nil), ("null", nil),
            ("\"\"", nil), ("{}", nil),
            (
                "[\((1...12).map { "\"\($0)\"" }.joined(separator: ","))]",
                "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more"
            ),
        ] as [(String, String?)]
    )
    func `places that did not respond are reported with their page`(
        places: String,
        names: String?
    ) async throws {
        var method = Self.method(.token(.init(parameter: "t", member: "t")))
        method.unreachable = ["unreachable"]
        method.responseNames = [["items", "t"]]
        let transport = ScriptedTransport([.json(Self.page(2, ",\"unreachable\":\(places)"))])
        let client = APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            clock: ManualClock()
        )
        var pages = client.pages(
            of: MethodCall(method: method, arguments: [:]),
            layout: method.layout(columns: ["a"])
        ).makeAsyncIterator()
        let page = try #require(try await pages.next(isolation: nil))
        #expect(page.content.count == 2)
        #expect(page.missing?.kind == (names == nil ? nil : .unreachable))
        #expect(
            page.missing?.message
                == names.map {
                    "GET \(Self.root) lacks the rows of places that did not respond: \($0)"
                }
        )
    }
}
