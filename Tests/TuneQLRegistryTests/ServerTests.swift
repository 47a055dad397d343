import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct ServerTests {
    private static let server = #"[ { url: "https://jobs.acme.example" } ]"#

    private func list(_ servers: String) throws -> Method {
        try Acme.method("list", replacing: Self.server, with: servers)
    }

    @Test(
        arguments: [
            ("{ default: my-org }", nil), ("{ default: '' }", nil), ("{}", nil),
            ("{ default: a, enum: [a, b] }", "a"), ("{ default: c, enum: [a, b] }", nil),
        ] as [(String, String?)]
    )
    func `a default is real when a list of values has it`(
        variable: String,
        value: String?
    ) throws {
        let list = try list(
            "[ { url: 'https://{subdomain}.acme.example', variables: { subdomain: \(variable) } } ]"
        )
        let parameter = try #require(list.parameters.first { $0.location == .server })
        #expect(parameter.defaultValue == value)
        #expect(parameter.isAskedFor == (value == nil))
    }

    @Test(
        arguments: [
            ("region", "us2", "us2"), ("site", "acme.example", "acme.example"),
            ("protocol", "https", "https"), ("region", "region", nil),
            ("endpoint", "pkc-00000", nil), ("cloud_provider", "cloud", nil),
        ] as [(String, String, String?)]
    )
    func `a default is real when it names an installation of the provider`(
        name: String,
        text: String,
        value: String?
    ) throws {
        let list = try list(
            "[ { url: 'https://{\(name)}.acme.example', variables: { \(name): { default: \(text) } } } ]"
        )
        #expect(list.parameters.first { $0.location == .server }?.defaultValue == value)
    }

    @Test func `a variable may be the scheme, and placeholders may have patterns`() throws {
        let url = "{protocol}://{cluster_addr:^(?:[^.]+|[0-9]{1,3}(?:\\:[0-9]+)?)$}/"
        let list = try list(
            "[ { url: '\(url)', variables: { protocol: { default: https, enum: [https, http] } } } ]"
        )
        #expect(list.host.otherwise == "{protocol}://{cluster_addr}")
        #expect(list.path == "/v1/projects/{projectId}/jobs")
        #expect(list.requiredParameters == ["projectId", "cluster_addr"])
    }

    @Test func `a variable of the path is a parameter of the path`() throws {
        let list = try list("[ { url: 'https://acme.example/orgs/{org}' } ]")
        #expect(list.path == "/orgs/{org}/v1/projects/{projectId}/jobs")
        #expect(list.parameters.first { $0.name == "org" }?.location == .path)
    }

    @Test func `an empty list of servers is none`() throws {
        let text = try Acme.text().replacing(
            "operationId: listJobs",
            with: "servers: []"
        )
        let methods = try Acme.reading(of: text).contents.resources.first?.methods ?? []
        #expect(methods.first { $0.name == "list" }?.host.otherwise == "https://jobs.acme.example")
    }

    @Test func `a variable may take its value from the environment`() throws {
        let variables = "{ org: { x-stackQL-envVar: ACME_ORG } }"
        let text = try Acme.text().replacing(
            Self.server,
            with: "[ { url: 'https://acme.example/orgs/{org}', variables: \(variables) } ]"
        )
        var writer = try CatalogWriter()
        try writer.add(Provider(name: "acme", version: ""))
        try writer.add(try Acme.reading(of: text).contents)
        let catalog = try Catalog(image: try writer.image())
        for (environment, value) in [([:], nil), (["ACME_ORG": "o-1"], "o-1")]
            as [([String: String], String?)]
        {
            let catalogs = Catalogs([catalog], environment: environment)
            let jobs = try catalogs.resource(provider: "acme", service: "jobs", name: "jobs")
            let list = try #require(jobs?.methods.first { $0.name == "list" })
            #expect(list.parameters.first { $0.name == "org" }?.defaultValue == value)
            #expect(list.requiredParameters.contains("org") == (value == nil))
        }
    }
}
