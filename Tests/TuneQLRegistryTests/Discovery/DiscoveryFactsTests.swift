import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

/// What is known about aiplatform, and what its document does not say.
struct DiscoveryFactsTests {
    private func sample(_ name: String) -> DiscoverySample {
        var sample = DiscoverySample(schemas: [
            "Job": object(
                "Job",
                [
                    "name": ["type": "string", "description": "Required. Such as `jobs/j`."],
                    "model": ["type": "string", "description": "Required. The model."],
                ]
            ),
            "Page": object("Page", ["tuningJobs": list(of: schema("Job"))]),
        ])
        sample.name = name
        sample.add("projects.locations.tuningJobs.get", "GET", "v1/jobs/{job}", response: "Job")
        sample.add("projects.locations.tuningJobs.list", "GET", "v1/jobs", response: "Page")
        return sample
    }

    @Test func `its quota and its lists are known`() throws {
        let resource = try #require(try sample("aiplatform").resource("tuning_jobs"))
        let list = try #require(resource.methods.first { $0.name == "list" })
        #expect(list.quota?.requestsPerMinute == 600)
        #expect(list.hasWholeItems)
        #expect(resource.columns.filter(\.isRequired).map(\.name) == ["model"])
    }

    @Test func `methods that repeat those of projects come last of their names`() throws {
        var sample = DiscoverySample(schemas: ["Job": object("Job", ["name": text])])
        sample.name = "aiplatform"
        sample.add("jobs.run", "POST", "v1/jobs/{jobsId}:run", response: "Job")
        sample.add(
            "projects.jobs.run",
            "POST",
            "v1/projects/{projectsId}/jobs/{jobsId}:run",
            response: "Job"
        )
        let resource = try #require(try sample.resource("jobs"))
        #expect(resource.methods.map(\.collection) == ["projects.jobs", "jobs"])
    }

    @Test func `of other APIs nothing is known`() throws {
        let resource = try #require(try sample("acme").resource("tuning_jobs"))
        let list = try #require(resource.methods.first { $0.name == "list" })
        #expect(list.quota == nil)
        #expect(!list.hasWholeItems)
        #expect(!resource.columns.contains { $0.isRequired })
    }
}
