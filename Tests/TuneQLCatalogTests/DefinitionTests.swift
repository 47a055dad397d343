import Testing
import TuneQLCatalog
import TuneQLJSON

/// Everything that a catalog stores is read again as it was written.
@Suite struct DefinitionTests {
    private static let plain = Method(
        name: "list",
        verb: .select,
        httpMethod: "GET",
        path: "/v1/{+parent}/things",
        host: HostRule(otherwise: "https://a.example", fallback: "https://a.example"),
        parameters: []
    )

    /// A plain method with one change.
    private static func method(_ change: (inout Method) -> Void) -> Method {
        var method = plain
        change(&method)
        return method
    }

    private static func rows(_ rows: RowSource) -> Method { method { $0.rows = rows } }

    private static func pages(_ pagination: Pagination) -> Method {
        method { $0.pagination = pagination }
    }

    private static func operation(_ rule: OperationRule?) -> Method {
        method { $0.operation = rule }
    }

    private static func parameter(_ change: (inout Parameter) -> Void) -> Method {
        var parameter = Parameter(name: "p", location: .query, isRequired: false)
        change(&parameter)
        return method { $0.parameters = [parameter] }
    }

    /// What a catalog gives back of a resource with this method.
    private func stored(_ resource: Resource, messages: [Message] = []) throws -> Resource {
        var writer = try CatalogWriter()
        try writer.add(Provider(name: resource.provider, version: "1"))
        let service = Service(provider: resource.provider, name: resource.service, version: "1")
        try writer.add(ServiceContents(service: service, resources: [resource], messages: messages))
        let catalog = try Catalog(image: try writer.image())
        return try #require(
            try catalog.resource(
                provider: resource.provider,
                service: resource.service,
                name: resource.name
            )
        )
    }

    private static let size = Pagination.PageSize(parameter: "n", maximum: 500)

    static let methods: [(String, Method)] = [
        ("plain", plain),
        (
            "all texts",
            method {
                $0.requestMessage = "Thing"
                $0.bodyMember = "DesiredState"
                $0.responseMessage = "ListThings"
                $0.description = "Lists \"things\"."
                $0.collection = "projects.things"
                $0.newIDParameter = "thingId"
                $0.wrapper = "data"
            }
        ),
        ("the names of an answer", method { $0.responseNames = [["a", "b"], [], ["c"]] }),
        ("success states", method { $0.successStates = [] }),
        (
            "flags",
            method {
                $0.hasPartialResponse = true
                $0.hasWholeItems = true
            }
        ),
        ("ignorable errors", method { $0.ignorable = [.absence] }),
        ("a quota", method { $0.quota = QuotaRule(project: "p", requestsPerMinute: 5) }),
        (
            "hosts",
            method {
                $0.host = HostRule(
                    parameter: "locationsId",
                    exceptions: ["us": "https://us.example", "eu": "https://eu.example"],
                    otherwise: "https://{locationsId}.example",
                    fallback: "https://a.example"
                )
            }
        ),
        ("fixed headers", method { $0.fixedHeaders = ["X-Goog-Api-Version": "2024", "B": ""] }),
        (
            "a request's base",
            method {
                $0.requestBase = JSONObject([JSONMember(name: "a", value: ["b": [1, "c"]])])
            }
        ),
        ("an update mask in the query", method { $0.updateMask = UpdateMask(name: "updateMask") }),
        (
            "an update mask in the body",
            method {
                $0.updateMask = UpdateMask(name: "fields", location: .body)
            }
        ),
        ("unreachable places", method { $0.unreachable = ["unreachable", "failedLocations"] }),
        (
            "warnings of scopes",
            method {
                $0.warning = PageWarning(name: "w", isOfPage: false, harmlessCodes: ["NONE"])
            }
        ),
        ("a list", rows(.list(["data", "items"]))),
        ("an array as response", rows(.list([]))),
        ("a row below a member", rows(RowSource(steps: [.member("row")]))),
        (
            "a map of lists",
            rows(
                RowSource(
                    steps: [.member("items"), .everyValue, .member("instances")],
                    isList: true,
                    scopeColumn: "scope"
                )
            )
        ),
        ("scalars", rows(RowSource(steps: [.member("ids")], isList: true, form: .values))),
        ("raw bytes", rows(RowSource(form: .contents))),
        ("a token", pages(.token(.init(parameter: "t", member: "next", size: size)))),
        (
            "a token in the body, found below",
            pages(
                .token(
                    .init(
                        parameter: "t",
                        place: .body,
                        source: .member(["meta", "next"]),
                        more: ["meta", "more"],
                        size: .init(parameter: "n", maximum: 10, place: .body)
                    )
                )
            )
        ),
        (
            "a token in headers",
            pages(
                .token(.init(parameter: "T", place: .header, source: .header("X-Next")))
            )
        ),
        ("a next URL", pages(.nextURL(.member(["links", "next"])))),
        ("a Link header", pages(.nextURL(.linkHeader))),
        (
            "page numbers",
            pages(
                .pageNumber(
                    .init(parameter: "page", first: 0, size: size, totalPages: ["m", "pages"])
                )
            )
        ),
        ("page numbers without a total", pages(.pageNumber(.init(parameter: "page")))),
        ("offsets", pages(.offset(.init(parameter: "skip", size: size)))),
        ("offsets that are repeated", pages(.offset(.init(parameter: "s", echo: ["a", "b"])))),
        ("offsets from 1", pages(.offset(.init(parameter: "skip", first: 1)))),
        (
            "an operation with a flag",
            operation(
                OperationRule(path: "/v1/{name}", doneMember: "done", errorMember: "error")
            )
        ),
        (
            "an operation with a status",
            operation(
                OperationRule(
                    path: "/compute/v1/projects/{project}/zones/{zone}/operations/{name}",
                    nameMember: "name",
                    end: .status(member: "status", values: ["DONE"]),
                    errorMember: "error",
                    wait: .init(path: "/compute/v1/projects/{project}/operations/{name}/wait")
                )
            )
        ),
        (
            "an operation with a wait by GET",
            operation(
                OperationRule(
                    path: "/v1/{name}",
                    end: .flag("done"),
                    wait: .init(httpMethod: "GET", path: "/v1/{name}:wait")
                )
            )
        ),
        ("a parameter in a body", parameter { $0.location = .body }),
        ("a parameter's default", parameter { $0.defaultValue = "" }),
        ("a parameter's variable", parameter { $0.environmentVariable = "ACME_ORG" }),
        (
            "a parameter of joined values",
            parameter {
                $0.type = .array(.enumeration(["A", "B"]))
                $0.isExploded = false
            }
        ),
        (
            "a required header with a description",
            parameter {
                $0.location = .header
                $0.isRequired = true
                $0.description = "It's required."
            }
        ),
        (
            "names that differ in case",
            method {
                $0.parameters = ["id", "ID"].map {
                    Parameter(name: $0, location: .query, isRequired: false)
                }
            }
        ),
    ]

    @Test(arguments: methods)
    func `a method is read as it was written`(name: String, method: Method) throws {
        let resource = Resource(
            provider: "acme",
            service: "things",
            name: "things",
            columns: [],
            methods: [method, Self.plain]
        )
        #expect(try stored(resource) == resource, "\(name)")
    }

    @Test func `a resource is read as it was written`() throws {
        let resource = Resource(
            provider: "acme",
            service: "things",
            name: "things",
            title: "Things",
            description: "All things.",
            columns: [
                Field(name: "name", type: .string(format: nil), isOutputOnly: true),
                Field(name: "at", type: .timestamp, isRequired: true, isDeprecated: true),
                Field(name: "parts", type: .array(.message("Part")), description: "Its parts."),
            ],
            methods: [Self.plain],
            nameTemplate: "things/{id}",
            nameColumn: "name",
            stateColumn: "state",
            terminalStates: ["DONE", "FAILED"],
            successStates: ["DONE"],
            errorColumn: "error",
            aliases: [
                Alias(name: "acme_things", collections: ["acme.things", "things"]),
                Alias(name: "no_things", collections: []),
            ]
        )
        #expect(try stored(resource) == resource)
    }

    @Test func `a rule needs the operation's name among whole placeholders`() {
        func rule(_ path: String, _ name: String? = nil) -> OperationRule? {
            OperationRule(path: path, nameMember: name, end: .flag("done"))
        }
        #expect(rule("/v1/{project}/{name}")?.nameMember == "name")
        #expect(rule("/v1/{name}/{x}", "name")?.path(of: "a/b") == "/v1/a/b/{x}")
        #expect(rule("/v1/{x}", "name") == nil)
        #expect(rule("/v1/{name") == nil)
        #expect(rule("/v1/{}") == nil)
        #expect(rule("/v1/x") == nil)
    }

    @Test func `a required parameter with a default is not asked for`() {
        let method = Self.parameter {
            $0.isRequired = true
            $0.defaultValue = "v1"
        }
        #expect(method.requiredParameters.isEmpty)
        let resource = Resource(
            provider: "acme",
            service: "things",
            name: "things",
            columns: [],
            methods: [method]
        )
        #expect((try? resource.selection(for: .select, bound: []))?.method == method)
    }

    @Test(arguments: [
        Acme.thing.fields,
        [Field(name: "name", type: .any)] + Acme.thing.fields,
        Acme.thing.fields.reversed(),
        [
            Field(name: "id", type: .any), Acme.thing.fields[1],
            Field(name: "scope", type: .string(format: nil)),
        ],
        [],
    ])
    func `columns are read as they were written, whatever the message says`(
        columns: [Field]
    ) throws {
        let resource = Acme.resource("things", in: "a", columns: columns)
        let catalog = try Acme.catalog(Acme.service("a", [resource]))
        #expect(
            try catalog.resource(provider: "acme", service: "a", name: "things") == resource
        )
    }

    @Test func `fields of a row's message are stored once`() throws {
        func size(_ columns: [Field]) throws -> Int {
            let resources = (0..<50).map { Acme.resource("r\($0)", in: "a", columns: columns) }
            return try Acme.image([Acme.service("a", resources)]).count
        }
        var described = Acme.thing.fields
        described[0].description = String(repeating: "x", count: 2000)
        #expect(try size(described) > size(Acme.thing.fields) + 50 * 2000)
    }
}
