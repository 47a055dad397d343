import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

struct DiscoveryParameterTests {
    @Test func `parameters keep their names, types and defaults`() throws {
        var sample = DiscoverySample()
        sample.add(
            "jobs.list",
            "GET",
            "v1/{location}/jobs",
            parameters: [
                "location": [
                    "location": "path", "required": true, "type": "string", "default": "global",
                ],
                "start-index": ["location": "query", "type": "integer", "format": "int32"],
                "options.requestedVersion": [
                    "location": "query", "type": "string", "format": "int64",
                ],
                "ids": ["location": "query", "type": "string", "repeated": true],
                "project": ["location": "query", "type": "string", "required": true],
                "view": [
                    "location": "query", "type": "string", "enum": ["FULL", "BASIC"],
                    "default": "FULL",
                ],
                "userIp": query, "userip": query,
            ]
        )
        let method = try #require(try sample.method("list", of: "jobs"))
        let names = [
            "location", "project", "start-index", "options.requestedVersion", "ids", "view",
            "userIp", "userip",
        ]
        #expect(method.parameters.map(\.name) == names)
        #expect(method.requiredParameters == ["project"])
        #expect(method.parameters[0].defaultValue == "global")
        #expect(method.parameters[2].type == .integer)
        #expect(method.parameters[3].type == .int64String)
        #expect(method.parameters[4].type == .array(.string(format: nil)))
        #expect(method.parameters[4].isExploded)
        #expect(method.parameters[5].type == .enumeration(["FULL", "BASIC"]))
        #expect(method.parameters[5].defaultValue == nil)
    }

    @Test func `the id of a new resource is an optional parameter of the query`() throws {
        var sample = DiscoverySample(schemas: ["Job": object("Job", ["name": text])])
        sample.addJobs(
            "create",
            "POST",
            parameters: [("requestId", query), ("jobId", query), ("otherId", query)],
            request: "Job"
        )
        sample.addJobs(
            "insert",
            "POST",
            parameters: [("requestId", query), ("anyId", query)],
            request: "Job"
        )
        #expect(try sample.method("create", of: "jobs")?.newIDParameter == "jobId")
        #expect(try sample.method("insert", of: "jobs")?.newIDParameter == "anyId")
    }

    @Test(arguments: ["projectId", "parentId", "sourceJobId", "replaceJobId", "a.jobId", "jobIds"])
    func `ids of something else are not the new resource's`(name: String) throws {
        var sample = DiscoverySample()
        sample.addJobs("create", "POST", parameters: [(name, query)])
        #expect(try sample.method("create", of: "jobs")?.newIDParameter == nil)
    }

    @Test func `fields are selected unless the method means something else by them`() throws {
        var sample = DiscoverySample(schemas: ["Job": object("Job", ["name": text])])
        sample.add("jobs.get", "GET", "v1/jobs/{job}", response: "Job")
        sample.add("jobs.list", "GET", "v1/jobs", parameters: ["fields": query], response: "Job")
        #expect(try sample.method("get", of: "jobs")?.hasPartialResponse == true)
        #expect(try sample.method("list", of: "jobs")?.hasPartialResponse == false)
        #expect(try sample.method("list", of: "jobs")?.parameters.map(\.name) == ["fields"])
    }
}
