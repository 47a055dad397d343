import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

struct DiscoveryTableTests {
    private func operations(_ collections: [String]) throws -> Resource {
        var sample = DiscoverySample(schemas: ["Op": object("Op", ["id": text])])
        for collection in collections {
            let path = collection.split(separator: ".").map { "\($0)/{\($0)Id}" }.joined(
                separator: "/"
            )
            sample.add(collection + ".get", "GET", "v1/" + path, response: "Op")
        }
        return try #require(try sample.resource("operations"))
    }

    @Test func `collections of one name are one table with a name for each`() throws {
        let resource = try operations(["projects.jobs.operations", "projects.models.operations"])
        #expect(
            resource.methods.map(\.collection) == [
                "projects.jobs.operations", "projects.models.operations",
            ]
        )
        #expect(resource.methods.allSatisfy { $0.verb == .select })
        #expect(
            resource.aliases == [
                Alias(name: "jobs_operations", collections: ["projects.jobs.operations"]),
                Alias(name: "models_operations", collections: ["projects.models.operations"]),
            ]
        )
    }

    @Test func `collections that differ in where they are share a name`() throws {
        let resource = try operations([
            "projects.jobs.operations", "folders.jobs.operations", "projects.operations",
        ])
        #expect(
            resource.aliases == [
                Alias(
                    name: "jobs_operations",
                    collections: ["projects.jobs.operations", "folders.jobs.operations"]
                ),
                Alias(name: "projects_operations", collections: ["projects.operations"]),
            ]
        )
        #expect(try operations(["projects.operations", "folders.operations"]).aliases == [])
    }

    @Test func `as many ancestors are named as are needed`() throws {
        let names = try operations([
            "stores.jobs.operations", "sites.jobs.operations", "operations",
        ]).aliases.map(\.name)
        #expect(names == ["stores_jobs_operations", "sites_jobs_operations", "acme_operations"])
    }

    @Test func `columns are those of all rows`() throws {
        var sample = DiscoverySample(schemas: [
            "Job": object("Job", ["id": text, "size": ["type": "integer"], "note": text]),
            "Short": object("Short", ["id": text, "size": text, "kind": text]),
            "Page": object("Page", ["jobs": list(of: schema("Short"))]),
            "Scoped": object("Scoped", ["jobs": list(of: schema("Short"))]),
            "Pages": object(
                "Pages",
                ["items": ["type": "object", "additionalProperties": schema("Scoped")]]
            ),
        ])
        sample.add("jobs.aggregatedList", "GET", "v1/all", response: "Pages")
        sample.add("jobs.get", "GET", "v1/jobs/{job}", response: "Job")
        sample.add("jobs.list", "GET", "v1/zones/{zone}/jobs", response: "Page")
        let resource = try #require(try sample.resource("jobs"))
        #expect(resource.methods.map(\.name) == ["get", "list", "aggregated_list"])
        #expect(resource.columns.map(\.name) == ["id", "size", "note", "kind", "scope"])
        #expect(resource.columns.map(\.type)[1] == .any)
    }

    @Test func `a full name in the row is the name of a look-up`() throws {
        let name: JSONValue = ["type": "string", "description": "Such as `projects/p/jobs/j`."]
        var sample = DiscoverySample(schemas: ["Job": object("Job", ["name": name])])
        sample.addJobs("get", id: true, response: "Job")
        let resource = try #require(try sample.resource("jobs"))
        #expect(resource.nameColumn == "name")
        #expect(resource.nameTemplate == "projects/{projectsId}/jobs/{jobsId}")
        #expect(resource.methods.first?.rowName?.template == resource.nameTemplate)
        #expect(resource.methods.first?.ignorable == [.absence])
    }

    @Test func `a short name in the row is not`() throws {
        var sample = DiscoverySample(schemas: ["Job": object("Job", ["name": text])])
        sample.addJobs("get", id: true, response: "Job")
        #expect(try sample.resource("jobs")?.nameColumn == nil)
    }

    @Test func `states that say how work ended are final`() throws {
        let states: JSONValue = [
            "STATE_UNKNOWN", "STATE_RUNNING", "STATE_SUCCEEDED", "STATE_FAILED", "STATE_CANCELLED",
            "STATE_CANCELLING",
        ]
        var sample = DiscoverySample(schemas: [
            "Job": object(
                "Job",
                ["state": ["type": "string", "enum": states], "error": schema("Status")]
            ),
            "Status": object("Status", ["code": text, "message": text]),
        ])
        sample.addJobs("get", id: true, response: "Job")
        sample.addJobs("cancel", "POST", id: true, suffix: ":cancel")
        let resource = try #require(try sample.resource("jobs"))
        #expect(resource.stateColumn == "state")
        #expect(resource.terminalStates == ["STATE_SUCCEEDED", "STATE_FAILED", "STATE_CANCELLED"])
        #expect(resource.successStates == ["STATE_SUCCEEDED"])
        #expect(resource.errorColumn == "error")
        #expect(resource.methods.last?.successStates == ["STATE_CANCELLED"])
    }

    @Test func `states of what lasts are not`() throws {
        var sample = DiscoverySample(schemas: [
            "Job": object("Job", ["state": ["type": "string", "enum": ["ACTIVE", "FAILED"]]])
        ])
        sample.addJobs("get", id: true, response: "Job")
        #expect(try sample.resource("jobs")?.stateColumn == nil)
    }
}
