import Testing
import TuneQLCatalog
import TuneQLRegistry

/// The keys by which a table has methods of several collections.
@Suite struct CollectionTests {
    private static let get = "        get:\n          operation:"

    @Test func `a method may have another name than its key, and a collection`() throws {
        let text = try Acme.text().replacing(
            Self.get,
            with: """
                        other_list:
                          operation: { $ref: '#/paths/~1v1~1projects~1{projectId}~1jobs/get' }
                          x-tuneql-method: list
                          x-tuneql-collection: others.jobs
                \(Self.get)
                """
        )
        let jobs = try #require(try Acme.reading(of: text).contents.resources.first)
        let lists = jobs.methods.filter { $0.name == "list" }
        #expect(lists.map(\.collection) == ["", "others.jobs"])
        #expect(lists.map(\.verb) == [.select, .exec])
    }

    @Test func `aliases have the methods of their collections`() throws {
        let title = "      title: Jobs\n"
        let jobs = try Acme.jobs(
            replacing: title,
            with: title + "      x-tuneql-aliases: { other_jobs: [others.jobs, jobs] }\n"
        )
        #expect(jobs.aliases == [Alias(name: "other_jobs", collections: ["others.jobs", "jobs"])])
        let problem = try Acme.problem(
            replacing: title,
            with: title + "      x-tuneql-aliases: { other_jobs: jobs }\n"
        )
        #expect(
            problem.error.description
                == "services/jobs.yaml: resource jobs: 'other_jobs' must be a list"
        )
    }

    private static let create = "operationId: createJob\n      parameters:\n"
    private static let id = "        - { name: jobId, in: query, schema: { type: string } }\n"

    @Test func `an operation names the parameter with the id of what it creates`() throws {
        let key = "x-tuneql-newId: jobId\n      "
        let create = try Acme.method(
            "create",
            replacing: Self.create,
            with: key + Self.create + Self.id
        )
        #expect(create.newIDParameter == "jobId")
        let problem = try Acme.problem(replacing: Self.create, with: key + Self.create)
        #expect(
            problem.error.reason
                == .expected("the name of a query parameter", for: "x-tuneql-newId")
        )
    }

    @Test func `the members that name silent places are known by their names`() throws {
        let token = "        nextPageToken: { type: string }\n"
        let places = "        unreachable: { type: array, items: { type: string } }\n"
        let list = try Acme.method("list", replacing: token, with: token + places)
        #expect(list.unreachable == ["unreachable"])
        #expect(try Acme.method("list").unreachable == [])
    }

    @Test func `a page size may stand in the body`() throws {
        let text =
            try Acme.text()
            .replacing(
                "    get:\n      operationId: listJobs",
                with: "    put:\n      operationId: listJobs"
            )
            .replacing("~1jobs/get", with: "~1jobs/put")
            .replacing(
                "      responses:\n        '200':\n          content: { application/json: { schema: { $ref: '#/components/schemas/JobList'",
                with: "      requestBody: { content: { application/json: { schema: { type: object, "
                    + "properties: { size: { type: integer } } } } } }\n"
                    + "      responses:\n        '200':\n          content: { application/json: { schema: { $ref: '#/components/schemas/JobList'"
            )
            + "x-tuneql-pageSize: { parameter: size, maximum: 50 }\n"
        let reading = try Acme.reading(of: text)
        let list = reading.contents.resources.first?.methods.first { $0.name == "list" }
        let size = Pagination.PageSize(parameter: "size", maximum: 50, place: .body)
        #expect(list?.pagination?.size == size)
    }
}
