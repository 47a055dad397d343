import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

struct DiscoveryOperationTests {
    private static let done: JSONValue = ["type": "boolean"]
    private static let flagged = object(
        "Operation",
        ["name": text, "done": done, "error": text, "response": text]
    )

    private static func status(_ values: JSONValue, _ others: [(String, JSONValue)]) -> JSONValue {
        var members = JSONObject([
            JSONMember(name: "status", value: ["type": "string", "enum": values])
        ])
        for (name, value) in others { members[name] = value }
        return object("Operation", .object(members))
    }

    private func name(_ pattern: JSONValue) -> JSONValue {
        ["name": ["location": "path", "type": "string", "required": true, "pattern": pattern]]
    }

    @Test func `an operation is read where the document reads one`() throws {
        var sample = DiscoverySample(schemas: ["Operation": Self.flagged])
        sample.addJobs("create", "POST", response: "Operation")
        sample.add(
            "projects.operations.get",
            "GET",
            "v1/{+name}",
            flat: "v1/projects/{projectsId}/operations/{operationsId}",
            parameters: name("^projects/[^/]+/operations/[^/]+$"),
            response: "Operation"
        )
        let rule = OperationRule(path: "/v1/{name}", doneMember: "done", errorMember: "error")
        #expect(try sample.method("create", of: "jobs")?.operation == rule)
        #expect(try sample.method("get", of: "operations")?.operation == nil)
        sample.add(
            "projects.operations.wait",
            "POST",
            "v1/{+name}:wait",
            flat: "v1/projects/{projectsId}/operations/{operationsId}:wait",
            parameters: name("^projects/[^/]+/operations/[^/]+$"),
            response: "Operation"
        )
        #expect(
            try sample.method("create", of: "jobs")?.operation?.wait
                == .init(path: "/v1/{name}:wait")
        )
    }

    @Test func `a document that reads none has them below its version`() throws {
        var sample = DiscoverySample(schemas: ["Operation": Self.flagged])
        sample.add("jobs.create", "POST", "v2beta/jobs", response: "Operation")
        #expect(try sample.method("create", of: "jobs")?.operation?.path == "/v2beta/{name}")
    }

    @Test(
        arguments: [
            ("v1/{+name}", "/v1/{name}"), ("dns/v1/{+name}", "/dns/v1/{name}"),
            ("v1/admin/{+name}", "/v1/admin/{name}"), ("operations/{name}", "/operations/{name}"),
            ("v1/apps/{appsId}/operations/{operationsId}", "/v1/{name}"),
            ("b/{bucket}/operations/{operationId}", "/b/{bucket}/operations/{name}"),
        ]
    )
    func `names of operations are whole, unless their path has no version`(
        path: String,
        expected: String
    ) throws {
        var sample = DiscoverySample(schemas: ["Operation": Self.flagged])
        sample.add("things.create", "POST", "v1/things/{bucket}", response: "Operation")
        sample.add("operations.get", "GET", path, response: "Operation")
        #expect(try sample.method("create", of: "things")?.operation?.path == expected)
    }

    @Test func `an operation with a status is read by the values of the call`() throws {
        let members: [(String, JSONValue)] = [("name", text), ("selfLink", text), ("error", text)]
        var sample = DiscoverySample(schemas: [
            "Operation": Self.status(["PENDING", "RUNNING", "DONE"], members)
        ])
        sample.servicePath = "compute/v1/"
        let zone = "projects/{project}/zones/{zone}/"
        sample.add("instances.insert", "POST", zone + "instances", response: "Operation")
        sample.add("networks.insert", "POST", "projects/{project}/networks", response: "Operation")
        sample.add(
            "globalOperations.get",
            "GET",
            "projects/{project}/global/operations/{operation}",
            response: "Operation"
        )
        sample.add(
            "zoneOperations.get",
            "GET",
            zone + "operations/{operation}",
            response: "Operation"
        )
        sample.add(
            "zoneOperations.wait",
            "POST",
            zone + "operations/{operation}/wait",
            response: "Operation"
        )
        let path = "/compute/v1/projects/{project}/zones/{zone}/operations/{name}"
        let rule = OperationRule(
            path: path,
            nameMember: "name",
            end: .status(member: "status", values: ["DONE"]),
            errorMember: "error",
            wait: .init(path: path + "/wait")
        )
        #expect(try sample.method("insert", of: "instances")?.operation == rule)
        let global = try sample.method("insert", of: "networks")?.operation
        #expect(global?.path == "/compute/v1/projects/{project}/global/operations/{name}")
        #expect(global?.wait == nil)
    }

    @Test func `a change with an id and small letters is an operation`() throws {
        var sample = DiscoverySample(schemas: [
            "Change": Self.status(["pending", "done"], [("id", text)])
        ])
        sample.add("changes.create", "POST", "v1/zones/{zone}/changes", response: "Change")
        sample.add("changes.get", "GET", "v1/zones/{zone}/changes/{changeId}", response: "Change")
        let rule = try sample.method("create", of: "changes")?.operation
        #expect(rule?.path == "/v1/zones/{zone}/changes/{id}")
        #expect(rule?.end == .status(member: "status", values: ["done"]))
        #expect(try sample.method("get", of: "changes")?.operation == nil)
    }

    @Test func `an operation without a name is one`() throws {
        var sample = DiscoverySample(schemas: [
            "Operation": object("Operation", ["done": Self.done, "error": text])
        ])
        sample.add("scripts.run", "POST", "v1/scripts/{scriptId}:run", response: "Operation")
        #expect(try sample.method("run", of: "scripts")?.operation?.end == .flag("done"))
    }

    @Test func `other objects with a status are none`() throws {
        var sample = DiscoverySample(schemas: [
            "Job": object("Job", ["name": text, "status": text, "done": Self.done])
        ])
        sample.add("jobs.create", "POST", "v1/jobs", response: "Job")
        #expect(try sample.method("create", of: "jobs")?.operation == nil)
    }
}
