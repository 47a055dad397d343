package import TuneQLCatalog
import TuneQLJSON

/// Reads discovery documents into what a catalog holds, one service at a time.
package struct DiscoveryReader: Sendable {
    /// Whether descriptions are kept: the first sentence of each.
    package var keepsDescriptions: Bool

    package init(keepsDescriptions: Bool = true) {
        self.keepsDescriptions = keepsDescriptions
    }

    /// The provider of the services.
    package static let provider = Provider(
        name: "google",
        version: "v1",
        title: "Google",
        description: "All services of Google that have a discovery document.",
        authorization: [
            "type": "service_account", "credentialsenvvar": "GOOGLE_CREDENTIALS",
            "scopes": ["https://www.googleapis.com/auth/cloud-platform"],
        ]
    )

    /// Reads one document.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - name: The name of its service.
    /// - Returns: The service with all methods of the document.
    package func reading(of document: DiscoveryDocument, named name: String)
        -> ServiceReader.Reading
    {
        let texts = DiscoveryTexts(isKept: keepsDescriptions)
        let facts = DiscoveryFacts.of(document.identity.name)
        let service = Service(
            provider: Self.provider.name,
            name: name,
            version: document.identity.version,
            title: document.title,
            description: texts.sentence(document.description)
        )
        var reader = DiscoveryMethodReader(document, facts: facts, texts: texts)
        var order: [String] = []
        var tables: [String: [DiscoveryMethodReader.Read]] = [:]
        var problems = document.problems.map { Self.problem(of: service, $0) }
        for method in document.methods {
            let table = DiscoveryNames.table(of: method, service: document.identity.name)
            if let fault = method.fault(in: document.position.document) {
                var problem = Self.problem(of: service, fault)
                (problem.resource, problem.isLeftOut) = (table, true)
                problem.method = DiscoveryNames.snakeCase(method.name)
                problems.append(problem)
                continue
            }
            if tables[table] == nil { order.append(table) }
            tables[table, default: []] += DiscoveryMedia.reads(of: reader.read(method))
        }
        var taken = Set(order)
        let resources = order.map { name in
            DiscoveryTable(name, methods: tables[name] ?? [], types: reader.types, facts: facts)
                .resource(of: service, taken: &taken)
        }
        let contents = ServiceContents(
            service: service,
            resources: resources,
            messages: reader.types.messages
        )
        return ServiceReader.Reading(
            contents: contents,
            problems: problems
                + reader.types.dangling.sorted().map {
                    Self.problem(of: service, document.position.error(.unknownReference($0)))
                },
            documents: [document.position.document]
        )
    }

    private static func problem(of service: Service, _ error: DocumentError) -> DocumentProblem {
        DocumentProblem(
            provider: service.provider,
            service: service.name,
            isLeftOut: false,
            error: error
        )
    }
}
