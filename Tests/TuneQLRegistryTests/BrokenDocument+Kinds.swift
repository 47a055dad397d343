import TuneQLRegistry

extension BrokenDocument {
    private static let all: Set<String> = ["get", "list", "create", "cancel"]
    private static let listPath = "'#/paths/~1v1~1projects~1{projectId}~1jobs/get'"
    private static let attempts = "attempts: { type: integer }"

    /// Texts that are no documents.
    static let texts: [BrokenDocument] = [
        .text("", "an empty document", .syntax),
        .text("openapi: 3.1.0\npaths: {\n", "a document that is cut inside of braces", .syntax),
        .text("a: 'never closed\n", "a quote that is not closed", .syntax),
        .text("a: 1\n b: 2\n", "a line that is indented wrongly", .syntax),
        .text("a: 1\n---\nb: 2\n", "two documents in one text", .syntax),
        .text("a: 1\na: 2\n", "a key that occurs twice", .syntax),
        .text("a: *nothing\n", "an alias without an anchor", .syntax),
        .text("{\"openapi\": \"3.1.0\", \"paths\": {", "JSON that is cut", .syntax),
        .text("a: \u{1}\n", "a control character", .syntax),
        .text("? [a, b]\n: 1\n", "a key that is a list", .syntax),
        .text("just text\n", "a document that is one text", .missing),
        .text("- a\n- b\n", "a document that is a list", .missing),
        .text("openapi: 3.1.0\n", "a document without components", .missing),
        .text(
            String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000),
            "lists that are nested 5000 levels deep",
            .syntax
        ),
        .text(aliasBomb, "aliases that multiply to billions of values", .syntax),
        BrokenDocument(name: "bytes that are not UTF-8", kind: .syntax, methods: []) { files in
            files.files[RegistryFiles.jobs] = [0x61, 0x3A, 0x20, 0xFF, 0xFE, 0x0A]
        },
        BrokenDocument(name: "a document of zeros", kind: .syntax, methods: []) { files in
            files.files[RegistryFiles.jobs] = Array(repeating: 0, count: 4096)
        },
        BrokenDocument(
            name: "a document that does not exist",
            kind: .absent,
            document: RegistryFiles.provider,
            line: "  jobs:",
            methods: []
        ) { files in
            files[RegistryFiles.jobs] = nil
        },
    ]

    private static var aliasBomb: String {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<12 {
            let aliases = repeatElement("*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        return text
    }

    /// Faults of one method, which is left out.
    static let methods: [BrokenDocument] = [
        .replacing(
            "operation: { $ref: \(listPath) }",
            with: "summary: none",
            "a method without an operation",
            .missing,
            line: "        list:",
            without: ["list"]
        ),
        .replacing(
            listPath,
            with: "'#/paths/~1v1~1nowhere/get'",
            "an operation that does not exist",
            .operation,
            line: "nowhere",
            without: ["list"]
        ),
        .replacing(
            listPath,
            with: "'../../../etc/passwd#/paths/~1x/get'",
            "a reference out of the registry",
            .operation,
            line: "passwd",
            without: ["list"]
        ),
        .replacing(
            "{ $ref: '#/components/schemas/JobList' }",
            with: "{ $ref: '#/nowhere' }",
            "an answer whose reference leads nowhere",
            .reference,
            line: "objectKey: $.jobs",
            without: ["list"]
        ),
        .replacing(
            "    JobList:\n",
            with: "    JobList:\n      $ref: '#/components/schemas/JobList'\n",
            "a schema that is a reference to itself",
            .circularReference,
            line: "objectKey: $.jobs",
            without: ["list"]
        ),
        .replacing(
            "objectKey: $.jobs",
            with: "objectKey: $.rows",
            "an objectKey that names nothing",
            .objectKey,
            line: "$.rows",
            without: ["list"]
        ),
        .replacing(
            "objectKey: $.jobs",
            with: "objectKey: '$..jobs[?(@.a)]'",
            "an objectKey with a condition",
            .objectKey,
            line: "@.a",
            without: ["list"]
        ),
        .replacing(
            "openAPIDocKey: '200', objectKey: $.jobs",
            with: "transform: { type: golang_template_json_v0.3.0, body: '{}' }",
            "a response transform",
            .responseTransform,
            line: "golang",
            without: ["list"]
        ),
        .replacing(
            "operationId: listJobs",
            with: "x-stackQL-graphQL: { query: x }",
            "an operation of GraphQL",
            .graphql,
            line: "        list:",
            without: ["list"]
        ),
        .replacing(
            "operationId: listJobs",
            with: "servers: [ { url: 'ftp://files.acme.example' } ]",
            "a server that is not on the web",
            .type,
            line: "        list:",
            without: ["list"]
        ),
        .replacing(
            "operationId: listJobs",
            with: "servers: [ { url: 'https://{open' } ]",
            "a server with an open brace",
            .type,
            line: "        list:",
            without: ["list"]
        ),
        .replacing(
            "name: filter, in: query",
            with: "name: projectId, in: query",
            "a parameter that occurs twice",
            .duplicate,
            line: "        list:",
            without: ["list"]
        ),
        .replacing(
            "{ name: filter, in: query, schema: { type: string } }",
            with: "filter",
            "a parameter that is a text",
            .missing,
            line: "        list:",
            without: ["list"]
        ),
        .replacing(
            "{ name: filter, in: query,",
            with: "{ in: query, name: [],",
            "a parameter whose name is a list",
            .type,
            line: "        list:",
            without: ["list"]
        ),
        .replacing(
            "content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } }\n"
                + "      responses:",
            with: "required: true\n        content: { multipart/form-data: { schema: {} } }\n"
                + "      responses:",
            "a body in several parts",
            .multipart,
            line: "        create:",
            without: ["create"]
        ),
    ]

    /// Faults that leave a resource, or all of its methods, poorer or out.
    static let parts: [BrokenDocument] = [
        .replacing(
            attempts,
            with: "attempts: { $ref: '#/components/schemas/Nope' }",
            "a property whose reference leads nowhere",
            .reference,
            line: "attempts:"
        ),
        .replacing(
            attempts,
            with: "attempts: { $ref: '#/components/schemas/Job/properties/attempts' }",
            "a property that is itself",
            .circularReference,
            line: "attempts:"
        ),
        .replacing(
            attempts,
            with: "attempts: { allOf: { type: integer } }",
            "an allOf that is not a list",
            .type,
            line: "attempts:"
        ),
        .replacing(
            "enum: [RUNNING, DONE]",
            with: "enum: RUNNING",
            "an enum that is not a list",
            .type,
            line: "state:"
        ),
        .replacing(
            "servers: [ { url: \"https://jobs.acme.example\" } ]",
            with: "servers: []",
            "no server at all",
            .missing,
            line: "        get:",
            without: all
        ),
        .replacing(
            "jobs/methods/list'",
            with: "jobs/methods/nowhere'",
            "a list of a verb that names no method",
            .reference,
            line: "        select:"
        ),
        .replacing(
            "        update: []",
            with: "        update: all",
            "a list of a verb that is a text",
            .type,
            line: "        update:"
        ),
        .replacing(
            "      methods:\n",
            with: "      operations:\n",
            "a resource without methods",
            .missing,
            line: "    jobs:",
            without: all
        ),
        .replacing(
            "  x-stackQL-resources:\n",
            with: "  x-stackQL-resources:\n    JOBS: { methods: {} }\n",
            "two resources whose names differ in case",
            .duplicate,
            line: "    jobs:",
            without: all
        ),
        .replacing(
            "openapi: 3.1.0\n",
            with: "openapi: 3.1.0\nx-tuneql-limits: { burst: 1e999 }\n",
            "a number that no machine can hold",
            .type,
            line: "        get:",
            without: all
        ),
        .replacing(
            "      title: Jobs\n",
            with: "      title: Jobs\n      config: { views: { select: { ddl: SELECT 1 } } }\n",
            "a view beside methods",
            .view,
            line: "views:"
        ),
        .replacing(
            "      methods:\n",
            with: "      config: { pagination: { requestToken: {}, responseToken: {} } }\n"
                + "      methods:\n",
            "paging without names",
            .missing,
            line: "        get:",
            without: all
        ),
    ]

    /// Faults of a `provider.yaml`.
    static let providers: [BrokenDocument] = [
        .provider(
            "  fine:\n",
            with: "  ghost:\n    title: no document\n  fine:\n",
            "an entry without a path",
            .missing,
            line: "  ghost:",
            without: []
        ),
        .provider(
            "acme/v1/services/jobs.yaml",
            with: "/etc/passwd",
            "an entry with a path from the root of the machine",
            .reference,
            line: "  jobs:"
        ),
        .provider(
            "acme/v1/services/jobs.yaml",
            with: "../../jobs.yaml",
            "an entry that leads out of the registry",
            .reference,
            line: "  jobs:"
        ),
        .provider(
            "  fine:\n",
            with: "  JOBS:\n    title: again\n  fine:\n",
            "two services whose names differ in case",
            .duplicate,
            line: "  JOBS:",
            without: []
        ),
        .provider(
            "  fine:\n",
            with: "  none:\n  fine:\n",
            "an entry that is nothing",
            .type,
            line: "  none:",
            without: []
        ),
    ]

    static let kinds = texts + methods + parts + providers
}
