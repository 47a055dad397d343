import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

struct DiscoveryPathTests {
    private func pattern(_ text: String) -> JSONValue {
        ["location": "path", "type": "string", "required": true, "pattern": .string(text)]
    }

    @Test(
        arguments: [
            (
                "v1/{+name}:run", "v1/projects/{projectsId}/jobs/{jobsId}:run",
                ["name": "^projects/[^/]+/jobs/[^/]+$"],
                "/v1/projects/{projectsId}/jobs/{jobsId}:run"
            ),
            // The last value has several segments.
            (
                "v1/{+name}", "v1/projects/{projectsId}/files/{filesId}",
                ["name": "^projects/[^/]+/files/.*$"], "/v1/projects/{projectsId}/files/{+filesId}"
            ),
            // The pattern has no variable part.
            ("v1/{+name}", "v1/operations", ["name": "^operations$"], "/v1/operations"),
            // Several reserved values in one path.
            (
                "v1/{+parent}/at/{+time}/x", "v1/a/{aId}/at/times/{timesId}/x",
                ["parent": "^a/[^/]+$", "time": "^times/.*$"], "/v1/a/{aId}/at/times/{+timesId}/x"
            ),
            // The flat path says less.
            (
                "v1/{+parent}/assets", "v1/{v1Id}/{v1Id1}/assets",
                ["parent": "^[^/]+/[^/]+$"], "/v1/{+parent}/assets"
            ),
            (
                "v2/{+name}", "v2/{v2Id}/{v2Id1}/buckets/{bucketsId}",
                ["name": "^[^/]+/[^/]+/buckets/[^/]+$"], "/v2/{+name}"
            ),
            ("v1/{+name}", "v1/{v1Id}", ["name": "^[^/]+$"], "/v1/{name}"),
            // A reserved value without a pattern.
            (
                "v1/{+up}/invoke/{+invokeId}", "v1/p/{pId}/invoke/{invokeId}",
                ["up": "^p/[^/]+$"], "/v1/p/{pId}/invoke/{+invokeId}"
            ),
            // A pattern with slashes in brackets.
            (
                "p/{+up}/blocks/{x}", "p/r/{rId}/b/{bId}/blocks/{x}",
                ["up": "[a-z](?:[-a-z0-9/]{0,255}[a-z0-9])?"], "/p/r/{rId}/b/{bId}/blocks/{x}"
            ),
        ] as [(String, String, [String: String], String)]
    )
    func `placeholders are those of the flat path`(
        path: String,
        flat: String,
        patterns: [String: String],
        expected: String
    ) throws {
        var sample = DiscoverySample()
        let parameters = patterns.map { JSONMember(name: $0, value: pattern($1)) }
        sample.add(
            "jobs.run",
            "POST",
            path,
            flat: flat,
            parameters: .object(JSONObject(parameters))
        )
        #expect(try sample.method("run", of: "jobs")?.path == expected)
    }

    @Test func `without a flat path the path has the placeholders`() throws {
        var sample = DiscoverySample()
        sample.servicePath = "storage/v1/"
        sample.add("objects.get", "GET", "b/{bucket}/o/{object}")
        let method = try #require(try sample.method("get", of: "objects"))
        #expect(method.path == "/storage/v1/b/{bucket}/o/{object}")
        #expect(method.requiredParameters == ["bucket", "object"])
    }

    @Test func `parameters that vanish from the flat path are not asked for`() throws {
        var sample = DiscoverySample()
        sample.add(
            "operations.list",
            "GET",
            "v1/{+name}",
            flat: "v1/operations",
            parameters: ["name": pattern("^operations$")]
        )
        #expect(try sample.method("list", of: "operations")?.parameters == [])
    }
}
