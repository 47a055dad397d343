import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

struct DiscoveryRowsTests {
    private let job = object("Job", ["name": text])

    /// The rows of a method whose response has these properties.
    private func rows(
        _ properties: JSONValue,
        of method: String = "jobs.list",
        _ others: [(String, JSONValue)] = []
    ) throws -> Method {
        var schemas = JSONObject([
            JSONMember(name: "Job", value: job),
            JSONMember(name: "Page", value: object("Page", properties)),
        ])
        for (name, value) in others { schemas[name] = value }
        var sample = DiscoverySample(schemas: .object(schemas))
        sample.add(method, "GET", "v1/jobs", response: "Page")
        return try #require(try sample.result().contents.resources.first?.methods.first)
    }

    @Test func `the rows are the array of objects`() throws {
        let method = try rows(["jobs": list(of: schema("Job")), "nextPageToken": text])
        #expect(method.rows == .list(["jobs"]))
        #expect(method.responseNames == [["jobs", "nextPageToken"], ["name"]])
    }

    @Test func `inline objects are rows`() throws {
        let inline: JSONValue = ["type": "object", "properties": ["id": text]]
        #expect(try rows(["datasets": list(of: inline)]).rows == .list(["datasets"]))
    }

    @Test func `places that did not answer are no rows`() throws {
        let method = try rows([
            "failedLocations": list(of: text), "jobs": list(of: schema("Job")),
            "unreachable": list(of: text), "warnings": list(of: schema("Job")),
        ])
        #expect(method.rows == .list(["jobs"]))
        #expect(method.unreachable == ["failedLocations", "unreachable"])
    }

    @Test func `of several arrays the one with the collection's name has the rows`() throws {
        let arrays: JSONValue = [
            "facets": list(of: schema("Job")), "added": list(of: schema("Job")),
            "jobs": list(of: schema("Job")),
        ]
        #expect(try rows(arrays).rows == .list(["jobs"]))
        #expect(try rows(arrays, of: "models.listJobs").rows == .list(["jobs"]))
        let items: JSONValue = ["added": list(of: schema("Job")), "items": list(of: schema("Job"))]
        #expect(try rows(items).rows == .list(["items"]))
    }

    @Test func `lists in an object with free keys have the key as a column`() throws {
        let scoped = object("Scoped", ["warning": schema("Job"), "jobs": list(of: schema("Job"))])
        let properties: JSONValue = [
            "items": ["type": "object", "additionalProperties": schema("Scoped")],
            "nextPageToken": text, "unreachables": list(of: text),
        ]
        let method = try rows(properties, of: "jobs.aggregatedList", [("Scoped", scoped)])
        #expect(method.rows.steps == [.member("items"), .everyValue, .member("jobs")])
        #expect(method.rows.isList)
        #expect(method.rows.scopeColumn == "scope")
        #expect(method.unreachable == ["unreachables"])
        #expect(method.warning == nil)
    }

    @Test(arguments: [(true, true), (true, false), (false, true)])
    func `warnings with a code tell of missing rows`(ofPage: Bool, ofScopes: Bool) throws {
        let warning: JSONValue = ["type": "object", "properties": ["code": text]]
        var scope = JSONObject([JSONMember(name: "jobs", value: list(of: schema("Job")))])
        var page = JSONObject([JSONMember(name: "nextPageToken", value: text)])
        if ofScopes { scope["warning"] = warning }
        if ofPage { page["warning"] = warning }
        page["items"] = ["type": "object", "additionalProperties": schema("Scoped")]
        let method = try rows(
            .object(page),
            of: "jobs.aggregatedList",
            [("Scoped", object("Scoped", .object(scope)))]
        )
        #expect(method.warning?.isOfPage == ofPage)
        #expect(method.warning?.isOfScopes == ofScopes)
        #expect(method.warning?.harmlessCodes == ["NO_RESULTS_ON_PAGE"])
    }

    @Test func `the column of the key never has the name of a member`() throws {
        let properties: JSONValue = [
            "items": ["type": "object", "additionalProperties": list(of: schema("Scope"))]
        ]
        let method = try rows(
            properties,
            of: "jobs.aggregatedList",
            [("Scope", object("Scope", ["scope": text]))]
        )
        #expect(method.rows.steps == [.member("items"), .everyValue])
        #expect(method.rows.scopeColumn == "scopeName")
    }

    @Test func `scalars are rows with one column`() throws {
        let method = try rows(["nextPageToken": text, "logNames": list(of: text)])
        #expect(method.rows == RowSource(steps: [.member("logNames")], isList: true, form: .values))
    }

    @Test func `a list in the only object of a response is found`() throws {
        let result = object("Result", ["rows": list(of: schema("Job")), "nextPageToken": text])
        let method = try rows(
            ["queryResult": schema("Result"), "done": text],
            [("Result", result)]
        )
        #expect(method.rows == .list(["queryResult", "rows"]))
    }

    private func rows(_ properties: JSONValue, _ others: [(String, JSONValue)]) throws -> Method {
        try rows(properties, of: "jobs.list", others)
    }

    @Test func `a single object is one row, whatever arrays it has`() throws {
        let properties: JSONValue = ["name": text, "disks": list(of: schema("Job"))]
        #expect(try rows(properties, of: "jobs.get").rows == RowSource())
        #expect(try rows(properties, of: "jobs.fetchDetails").rows == RowSource())
    }

    @Test func `an object of nothing but an array is a list`() throws {
        #expect(try rows(["keys": list(of: schema("Job"))], of: "jobs.get").rows == .list(["keys"]))
    }

    @Test func `the bindings of a policy are rows`() throws {
        let properties: JSONValue = [
            "etag": text, "auditConfigs": list(of: schema("Job")),
            "bindings": list(of: schema("Job")),
        ]
        #expect(try rows(properties, of: "jobs.getIamPolicy").rows == .list(["bindings"]))
    }

    @Test func `raw bytes are one column, whatever the schema says`() throws {
        var sample = DiscoverySample(schemas: [
            "HttpBody": object(
                "HttpBody",
                ["contentType": text, "data": text, "extensions": list(of: text)]
            )
        ])
        sample.add("jobs.list", "GET", "v1/jobs", response: "HttpBody")
        let resource = try #require(try sample.resource("jobs"))
        #expect(resource.methods.first?.rows == RowSource(form: .contents))
        #expect(resource.methods.first?.hasPartialResponse == false)
        #expect(resource.columns.map(\.name) == [RowSource.contentsColumn])
    }

    @Test func `a response that is an array is a list`() throws {
        var sample = DiscoverySample(schemas: [
            "All": list(of: text), "Job": job, "Jobs": list(of: schema("Job")),
        ])
        sample.add("names.list", "GET", "v1/names", response: "All")
        sample.add("jobs.list", "GET", "v1/jobs", response: "Jobs")
        #expect(
            try sample.method("list", of: "names")?.rows == RowSource(isList: true, form: .values)
        )
        #expect(try sample.method("list", of: "jobs")?.rows == RowSource(isList: true))
    }

    @Test func `a method without a response has no rows`() throws {
        var sample = DiscoverySample()
        sample.add("jobs.delete", "DELETE", "v1/jobs/{job}")
        #expect(try sample.method("delete", of: "jobs")?.responseMessage == nil)
    }

    @Test func `the names of rows are known behind free keys`() throws {
        let scoped = object("Scoped", ["jobs": list(of: schema("Job"))])
        let method = try rows(
            ["items": ["type": "object", "additionalProperties": schema("Scoped")]],
            of: "jobs.aggregatedList",
            [("Scoped", scoped)]
        )
        #expect(method.responseNames == [["items"], [], ["jobs"], ["name"]])
        #expect(method.rowNames == ["name"])
    }

    @Test func `a page whose token has the parameter's name has rows`() throws {
        var sample = DiscoverySample(schemas: [
            "Job": job,
            "Results": object("Results", ["rows": list(of: schema("Job")), "pageToken": text]),
        ])
        sample.add(
            "jobs.getResults",
            "GET",
            "v1/results",
            parameters: ["pageToken": query],
            response: "Results"
        )
        let method = try #require(try sample.result().contents.resources.first?.methods.first)
        #expect(method.rows == .list(["rows"]))
        #expect(method.pagination == .token(.init(parameter: "pageToken", member: "pageToken")))
    }

    @Test(
        arguments: [
            ("acme", "streamAnswer", true), ("acme", "executeStreamingSql", true),
            ("acme", "stream", false), ("acme", "answer", false), ("acme", "runQuery", false),
            ("firestore", "runQuery", true),
        ]
    )
    func `streams are arrays of responses`(api: String, name: String, isArray: Bool) throws {
        var sample = DiscoverySample(schemas: ["Job": job])
        sample.name = api
        sample.add("jobs.\(name)", "POST", "v1/jobs", response: "Job")
        let method = try #require(try sample.result().contents.resources.first?.methods.first)
        #expect(method.rows == RowSource(isList: isArray))
        #expect(method.hasPartialResponse != isArray)
        #expect(method.rowNames == ["name"])
    }
}
