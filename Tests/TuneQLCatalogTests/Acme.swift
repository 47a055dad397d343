import TuneQLCatalog

/// A made-up provider, whose catalogs tests write.
enum Acme {
    static func method(_ name: String, collection: String = "") -> Method {
        Method(
            name: name,
            verb: .select,
            httpMethod: "GET",
            path: "/v1/things",
            host: HostRule(otherwise: "https://a.example", fallback: "https://a.example"),
            parameters: [],
            responseMessage: "Thing",
            collection: collection
        )
    }

    static func resource(
        _ name: String,
        in service: String,
        columns: [Field]? = nil,
        methods: [Method]? = nil,
        aliases: [Alias] = []
    ) -> Resource {
        Resource(
            provider: "acme",
            service: service,
            name: name,
            title: "The \(name)",
            columns: columns ?? thing.fields,
            methods: methods ?? [method("get")],
            aliases: aliases
        )
    }

    static let thing = Message(
        name: "Thing",
        fields: [
            Field(name: "id", type: .integer, description: "Its number."),
            Field(name: "parts", type: .array(.message("Part"))),
        ]
    )

    static func service(
        _ name: String,
        _ resources: [Resource]? = nil,
        title: String = "",
        documents: [DocumentStamp] = [],
        problems: [CatalogProblem] = [],
        aliases: [String] = []
    ) -> ServiceContents {
        ServiceContents(
            service: Service(
                provider: "acme",
                name: name,
                version: "1",
                title: title,
                aliases: aliases
            ),
            resources: resources ?? [resource("\(name)_things", in: name)],
            messages: [thing, Message(name: "Part", fields: [])],
            documents: documents,
            problems: problems
        )
    }

    static func image(_ services: [ServiceContents], title: String = "") throws -> [UInt8] {
        var writer = try CatalogWriter()
        try writer.add(Provider(name: "acme", version: "v1", title: title))
        for service in services { try writer.add(service) }
        return try writer.image()
    }

    static func catalog(_ services: ServiceContents...) throws -> Catalog {
        try Catalog(image: try image(services))
    }
}
