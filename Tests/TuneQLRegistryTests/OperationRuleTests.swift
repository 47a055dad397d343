import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct OperationRuleTests {
    /// The example service, whose `cancel` answers with a schema of this name and these keys.
    private func cancel(
        answering schema: String,
        _ key: String = "",
        host: String = "jobs.googleapis.com",
        members: String = "properties: \(Self.properties)"
    ) throws -> Method {
        let answer = "{ $ref: '#/components/schemas/\(schema)' }"
        let text = try Acme.text()
            .replacing("{ schema: { type: object } }", with: "{ schema: \(answer) }")
            .replacing("jobs.acme.example", with: host)
            .replacing(
                "  schemas:\n",
                with: """
                      schemas:
                        \(schema):
                          type: object
                          \(members)
                    \(key)

                    """
            )
        let reading = try Acme.reading(of: text)
        if let problem = reading.problems.first { throw problem.error }
        let methods = reading.contents.resources.first?.methods ?? []
        return try #require(methods.first { $0.name == "cancel" })
    }

    private static let properties = """
        { id: { type: string }, finished: { type: boolean }, reason: { type: object }, \
        attempts: { type: integer } }
        """

    private func key(_ mapping: String) -> String {
        "      x-tuneql-operation: \(mapping)"
    }

    @Test func `a schema says that it is an operation, whatever its name`() throws {
        let mapping = "{ path: '/v2/tasks/{id}', done: finished, error: reason }"
        let rule = try #require(try cancel(answering: "Work", key(mapping)).operation)
        #expect(rule.nameMember == "id")
        #expect(rule.end == .flag("finished"))
        #expect(rule.errorMember == "reason")
        #expect(rule.path(of: "w-1") == "/v2/tasks/w-1")
        #expect(OperationRule(json: rule.json) == rule)
    }

    @Test func `a service may have its own way to wait`() throws {
        let wait = "wait: { method: GET, path: '/v2/tasks/{id}/wait' }"
        let mapping = "{ path: '/v2/tasks/{id}', done: finished, \(wait) }"
        let rule = try #require(try cancel(answering: "Work", key(mapping)).operation)
        #expect(rule.wait == .init(httpMethod: "GET", path: "/v2/tasks/{id}/wait"))
        let error = #expect(throws: DocumentError.self) {
            try cancel(
                answering: "Work",
                key("{ path: '/v2/tasks/{id}', done: finished, wait: POST }")
            )
        }
        #expect(error?.reason == .missing("path"))
    }

    @Test func `in a document without the key the name of the message decides`() throws {
        let rule = try cancel(answering: "LongOperation").operation
        #expect(rule == OperationRule(path: "/v1/{name}", doneMember: "done", errorMember: "error"))
        #expect(try cancel(answering: "Operations").operation == nil)
        #expect(try cancel(answering: "Work").operation == nil)
    }

    @Test func `at servers of others a name says nothing`() throws {
        for host in ["jobs.acme.example", "jobs.googleapis.com.acme.example"] {
            #expect(try cancel(answering: "LongOperation", host: host).operation == nil)
        }
    }

    @Test(
        arguments: [
            ("/v1/{name}", "projects/p/operations/o", "/v1/projects/p/operations/o"),
            (
                "/b/{bucket}/operations/{name}", "projects/_/operations/o",
                "/b/{bucket}/operations/o"
            ),
            ("/zones/{zone}/operations/{name}", "o-1", "/zones/{zone}/operations/o-1"),
            ("/{name}", "operations/o", "/operations/o"),
        ]
    )
    func `a whole name stands for what the path does not spell`(
        path: String,
        name: String,
        expected: String
    ) throws {
        let rule = try #require(
            OperationRule(path: path, end: .flag("done"), wait: .init(path: path + ":wait"))
        )
        #expect(rule.path(of: name) == expected)
        #expect(rule.waitPath(of: name) == expected + ":wait")
    }

    @Test func `in a document with the key nothing else is an operation`() throws {
        let mapping = "{ path: '/v1/{id}', done: finished }"
        let other = """
                  x-unused: true
                Work:
                  type: object
            \(key(mapping))
            """
        #expect(try cancel(answering: "LongOperation", other).operation == nil)
    }

    @Test func `names are refused where the schema declares no members`() throws {
        let key = key("{ path: '/v1/{id}', done: finished }")
        let error = try #require(throws: DocumentError.self) {
            try cancel(answering: "Free", key, members: "additionalProperties: true")
        }
        #expect(
            error.description == """
                services/jobs.yaml: resource jobs, method cancel, x-tuneql-operation: \
                'path' names 'id', which is not a string member: the schema declares none
                """
        )
    }

    @Test(
        arguments: [
            ("text", "'x-tuneql-operation' must be a mapping"),
            ("{ done: finished }", "'path' is missing"),
            ("{ path: '/v1/{id}' }", "'done' is missing"),
            (
                "{ path: /v1/work, done: finished }",
                "'path' must be a path with one placeholder, such as /v1/{name}"
            ),
            (
                "{ path: '/v1/{a}/{b}', done: finished }",
                "'path' must be a path with one placeholder, such as /v1/{name}"
            ),
            (
                "{ path: [1], done: finished }", "'path' must be text"
            ),
            ("{ path: '/v1/{id}', done: 7 }", "'done' must be the name of a member"),
            ("{ path: '/v1/{id}', done: '' }", "'done' must be the name of a member"),
            (
                "{ path: '/v1/{id}', done: finished, error: 7 }",
                "'error' must be the name of a member"
            ),
            (
                "{ path: '/v1/{id}', done: finished, error: [1] }",
                "'error' must be the name of a member"
            ),
            (
                "{ path: '/v1/{id}', done: done }",
                "'done' names 'done', which is not a boolean member of Work; finished is"
            ),
            (
                "{ path: '/v1/{id}', done: id }",
                "'done' names 'id', which is not a boolean member of Work; finished is"
            ),
            (
                "{ path: '/v1/{name}', done: finished }",
                "'path' names 'name', which is not a string member of Work; id is"
            ),
            (
                "{ path: '/v1/{attempts}', done: finished }",
                "'path' names 'attempts', which is not a string member of Work; id is"
            ),
            (
                "{ path: '/v1/{id}', done: finished, error: failure }",
                "'error' names 'failure', which is not a member of Work; "
                    + "these are: id, finished, reason, attempts"
            ),
            (
                "{ path: '/v1/{id}', done: finished, poll: 1 }",
                "'poll' is not supported"
            ),
        ]
    )
    func `anything else is refused`(mapping: String, message: String) throws {
        let error = try #require(throws: DocumentError.self) {
            try cancel(answering: "Work", key(mapping))
        }
        #expect(
            error.description == """
                services/jobs.yaml: resource jobs, method cancel, x-tuneql-operation: \(message)
                """
        )
    }
}
