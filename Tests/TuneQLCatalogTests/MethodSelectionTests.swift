import Testing
import TuneQLCatalog

@Suite struct MethodSelectionTests {
    @Test(
        arguments: [
            (["projectsId", "locationsId"], "list", [], ["projectsId", "locationsId"]),
            (
                ["PROJECTSID", "locationsid"], "list", [], ["projectsId", "locationsId"]
            ),
            (
                ["projectsId", "locationsId", "tuningJobsId"], "get", [],
                ["projectsId", "locationsId", "tuningJobsId"]
            ),
            (
                ["projectsId", "locationsId", "filter", "pageSize", "state"], "list", [],
                ["projectsId", "locationsId", "filter", "pageSize"]
            ),
            (
                ["name"], "get", ["projectsId", "locationsId", "tuningJobsId"],
                ["projectsId", "locationsId", "tuningJobsId"]
            ),
            (
                ["projectsId", "locationsId", "NAME"], "get", ["tuningJobsId"],
                ["projectsId", "locationsId", "tuningJobsId"]
            ),
        ] as [([String], String, [String], [String])]
    )
    func `the satisfied method that requires most is selected`(
        bound: [String],
        method: String,
        fromName: [String],
        arguments: [String]
    ) throws {
        let selection = try Project.tuningJobs().selection(for: .select, bound: bound)
        #expect(selection.method.name == method)
        #expect(selection.parametersFromName == fromName)
        #expect(selection.arguments == arguments)
    }

    @Test func `a method that takes the parameters is selected before one that needs more`() throws
    {
        let jobs = try Project.tuningJobs()
        let bound = ["projectsId", "locationsId", "tuningJobsId", "filter"]
        #expect(try jobs.selection(for: .select, bound: bound).method.name == "list")
    }

    @Test func `what the only method lacks that takes a parameter is named`() throws {
        var jobs = try Project.tuningJobs()
        let get = try #require(jobs.methods.firstIndex { $0.name == "get" })
        jobs.methods[get].parameters.append(
            Parameter(name: "format", location: .query, isRequired: false)
        )
        let bound = ["projectsId", "locationsId", "format"]
        let error = try #require(throws: MissingParameters.self) {
            try jobs.selection(for: .select, bound: bound)
        }
        #expect(error.nearest?.name == "get")
        #expect(error.missing == ["tuningJobsId"])
    }

    @Test(
        arguments: [
            ([], "list", ["projectsId", "locationsId"]),
            (["projectsId"], "list", ["locationsId"]),
            (["locationsId", "state"], "list", ["projectsId"]),
            (["tuningJobsId"], "list", ["projectsId", "locationsId"]),
            (["projectsId", "tuningJobsId"], "list", ["locationsId"]),
        ] as [([String], String, [String])]
    )
    func `what the nearest method lacks is named`(
        bound: [String],
        nearest: String,
        missing: [String]
    ) throws {
        let jobs = try Project.tuningJobs()
        let error = try #require(throws: MissingParameters.self) {
            try jobs.selection(for: .select, bound: bound)
        }
        #expect(error.resource == "google.aiplatform.tuning_jobs")
        #expect(error.verb == .select)
        #expect(error.nearest?.name == nearest)
        #expect(error.missing == missing)
        #expect(error.candidates.map(\.name) == ["get", "list"])
        #expect(
            error.candidates.map(\.required) == [
                ["projectsId", "locationsId", "tuningJobsId"], ["projectsId", "locationsId"],
            ]
        )
    }

    @Test(arguments: [["projectsId"], []])
    func `of two methods that lack as much, the list is named`(alone: [String]) throws {
        var jobs = try Project.tuningJobs()
        let name = Parameter(name: "jobsId", location: .path, isRequired: true)
        let parent = Parameter(name: "projectsId", location: .path, isRequired: true)
        let place = Parameter(name: "placesId", location: .path, isRequired: true)
        for index in jobs.methods.indices where jobs.methods[index].verb == .select {
            let list = alone.isEmpty ? [parent] : [parent, place]
            jobs.methods[index].parameters = jobs.methods[index].rows.isList ? list : [name]
        }
        let error = try #require(throws: MissingParameters.self) {
            try jobs.selection(for: .select, bound: alone)
        }
        #expect(error.candidates.map(\.name) == ["get", "list"])
        #expect(error.nearest?.name == "list")
        #expect(error.missing == [alone.isEmpty ? "projectsId" : "placesId"])
    }

    @Test func `a verb without methods has no candidates`() throws {
        let jobs = try Project.tuningJobs()
        let error = try #require(throws: MissingParameters.self) {
            try jobs.selection(for: .delete, bound: ["projectsId"])
        }
        #expect(error.candidates.isEmpty)
        #expect(error.nearest == nil)
        #expect(error.missing.isEmpty)
    }

    @Test func `between equals the first of the document is selected`() throws {
        var jobs = try Project.tuningJobs()
        var twin = try #require(jobs.methods.first { $0.name == "list" })
        twin.name = "twin"
        jobs.methods.append(twin)
        let bound = ["projectsId", "locationsId"]
        #expect(try jobs.selection(for: .select, bound: bound).method.name == "list")
        jobs.methods.insert(twin, at: 0)
        #expect(try jobs.selection(for: .select, bound: bound).method.name == "twin")
    }

    @Test func `the name says nothing in a resource without a template`() throws {
        var jobs = try Project.tuningJobs()
        jobs.nameTemplate = nil
        #expect(throws: MissingParameters.self) {
            try jobs.selection(for: .select, bound: ["name"])
        }
    }

    @Test func `a method that is named is checked alone`() throws {
        let jobs = try Project.tuningJobs()
        let cancel = try #require(jobs.methods.first { $0.name == "cancel" })
        let error = try #require(throws: MissingParameters.self) {
            try jobs.selection(of: cancel, bound: ["projectsId", "locationsId"])
        }
        #expect(error.candidates.map(\.name) == ["cancel"])
        #expect(error.missing == ["tuningJobsId"])
        #expect(try jobs.selection(of: cancel, bound: ["name"]).method == cancel)
    }
}
