import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

struct DiscoveryPagingTests {
    /// The list method with these parameters, and these members of the page and the body.
    private func method(
        _ parameters: JSONValue,
        page: [(String, JSONValue)],
        body: JSONValue? = nil
    ) throws -> Method {
        var members = JSONObject([JSONMember(name: "jobs", value: list(of: schema("Job")))])
        for (name, value) in page { members[name] = value }
        var sample = DiscoverySample(schemas: [
            "Job": object("Job", ["name": text]), "Page": object("Page", .object(members)),
            "Body": object("Body", body ?? [:]), "Meta": object("Meta", ["continue": text]),
            "Tokens": object("Tokens", ["nextPageToken": text]),
        ])
        sample.add(
            "jobs.list",
            body == nil ? "GET" : "POST",
            "v1/jobs",
            parameters: parameters,
            request: body == nil ? nil : "Body",
            response: "Page"
        )
        return try #require(try sample.method("list", of: "jobs"))
    }

    private let next: [(String, JSONValue)] = [("nextPageToken", text)]

    @Test func `the usual names are found, and the token is no parameter`() throws {
        let method = try method(
            ["pageToken": query, "pageSize": query, "filter": query],
            page: next
        )
        let size = Pagination.PageSize(parameter: "pageSize", maximum: 100)
        let expected = Pagination.PageToken(
            parameter: "pageToken",
            member: "nextPageToken",
            size: size
        )
        #expect(method.pagination == .token(expected))
        #expect(method.parameters.map(\.name) == ["pageSize", "filter"])
    }

    @Test(arguments: ["page_token", "_page_token", "token", "nextPageToken"])
    func `other names of the parameter are found`(name: String) throws {
        let method = try method(
            .object(JSONObject([JSONMember(name: name, value: query)])),
            page: next
        )
        #expect(method.pagination?.positionParameter == name)
    }

    @Test func `a token can be in the body`() throws {
        let method = try method([:], page: next, body: ["pageToken": text, "pageSize": text])
        guard case .token(let token)? = method.pagination else {
            Issue.record("there is no token")
            return
        }
        #expect(token.parameter == "pageToken")
        #expect(token.place == .body)
        #expect(token.size == .init(parameter: "pageSize", maximum: 100, place: .body))
    }

    @Test func `a token can be below another member`() throws {
        let method = try method(["token": query], page: [("pagination", schema("Tokens"))])
        #expect(
            method.pagination
                == .token(
                    .init(parameter: "token", source: .member(["pagination", "nextPageToken"]))
                )
        )
    }

    @Test func `a page can be continued`() throws {
        let method = try method(
            ["continue": query, "limit": query],
            page: [("metadata", schema("Meta"))]
        )
        #expect(
            method.pagination
                == .token(.init(parameter: "continue", source: .member(["metadata", "continue"])))
        )
    }

    @Test func `the token of a page can have the parameter's name`() throws {
        let method = try method(["pageToken": query], page: [("pageToken", text)])
        #expect(method.pagination == .token(.init(parameter: "pageToken", member: "pageToken")))
    }

    @Test func `a page can have the URL of the next one`() throws {
        let method = try method(["start-index": query], page: [("nextLink", text)])
        #expect(method.pagination == .nextURL(.member(["nextLink"])))
    }

    @Test func `pages can be requested by an offset`() throws {
        let method = try method(["startIndex": query], page: [])
        #expect(method.pagination == .offset(.init(parameter: "startIndex")))
        let repeated = try self.method(
            ["startIndex": query],
            page: [("startIndex", ["type": "integer", "format": "int32"])]
        )
        #expect(
            repeated.pagination == .offset(.init(parameter: "startIndex", echo: ["startIndex"]))
        )
    }

    @Test func `a list without any of these has one page`() throws {
        #expect(try method(["pageToken": query], page: []).pagination == nil)
        #expect(try method(["filter": query], page: next).pagination == nil)
    }

    @Test(
        arguments: [
            ("pageSize", nil, 100), ("pageSize", "50", 50), ("pageSize", "1000", 1000),
            ("maxResults", "500", 500), ("maxResults", "50000", 1000), ("maxResults", nil, nil),
        ] as [(String, String?, Int?)]
    )
    func `pages are as large as the document allows`(
        name: String,
        maximum: String?,
        expected: Int?
    ) throws {
        var size = JSONObject([
            JSONMember(name: "location", value: "query"),
            JSONMember(name: "type", value: "integer"),
        ])
        size["maximum"] = maximum.map { .string($0) }
        let parameters = JSONObject([
            JSONMember(name: "pageToken", value: query),
            JSONMember(name: name, value: .object(size)),
        ])
        #expect(try method(.object(parameters), page: next).pagination?.size?.maximum == expected)
    }

    @Test func `a token that must be given at the start stays a parameter`() throws {
        let token: JSONValue = ["location": "query", "type": "string", "required": true]
        let method = try method(["pageToken": token], page: next)
        #expect(method.requiredParameters == ["pageToken"])
    }

    @Test(
        arguments: [
            ("cursor", "cursor"), ("cursor", "nextCursor"), ("page", "next_page"),
            ("startKey", "nextStartKey"), ("continuationToken", "continuationToken"),
        ]
    )
    func `tokens of other services are found`(parameter: String, member: String) throws {
        let method = try method(
            .object(JSONObject([JSONMember(name: parameter, value: query)])),
            page: [(member, text)]
        )
        #expect(method.pagination == .token(.init(parameter: parameter, member: member)))
        #expect(method.unreadPaging == nil)
    }

    @Test(
        arguments: [
            (["description": "The first row."], 0), (["minimum": "1"], 1), (["default": "1"], 1),
            (["description": "A 1-based index."], 1), (["description": "One-based."], 1),
        ] as [(JSONValue, Int)]
    )
    func `an offset may count from 1`(members: JSONValue, first: Int) throws {
        var parameter = members.object ?? JSONObject()
        parameter["location"] = "query"
        parameter["type"] = "integer"
        let method = try method(
            .object(JSONObject([JSONMember(name: "start-index", value: .object(parameter))])),
            page: [("totalResults", ["type": "integer"])]
        )
        #expect(
            method.pagination == .offset(.init(parameter: "start-index", first: first))
        )
    }

    @Test func `of no more rows than the default is asked for`() throws {
        let size: JSONValue = ["location": "query", "type": "integer", "default": "500"]
        let method = try method(["pageToken": query, "maxResults": size], page: next)
        #expect(method.pagination?.size == .init(parameter: "maxResults", maximum: 500))
    }

    @Test(
        arguments: [
            ("startKey", text, "startKey"), ("marker", text, "marker"), ("start", text, nil),
            ("start", ["type": "integer"], "start"), ("filter", text, nil),
        ] as [(String, JSONValue, String?)]
    )
    func `paging that is not understood is noted`(
        name: String,
        schema: JSONValue,
        expected: String?
    ) throws {
        var parameter = schema.object ?? JSONObject()
        parameter["location"] = "query"
        let method = try method(
            .object(JSONObject([JSONMember(name: name, value: .object(parameter))])),
            page: []
        )
        #expect(method.pagination == nil)
        #expect(method.unreadPaging == expected)
    }

    @Test func `the members of a body are parameters, but for the token`() throws {
        let method = try method(
            ["filter": query],
            page: next,
            body: ["pageToken": text, "filter": text, "names": list(of: text)]
        )
        #expect(method.parameters.map(\.name) == ["filter", "names"])
        #expect(method.parameters.last?.location == .body)
        #expect(method.parameters.last?.type == .array(.string(format: nil)))
    }
}
