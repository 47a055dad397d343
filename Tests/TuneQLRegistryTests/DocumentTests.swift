import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

@Suite struct DocumentTests {
    private static let registry = "\(ProjectFiles.root)/\(Acme.registry)"

    @Test func `the newest version of a provider is read, numbers by their value`() throws {
        let image = try Registry(directory: Self.registry).compiled()
        let catalog = try Catalog(image: image)
        let provider = try #require(try catalog.providers().first)
        #expect(try catalog.providers().count == 1)
        #expect(provider.version == "v24.10.00001")
        #expect(
            provider.authorization?.text == #"{"type":"bearer","credentialsenvvar":"ACME_TOKEN"}"#
        )
        #expect(try catalog.services(of: "acme").map(\.title) == ["Acme Jobs"])
    }

    @Test(arguments: ["/src", "/src/acme", "/src/acme/v24.10.00001"])
    func `the root may be any directory down to the provider's`(directory: String) throws {
        let report = try Registry(directory: Self.registry + directory).report()
        #expect(report.providers.map(\.name) == ["acme"])
        #expect(report.providers.map(\.services) == [1])
    }

    @Test func `a directory without providers is refused`() throws {
        let root = ProjectFiles.root + "/docs"
        let error = try #require(throws: RegistryError.self) {
            try Registry(directory: root).report()
        }
        #expect(error.message.hasSuffix("there is no <provider>/<version>/provider.yaml below it"))
    }

    @Test func `the example service has its methods with their verbs`() throws {
        let jobs = try Acme.jobs()
        #expect(jobs.id == "acme.jobs.jobs")
        #expect(jobs.methods.map(\.name) == ["get", "list", "create", "cancel"])
        #expect(jobs.methods.map(\.verb) == [.select, .select, .insert, .exec])
        #expect(jobs.columns.map(\.name) == ["name", "state", "attempts", "spec"])
        #expect(
            jobs.columns.map(\.type) == [
                .string(format: nil), .enumeration(["RUNNING", "DONE"]), .integer,
                .message("Job.spec"),
            ]
        )
        #expect(jobs.columns.map(\.isOutputOnly) == [true, false, false, false])
    }

    @Test func `a list is paged by Google's names when nothing else is said`() throws {
        let list = try Acme.method("list")
        #expect(
            list.pagination
                == .token(
                    Pagination.PageToken(parameter: "pageToken", member: "nextPageToken")
                )
        )
        #expect(list.rows == .list(["jobs"]))
        #expect(list.parameters.map(\.name) == ["projectId", "filter"])
        #expect(list.requiredParameters == ["projectId"])
        #expect(list.host == HostRule(otherwise: list.host.fallback, fallback: list.host.fallback))
        #expect(list.host.fallback == "https://jobs.acme.example")
        #expect(!list.hasPartialResponse)
    }

    @Test func `declared token names are used`() throws {
        let config = """
            config: { pagination: { requestToken: { key: pageToken, location: query },
              responseToken: { key: $.more, location: body } } }
                  methods:
            """
        let text = try Acme.text()
            .replacing("      methods:", with: "      " + config)
            .replacing("nextPageToken:", with: "more:")
        let contents = try Acme.reading(of: text).contents
        let list = try #require(contents.resources.first?.methods.first { $0.name == "list" })
        #expect(list.pagination?.nextPath == ["more"])
    }

    @Test func `paging that cannot be followed is refused rather than cut short`() throws {
        let problem = try Acme.problem(
            replacing: "      methods:",
            with: """
                      config: { pagination: { requestToken: { key: x, location: fragment },
                                              responseToken: { key: y, location: body } } }
                      methods:
                """
        )
        #expect(
            problem.error.description == """
                services/jobs.yaml: resource jobs, method get, pagination: \
                'x' in the fragment is not supported
                """
        )
        #expect(problem.kind == .paging)
    }

    @Test(
        arguments: [
            ("      sqlVerbs:", "      ignored:", [.select, .select, .insert, .exec]),
            ("        update: []", "        exec: []", [.select, .select, .insert, .exec]),
            (
                "        delete: []",
                "        delete: [ { $ref: '#/components/x-stackQL-resources/jobs/methods/cancel' } ]",
                [.select, .select, .insert, .delete]
            ),
        ] as [(String, String, [Verb])]
    )
    func `verbs come from the lists, or from names without them`(
        old: String,
        new: String,
        verbs: [Verb]
    ) throws {
        let jobs = try Acme.jobs(replacing: old, with: new)
        #expect(Set(jobs.methods.map(\.verb)) == Set(verbs))
        #expect(jobs.methods.count == verbs.count)
    }

    @Test func `operation, path and document servers are preferred in this order`() throws {
        let operation = try Acme.method(
            "list",
            replacing: "operationId: listJobs",
            with: "servers: [ { url: 'https://near.acme.example/api/' } ]"
        )
        #expect(operation.host.otherwise == "https://near.acme.example")
        #expect(operation.path == "/api/v1/projects/{projectId}/jobs")
        let path = try Acme.method(
            "list",
            replacing: "  /v1/projects/{projectId}/jobs:\n",
            with: """
                  /v1/projects/{projectId}/jobs:
                    servers: [ { url: 'https://path.acme.example' } ]

                """
        )
        #expect(path.host.otherwise == "https://path.acme.example")
    }

    @Test func `a server variable is a parameter, required unless it has a default`() throws {
        let list = try Acme.method(
            "list",
            replacing: #"[ { url: "https://jobs.acme.example" } ]"#,
            with: """
                [ { url: "https://{site}.{region}.acme.example", variables: {
                    site: { enum: [a, b] }, region: { default: eu }, unused: { default: x } } } ]
                """
        )
        let server = list.parameters.filter { $0.location == .server }
        #expect(server.map(\.name) == ["site", "region"])
        #expect(server.map(\.isRequired) == [true, false])
        #expect(server.map(\.defaultValue) == [nil, "eu"])
        #expect(server.first?.type == .enumeration(["a", "b"]))
        #expect(list.host.otherwise == "https://{site}.{region}.acme.example")
    }

    @Test func `allOf adds its members, and the object's own win`() throws {
        let contents = try Acme.contents(
            replacing: "    Job:\n      type: object\n",
            with: """
                    Base:
                      required: [id]
                      properties: { id: { type: string }, state: { type: boolean } }
                    Job:
                      allOf: [ { $ref: '#/components/schemas/Base' } ]

                """
        )
        let job = try #require(contents.messages.first { $0.name == "Job" })
        #expect(job.fields.map(\.name) == ["id", "name", "state", "attempts", "spec"])
        #expect(job["id"]?.isRequired == true)
        #expect(job["state"]?.type == .enumeration(["RUNNING", "DONE"]))
    }

    @Test func `a reference that folding has broken is put together`() throws {
        let jobs = try Acme.jobs(
            replacing: "{ $ref: '#/paths/~1v1~1projects~1{projectId}~1jobs/post' }",
            with: """

                            $ref: >-
                              #/paths/~1v1~1projects~1{projectId}~1jobs/
                              post
                """
        )
        #expect(jobs.methods(for: .insert).map(\.httpMethod) == ["POST"])
    }

    @Test(
        arguments: [
            ("{ type: string, format: int64 }", .int64String),
            ("{ type: string, format: uint64 }", .int64String),
            ("{ type: string, format: date-time }", .timestamp),
            ("{ type: string, format: google-datetime }", .timestamp),
            ("{ type: string, format: google-duration }", .string(format: "duration")),
            ("{ type: string, format: google-fieldmask }", .string(format: "field-mask")),
            ("{ type: string, format: byte }", .string(format: "byte")),
            ("{ type: [string, 'null'] }", .string(format: nil)),
            ("{ enum: [A, B] }", .enumeration(["A", "B"])),
            ("{ type: integer, format: int32 }", .integer),
            ("{ type: number }", .number),
            ("{ type: boolean }", .boolean),
            ("{ type: object }", .map(.any)),
            (
                "{ type: object, additionalProperties: { type: string } }",
                .map(.string(format: nil))
            ),
            ("{ type: array, items: { type: number } }", .array(.number)),
            ("{ type: array }", .array(.any)),
            ("{}", .any),
            ("{ oneOf: [ { type: string }, { type: number } ] }", .any),
            ("{ oneOf: [ { type: string }, { type: 'null' } ] }", .string(format: nil)),
            ("{ $ref: '#/components/schemas/JobList' }", .message("JobList")),
        ] as [(String, FieldType)]
    )
    func `a schema becomes a type`(schema: String, type: FieldType) throws {
        let jobs = try Acme.jobs(
            replacing: "attempts: { type: integer }",
            with: "attempts: \(schema)"
        )
        #expect(jobs.columns.first { $0.name == "attempts" }?.type == type)
    }

    @Test(
        arguments: [
            .string(format: nil), .string(format: "byte"), .int64String, .integer, .number,
            .boolean,
            .timestamp, .any, .message("A.b"), .enumeration(["A", "B"]), .enumeration([]),
            .map(.array(.message("X"))), .array(.map(.any)),
        ] as [FieldType]
    )
    func `a type survives its shape`(type: FieldType) throws {
        #expect(FieldType(shape: try JSONValue(parsing: type.shape.text)) == type)
    }
}
