import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

struct DiscoveryVerbTests {
    private let schemas: JSONValue = [
        "Job": object("Job", ["name": text]),
        "Operation": object(
            "Operation",
            ["name": text, "done": ["type": "boolean"], "error": text]
        ),
    ]

    @Test(
        arguments: [
            ("GET", "get", .select), ("GET", "list", .select), ("GET", "aggregatedList", .select),
            ("GET", "batchGet", .select), ("GET", "searchAll", .select),
            ("GET", "listposdata", .select),
            ("GET", "cancel", .exec), ("GET", "start", .exec), ("GET", "watch", .exec),
            ("POST", "create", .insert), ("POST", "insert", .insert), ("POST", "update", .update),
            ("POST", "list", .select), ("POST", "getIamPolicy", .select),
            ("POST", "setIamPolicy", .replace),
            ("POST", "delete", .delete), ("POST", "destroy", .delete),
            ("POST", "batchDelete", .exec),
            ("POST", "cancel", .exec), ("POST", "query", .exec), ("POST", "setLabels", .exec),
            ("PATCH", "patch", .update), ("PATCH", "update", .update), ("PATCH", "cancel", .exec),
            ("PATCH", "setPolicy", .exec), ("PUT", "create", .insert), ("PUT", "update", .replace),
            ("PUT", "replaceService", .replace), ("PUT", "enable", .exec),
            ("DELETE", "delete", .delete),
            ("DELETE", "dropDatabase", .delete), ("DELETE", "emptyTrash", .exec),
            ("DELETE", "deleteall", .exec),
        ] as [(String, String, Verb)]
    )
    func `a method's name outranks its HTTP method`(http: String, name: String, verb: Verb) throws {
        var sample = DiscoverySample(schemas: schemas)
        sample.add("jobs.\(name)", http, "v1/jobs/{job}", request: "Job", response: "Job")
        let method = try sample.result().contents.resources.first?.methods.first
        #expect(method?.verb == verb)
    }

    @Test func `a method that no statement of its verb could call is called by name`() throws {
        var sample = DiscoverySample(
            schemas: [
                "Job": object("Job", ["name": text]),
                "Report": object("Report", ["id": ["type": "string", "readOnly": true]]),
            ]
        )
        let needed: JSONValue = ["location": "query", "type": "string", "required": true]
        sample.add("all.delete", "DELETE", "v1/jobs", parameters: ["why": query])
        sample.add("named.delete", "DELETE", "v1/jobs", parameters: ["job": needed])
        sample.add("all.patch", "PATCH", "v1/jobs", request: "Job")
        sample.add("reports.patch", "PATCH", "v1/reports/{id}", request: "Report")
        sample.add("bare.patch", "PATCH", "v1/bare/{id}")
        sample.add("silent.get", "GET", "v1/silent/{id}")
        #expect(try sample.method("delete", of: "all")?.verb == .exec)
        #expect(try sample.method("delete", of: "named")?.verb == .delete)
        #expect(try sample.method("patch", of: "all")?.verb == .exec)
        #expect(try sample.method("patch", of: "reports")?.verb == .exec)
        #expect(try sample.method("patch", of: "bare")?.verb == .exec)
        #expect(try sample.method("get", of: "silent")?.verb == .exec)
    }

    @Test func `rows without known members are the values of a column`() throws {
        var sample = DiscoverySample(schemas: ["Empty": object("Empty", [:])])
        sample.add("jobs.get", "GET", "v1/jobs/{job}", response: "Empty")
        let resource = try #require(try sample.resource("jobs"))
        #expect(resource.columns.map(\.name) == ["value"])
        #expect(resource.methods[0].rows.form == .values)
    }

    @Test func `a POST that starts an operation is no SELECT`() throws {
        var sample = DiscoverySample(schemas: schemas)
        sample.add("jobs.search", "POST", "v1/jobs:search", response: "Operation")
        #expect(try sample.method("search", of: "jobs")?.verb == .exec)
    }

    @Test func `a PUT with a mask updates where nothing else does`() throws {
        let mask: JSONValue = [
            "updateMask": ["location": "query", "type": "string", "format": "google-fieldmask"]
        ]
        var sample = DiscoverySample(schemas: schemas)
        sample.add("jobs.update", "PUT", "v1/jobs/{job}", parameters: mask, request: "Job")
        #expect(try sample.method("update", of: "jobs")?.verb == .update)
        #expect(
            try sample.method("update", of: "jobs")?.updateMask == UpdateMask(name: "updateMask")
        )
        sample.add("jobs.patch", "PATCH", "v1/jobs/{job}", parameters: mask, request: "Job")
        #expect(try sample.method("update", of: "jobs")?.verb == .replace)
    }

    @Test func `of methods that need the same parameters one has the verb`() throws {
        var sample = DiscoverySample(schemas: schemas)
        for name in ["batchGet", "get", "getDetails", "search"] {
            sample.add("jobs.\(name)", "GET", "v1/jobs/{job}", response: "Job")
        }
        let methods = try #require(try sample.resource("jobs")).methods
        #expect(methods.filter { $0.verb == .select }.map(\.name) == ["get"])
        #expect(methods.map(\.name).sorted() == ["batch_get", "get", "search"])
        #expect(try sample.method("get_details", of: "jobs_details")?.verb == .select)
    }

    @Test func `copies of aiplatform's methods outside projects are only called by name`() throws {
        var sample = DiscoverySample(schemas: schemas)
        sample.name = "aiplatform"
        sample.add("datasets.get", "GET", "v1/datasets/{datasetsId}", response: "Job")
        sample.add(
            "projects.locations.datasets.get",
            "GET",
            "v1/projects/{p}/datasets/{datasetsId}",
            response: "Job"
        )
        let methods = try #require(try sample.resource("datasets")).methods
        #expect(
            methods.filter { $0.verb == .select }.map(\.collection) == [
                "projects.locations.datasets"
            ]
        )
        #expect(methods.count == 2)
    }
}
