import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct RowSourceTests {
    private static let list = "{ $ref: '#/components/schemas/JobList' }"
    private static let key = "objectKey: $.jobs"

    /// The list method where its answer has another schema and objectKey.
    private func list(answering schema: String, _ key: String = "title: none") throws -> Method {
        let text = try Acme.text().replacing(Self.list, with: schema).replacing(Self.key, with: key)
        let reading = try Acme.reading(of: text)
        if let problem = reading.problems.first { throw problem.error }
        let methods = reading.contents.resources.first?.methods ?? []
        return try #require(methods.first { $0.name == "list" })
    }

    @Test(
        arguments: [
            ("$.jobs", .list(["jobs"])), ("jobs", .list(["jobs"])), ("$.jobs[*]", .list(["jobs"])),
            ("$", RowSource()), ("$.jobs[*].spec[*]", nil), ("$.nothing", nil),
        ] as [(String, RowSource?)]
    )
    func `an objectKey leads to the rows`(key: String, rows: RowSource?) throws {
        let found = try? list(answering: Self.list, "objectKey: '\(key)'")
        #expect(found?.rows == rows)
    }

    @Test func `a wildcard goes through an object with free keys`() throws {
        let scoped = "{ type: object, properties: { jobs: \(array) } }"
        let schema = """
            { type: object, properties: { items: { type: object, additionalProperties: \(scoped) } } }
            """
        let rows = RowSource(
            steps: [.member("items"), .everyValue, .member("jobs")],
            isList: true,
            scopeColumn: "scope"
        )
        #expect(try list(answering: schema, "objectKey: '$.items[*].jobs[*]'").rows == rows)
        #expect(try list(answering: schema).rows == rows)
    }

    private var array: String { "{ type: array, items: { $ref: '#/components/schemas/Job' } }" }

    @Test func `items are the rows when there is no objectKey`() throws {
        let schema = "{ type: object, properties: { items: \(array) } }"
        #expect(try list(answering: schema).rows == .list(["items"]))
    }

    @Test func `an array may be the whole answer`() throws {
        #expect(try list(answering: array).rows == RowSource(isList: true))
        let texts = try list(answering: "{ type: array, items: { type: string } }")
        #expect(texts.rows == RowSource(isList: true, form: .values))
    }

    @Test func `a scalar is one value`() throws {
        #expect(try list(answering: "{ type: integer }").rows == RowSource(form: .values))
    }

    @Test func `plain values are a column beside the others`() throws {
        let jobs = try Acme.jobs(replacing: Self.list, with: "{ type: array, items: {} }")
        #expect(jobs.columns.map(\.name) == ["name", "state", "attempts", "spec"])
        let text = try Acme.text().replacing(
            Self.list,
            with: "{ type: array, items: {type: string} }"
        )
        .replacing(Self.key, with: "title: none")
        let resource = try #require(try Acme.reading(of: text).contents.resources.first)
        #expect(resource.columns.last == Field(name: "value", type: .string(format: nil)))
    }

    @Test func `an answer that is no JSON is its contents`() throws {
        let text = try Acme.text()
            .replacing("application/json: { schema: \(Self.list) }", with: "text/csv: {}")
            .replacing("mediaType: application/json, openAPIDocKey: '200', \(Self.key)", with: "")
        let reading = try Acme.reading(of: text)
        let jobs = try #require(reading.contents.resources.first)
        #expect(reading.problems.isEmpty)
        #expect(jobs.methods.first { $0.name == "list" }?.rows == RowSource(form: .contents))
        #expect(jobs.columns.map(\.name).contains("contents"))
    }

    @Test func `alternatives that are objects have the columns of all`() throws {
        let schema = """
            { oneOf: [ { $ref: '#/components/schemas/Job' },
              { type: object, properties: { state: { type: integer }, extra: { type: boolean } } } ] }
            """
        let text = try Acme.text().replacing(
            "items: { $ref: '#/components/schemas/Job' }",
            with: "items: \(schema)"
        )
        let contents = try Acme.reading(of: text).contents
        let list = try #require(contents.messages.first { $0.name == "JobList" })
        guard case .array(.message(let name))? = list["jobs"]?.type else {
            Issue.record("the rows are no message")
            return
        }
        let row = try #require(contents.messages.first { $0.name == name })
        #expect(row.fields.map(\.name) == ["name", "state", "attempts", "spec", "extra"])
        #expect(row["state"]?.type == .any)
    }

    @Test func `alternatives that hold themselves come to an end`() throws {
        let schema = """
            { anyOf: [ { $ref: '#/components/schemas/Job' },
              { type: object, properties: { inner: { type: string } } } ] }
            """
        let contents = try Acme.contents(
            replacing: "attempts: { type: integer }",
            with: "attempts: \(schema)"
        )
        #expect(contents.messages.count < 10)
    }
}
