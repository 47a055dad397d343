import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

struct DiscoveryReaderTests {
    @Test func `calls go to the root`() throws {
        var sample = DiscoverySample()
        sample.rootURL = "https://www.googleapis.com/base/"
        sample.servicePath = "acme/v1/"
        sample.others = [("endpoints", [["endpointUrl": "https://acme.us.rep.googleapis.com/"]])]
        sample.add("jobs.list", "GET", "jobs")
        let method = try #require(try sample.method("list", of: "jobs"))
        #expect(
            method.host
                == HostRule(
                    otherwise: "https://www.googleapis.com",
                    fallback: "https://www.googleapis.com"
                )
        )
        #expect(method.path == "/base/acme/v1/jobs")
    }

    @Test func `calls go to the host of the location where there are some`() throws {
        var sample = DiscoverySample()
        sample.others = [
            (
                "endpoints",
                [
                    ["endpointUrl": "https://asia-east1-acme.googleapis.com/"],
                    ["endpointUrl": "https://acme.us.rep.googleapis.com/"],
                    ["endpointUrl": "https://acme.eu.rep.googleapis.com/"],
                ]
            )
        ]
        sample.add("jobs.list", "GET", "v1/{locationsId}/jobs")
        let rule = HostRule(
            parameter: "locationsId",
            exceptions: [
                "global": "https://acme.googleapis.com",
                "us": "https://acme.{locationsId}.rep.googleapis.com",
                "eu": "https://acme.{locationsId}.rep.googleapis.com",
            ],
            otherwise: "https://{locationsId}-acme.googleapis.com",
            fallback: "https://acme.googleapis.com"
        )
        #expect(try sample.method("list", of: "jobs")?.host == rule)
    }

    @Test func `the version of a method and the wrapper of bodies are kept`() throws {
        var sample = DiscoverySample()
        sample.others = [("features", ["dataWrapper"])]
        sample.add("jobs.list", "GET", "v1/jobs", others: [("apiVersion", "2026-11-01")])
        let method = try #require(try sample.method("list", of: "jobs"))
        #expect(method.fixedHeaders == ["X-Goog-Api-Version": "2026-11-01"])
        #expect(method.wrapper == "data")
    }

    @Test func `a mask in the body has the resource beside it`() throws {
        var sample = DiscoverySample(schemas: [
            "Job": object("Job", ["name": text]),
            "Update": object(
                "Update",
                [
                    "job": schema("Job"),
                    "updateMask": ["type": "string", "format": "google-fieldmask"],
                ]
            ),
        ])
        sample.addJobs("patch", "PATCH", id: true, request: "Update", response: "Job")
        let method = try #require(try sample.method("patch", of: "jobs"))
        #expect(method.updateMask == UpdateMask(name: "updateMask", location: .body))
        #expect(method.bodyMember == "job")
        #expect(method.requestMessage == "Update")
    }

    @Test func `only schemas that methods reach are read, recursive ones once`() throws {
        var sample = DiscoverySample(schemas: [
            "Job": object("Job", ["parent": schema("Job"), "steps": list(of: schema("Step"))]),
            "Step": object(
                "Step",
                [
                    "size": ["type": "string", "format": "int64"],
                    "spec": ["type": "object", "properties": ["x": text]],
                ]
            ),
            "Unused": object("Unused", ["x": text]),
        ])
        sample.addJobs("get", id: true, response: "Job")
        let messages = try sample.result().contents.messages
        #expect(messages.map(\.name).sorted() == ["Job", "Step", "Step.spec"])
        let step = try #require(messages.first { $0.name == "Step" })
        #expect(step.fields.map(\.type) == [.int64String, .message("Step.spec")])
    }

    @Test func `fields that only the service sets are marked, as far as the text says so`() throws {
        var sample = DiscoverySample(schemas: [
            "Job": object(
                "Job",
                [
                    "a": ["type": "string", "readOnly": true],
                    "b": ["type": "string", "description": "Output only. When. Or not."],
                    "c": ["type": "string", "description": "[Output Only] It."],
                    "d": ["type": "string", "annotations": ["required": ["acme.jobs.insert"]]],
                    "e": ["type": "string", "annotations": ["required": ["acme.jobs.update"]]],
                    "f": ["type": "string", "description": "Required. The thing."],
                ]
            )
        ])
        sample.addJobs("get", id: true, response: "Job")
        let fields = try #require(try sample.resource("jobs")).columns
        #expect(fields.filter(\.isOutputOnly).map(\.name) == ["a", "b", "c"])
        #expect(fields.filter(\.isRequired).map(\.name) == ["d"])
        #expect(fields.map(\.description) == ["", "When.", "It.", "", "", "The thing."])
    }

    @Test func `a reference that leads nowhere costs nothing but its type`() throws {
        var sample = DiscoverySample(schemas: ["Job": object("Job", ["other": schema("Gone")])])
        sample.addJobs("get", id: true, response: "Job")
        let result = try sample.result()
        #expect(result.contents.resources.first?.columns.map(\.type) == [.any])
        #expect(
            result.problems.map(\.description) == [
                "acme.v1.json: acme: the reference 'Gone' does not resolve"
            ]
        )
    }

    @Test(
        arguments: [
            ("[]", "'name' is missing"), (#"{"name":"a","version":"v1"}"#, "'rootUrl' is missing"),
            (#"{"name":"a","version":"v1","rootUrl":"x"}"#, "'rootUrl' must be a URL"),
            ("{\n\"name\": }", "line 2: "),
        ]
    )
    func `texts that are no discovery documents are refused`(text: String, reason: String) {
        let error = #expect(throws: DocumentError.self) {
            try DiscoveryDocument(Array(text.utf8), named: "x.json")
        }
        #expect(error?.description.contains(reason) ?? false)
    }
}
