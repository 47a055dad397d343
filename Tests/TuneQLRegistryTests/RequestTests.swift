import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

@Suite struct RequestTests {
    private static let filter = "{ name: filter, in: query, schema: { type: string } }"
    private static let create =
        "operation: { $ref: '#/paths/~1v1~1projects~1{projectId}~1jobs/post' }"

    private func parameter(_ text: String) throws -> Parameter? {
        let list = try Acme.method("list", replacing: Self.filter, with: text)
        return list.parameters.first { $0.name == "filter" }
    }

    @Test func `a header parameter has its default`() throws {
        let found = try parameter(
            "{ name: filter, in: header, required: true, schema: { type: string, default: v2 } }"
        )
        #expect(found?.location == .header)
        #expect(found?.defaultValue == "v2")
        #expect(found?.isAskedFor == false)
    }

    @Test func `the default of an optional query parameter is the server's business`() throws {
        let text = "{ name: filter, in: query, schema: { type: string, default: all } }"
        #expect(try parameter(text)?.defaultValue == nil)
    }

    @Test func `an array is sent in one value where the document says so`() throws {
        let text = "{ name: filter, in: query, explode: false, schema: { type: array } }"
        #expect(try parameter(text)?.isExploded == false)
        #expect(try parameter(Self.filter)?.isExploded == true)
    }

    @Test func `a value of a path may have several segments`() throws {
        let path = "  /v1/projects/{projectId}/jobs:\n"
        let list = try Acme.method(
            "list",
            replacing: path,
            with: path + "    x-tuneql-segments: [projectId]\n"
        )
        #expect(list.path == "/v1/projects/{+projectId}/jobs")
        #expect(list.requiredParameters.contains("projectId"))
    }

    @Test(arguments: ["'{\"kind\": \"job\"}'", "{ kind: job }"])
    func `a base is part of every body`(base: String) throws {
        let create = try Acme.method(
            "create",
            replacing: Self.create,
            with: "request: { base: \(base) }\n          \(Self.create)"
        )
        #expect(create.requestBase.map { JSONValue.object($0).text } == #"{"kind":"job"}"#)
        #expect(create.requestMessage == "Job")
    }

    @Test func `an empty base is none`() throws {
        let create = try Acme.method(
            "create",
            replacing: Self.create,
            with: "request: { base: '{}' }\n          \(Self.create)"
        )
        #expect(create.requestBase == nil)
    }

    @Test func `another media type of JSON is a header field`() throws {
        let create = try Acme.method(
            "create",
            replacing: "        content: { application/json: { schema: { $ref: "
                + "'#/components/schemas/Job' } } }\n      responses",
            with: "        content: { application/merge-patch+json: { schema: { $ref: "
                + "'#/components/schemas/Job' } } }\n      responses"
        )
        #expect(create.fixedHeaders == ["Content-Type": "application/merge-patch+json"])
        #expect(create.requestMessage == "Job")
    }

    @Test func `a verb may be written in capitals`() throws {
        let list = try Acme.method("list", replacing: "1jobs/get' }", with: "1jobs/GET' }")
        #expect(list.httpMethod == "GET")
    }

    @Test func `the query in a path becomes parameters with values`() throws {
        let text = try Acme.text()
            .replacing(
                "  /v1/projects/{projectId}/jobs:\n",
                with: "  /v1/projects/{projectId}/jobs?api-version=2&__view=x#part:\n"
            )
            .replacing(
                "~1{projectId}~1jobs/get'",
                with: "~1{projectId}~1jobs?api-version=2&__view=x#part/get'"
            )
            .replacing(
                "      methods:",
                with:
                    "      config: { requestTranslate: { algorithm: drop_double_underscore_params } }\n"
                    + "      methods:"
            )
        let methods = try Acme.reading(of: text).contents.resources.first?.methods ?? []
        let list = try #require(methods.first { $0.name == "list" })
        #expect(list.path == "/v1/projects/{projectId}/jobs")
        let version = try #require(list.parameters.first { $0.name == "api-version" })
        #expect(version.defaultValue == "2")
        #expect(!list.parameters.contains { $0.name == "__view" })
    }

    @Test func `a placeholder that nothing describes is required`() throws {
        let list = try Acme.method(
            "list",
            replacing:
                "        - { name: projectId, in: path, required: true, schema: { type: string } }\n"
                + "        - { name: filter",
            with: "        - { name: filter"
        )
        #expect(list.requiredParameters == ["projectId"])
    }
}
