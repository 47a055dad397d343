import TuneQLJSON

extension Catalog {
    /// The providers, by name.
    package func providers() throws(CatalogError) -> [Provider] {
        let sql = """
            SELECT name, version, title, description, "authorization" FROM providers ORDER BY name
            """
        var providers: [Provider] = []
        for row in try rows(sql) {
            let authorization = row.optional(4) == nil ? nil : try row.json(4)
            providers.append(
                Provider(
                    name: row.text(0),
                    version: row.text(1),
                    title: row.text(2),
                    description: row.text(3),
                    authorization: authorization
                )
            )
        }
        return providers
    }

    /// The services of a provider, by name.
    package func services(of provider: String) throws(CatalogError) -> [Service] {
        let sql = """
            SELECT provider, name, version, title, description FROM services
            WHERE provider = ?1 ORDER BY name
            """
        return try rows(sql, provider).map { row in
            Service(
                provider: row.text(0),
                name: row.text(1),
                version: row.text(2),
                title: row.text(3),
                description: row.text(4)
            )
        }
    }

    /// The resources of a service, by name.
    package func resources(
        of provider: String,
        service: String
    ) throws(CatalogError) -> [Resource] {
        let sql = """
            SELECT name FROM resources WHERE provider = ?1 AND service = ?2 ORDER BY name
            """
        var resources: [Resource] = []
        for row in try rows(sql, provider, service) {
            let found = try resource(provider: provider, service: service, name: row.text(0))
            if let found { resources.append(found) }
        }
        return resources
    }

    /// The message of exactly this name.
    package func message(
        _ name: String,
        provider: String,
        service: String
    ) throws(CatalogError) -> Message? {
        let head = try rows(
            "SELECT name, description FROM messages WHERE provider = ?1 AND service = ?2 AND name = ?3",
            provider,
            service,
            name
        )
        guard let head = head.first else { return nil }
        let sql = """
            SELECT name, is_output_only, is_required, is_deprecated, description, shape FROM fields
            WHERE provider = ?1 AND service = ?2 AND message = ?3 ORDER BY position
            """
        let fields = try fields(sql, provider, service, name)
        return Message(name: head.text(0), fields: fields, description: head.text(1))
    }

    fileprivate func fields(
        _ sql: String,
        _ provider: String,
        _ service: String,
        _ name: String
    ) throws(CatalogError) -> [Field] {
        var fields: [Field] = []
        for row in try rows(sql, provider, service, name) { fields.append(try row.field(0)) }
        return fields
    }
}

extension Catalog {
    /// The resource of this name, ignoring case; nil when there is none.
    package func resource(
        provider: String,
        service: String,
        name: String
    ) throws(CatalogError) -> Resource? {
        let sql = """
            SELECT provider, service, name, title, description, definition
            FROM resources WHERE provider = ?1 AND service = ?2 AND name = ?3
            """
        guard let row = try rows(sql, provider, service, name).first else { return nil }
        let definition = try row.json(5)
        guard let aliases = definition.list("aliases", of: Alias.init(json:)) else {
            throw .damaged("'\(definition.text)' is not a resource")
        }
        return Resource(
            provider: row.text(0),
            service: row.text(1),
            name: row.text(2),
            title: row.text(3),
            description: row.text(4),
            columns: try columns(provider, service, name),
            methods: try methods(provider, service, name),
            nameTemplate: definition.text("nameTemplate"),
            nameColumn: definition.text("nameColumn"),
            stateColumn: definition.text("stateColumn"),
            terminalStates: definition.texts("terminalStates"),
            successStates: definition.optionalTexts("successStates"),
            errorColumn: definition.text("errorColumn"),
            aliases: aliases
        )
    }

    private func columns(
        _ provider: String,
        _ service: String,
        _ resource: String
    ) throws(CatalogError) -> [Field] {
        let sql = """
            SELECT name, is_output_only, is_required, is_deprecated, description, shape FROM columns
            WHERE provider = ?1 AND service = ?2 AND resource = ?3 ORDER BY position
            """
        return try fields(sql, provider, service, resource)
    }

    private func methods(
        _ provider: String,
        _ service: String,
        _ resource: String
    ) throws(CatalogError) -> [Method] {
        let sql = """
            SELECT definition FROM methods
            WHERE provider = ?1 AND service = ?2 AND resource = ?3 ORDER BY position
            """
        var methods: [Method] = []
        for row in try rows(sql, provider, service, resource) { methods.append(try row.method(0)) }
        return methods
    }
}

extension Catalog {
    /// The full names of all resources, by name.
    package func resourceIDs() throws(CatalogError) -> [String] {
        try rows("SELECT id FROM resources ORDER BY id").map { $0.text(0) }
    }
}
