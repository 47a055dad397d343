import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct DocumentErrorTests {
    @Test(
        arguments: [
            (
                "~1jobs/post' }", "~1jobs/put' }",
                """
                services/jobs.yaml: resource jobs, method create: the operation \
                '#/paths/~1v1~1projects~1{projectId}~1jobs/put' does not exist
                """
            ),
            (
                "{ $ref: '#/components/schemas/JobList' }", "{ $ref: '#/components/schemas/Nope' }",
                """
                services/jobs.yaml: resource jobs, method list: the reference \
                '#/components/schemas/Nope' does not resolve
                """
            ),
            (
                "{ $ref: '#/components/schemas/JobList' }", "{ $ref: 'other.yaml#/JobList' }",
                """
                services/jobs.yaml: resource jobs, method list: the reference \
                'other.yaml#/JobList' does not resolve
                """
            ),
            (
                "jobs/methods/create'", "jobs/methods/make'",
                """
                services/jobs.yaml: resource jobs, sqlVerbs.insert: the reference \
                '#/components/x-stackQL-resources/jobs/methods/make' does not resolve
                """
            ),
            (
                "objectKey: $.jobs", "objectKey: $.rows",
                """
                services/jobs.yaml: resource jobs, method list: the objectKey '$.rows' leads to \
                no rows of the answer
                """
            ),
            (
                "objectKey: $.jobs", "objectKey: '$.jobs[*].spec'",
                """
                services/jobs.yaml: resource jobs, method list: the objectKey '$.jobs[*].spec' \
                leads to no rows of the answer
                """
            ),
            (
                "objectKey: $.jobs", "objectKey: '$.jobs[0]'",
                """
                services/jobs.yaml: resource jobs, method list: the objectKey '$.jobs[0]' \
                is not supported
                """
            ),
            (
                "{ mediaType: application/json, openAPIDocKey: '200', objectKey: $.jobs }",
                "{ mediaType: text/xml, openAPIDocKey: '200' }",
                """
                services/jobs.yaml: resource jobs, method list: an answer in XML is not supported
                """
            ),
            (
                "servers: [ { url: \"https://jobs.acme.example\" } ]", "servers: []",
                "services/jobs.yaml: resource jobs, method get: 'servers' is missing"
            ),
            (
                "servers: [ { url: \"https://jobs.acme.example\" } ]", "servers: [ { url: /v1 } ]",
                """
                services/jobs.yaml: resource jobs, method get: 'servers' must be an absolute \
                https URL
                """
            ),
            (
                "servers: [", "x-tuneql-limits: { burst: 0 }\nservers: [",
                """
                services/jobs.yaml: resource jobs, method get, x-tuneql-limits: 'burst' must be \
                a positive number
                """
            ),
            (
                "servers: [", "x-tuneql-limits: { perSecond: 5 }\nservers: [",
                """
                services/jobs.yaml: resource jobs, method get, x-tuneql-limits: 'perSecond' \
                is not supported
                """
            ),
            (
                "name: filter, in: query", "required: true, name: filter, in: cookie",
                """
                services/jobs.yaml: resource jobs, method list, parameter filter: 'in: cookie' \
                is not supported
                """
            ),
            (
                "name: filter, in: query", "name: projectId, in: query",
                """
                services/jobs.yaml: resource jobs, method list: the parameter 'projectId' \
                occurs twice
                """
            ),
            (
                "state: { type: string, enum: [RUNNING, DONE] }",
                "state: { type: string, enum: RUNNING }",
                "services/jobs.yaml: schema Job, property state: 'enum' must be a list"
            ),
        ] as [(String, String, String)]
    )
    func `a fault is reported with its document and position`(
        old: String,
        new: String,
        message: String
    ) throws {
        let problem = try Acme.problem(replacing: old, with: new)
        #expect(problem.error.description == message)
    }

    @Test func `a document without resources is refused`() throws {
        let error = try #require(throws: DocumentError.self) {
            try Acme.contents(replacing: "  x-stackQL-resources:", with: "  x-other:")
        }
        #expect(error.description == "services/jobs.yaml: 'x-stackQL-resources' is missing")
    }

    @Test(
        arguments: [
            "{ $ref: '#/components/schemas/Job/properties/attempts' }",
            "{ type: array, items: { $ref: '#/components/schemas/Job/properties/attempts' } }",
            """
            { type: object,
              additionalProperties: { $ref: '#/components/schemas/Job/properties/attempts' } }
            """,
            "{ allOf: [ { $ref: '#/components/schemas/Job/properties/attempts' } ] }",
        ]
    )
    func `a property that leads to itself may be anything`(schema: String) throws {
        let reading = try Acme.reading(
            replacing: "attempts: { type: integer }",
            with: "attempts: \(schema)"
        )
        #expect(reading.problems.map(\.kind).first == .circularReference)
        #expect(reading.problems.allSatisfy { !$0.isLeftOut })
        #expect(reading.contents.resources.first?.methods.count == 4)
    }

    @Test func `allOf cannot multiply without end`() throws {
        var text = "allOf: [ { type: object }, { type: object } ] }\n"
        for level in 0..<40 {
            let reference = "{ $ref: '#/components/schemas/L\(level)' }"
            text = (level == 0 ? "{ \(text)" : text)
            text += "    L\(level + 1): { allOf: [ \(reference), \(reference) ] }\n"
        }
        let job = "      allOf: [ { $ref: '#/components/schemas/L40' } ]\n"
        let problem = try Acme.problem(
            replacing: "    Job:\n      type: object\n",
            with: "    L0: \(text)    Job:\n\(job)"
        )
        #expect(problem.kind == .circularReference)
    }

    @Test func `messages may contain themselves`() throws {
        let contents = try Acme.contents(
            replacing: "image: { type: string }",
            with: "parent: { $ref: '#/components/schemas/Job' }"
        )
        let spec = try #require(contents.messages.first { $0.name == "Job.spec" })
        #expect(spec["parent"]?.type == .message("Job"))
    }
}
