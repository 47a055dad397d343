import TuneQLJSON
import TuneQLSQLite

extension Catalog {
    /// The providers, by name.
    package func providers() throws(CatalogError) -> [Provider] {
        let sql = """
            SELECT name, version, title, description, "authorization" FROM providers ORDER BY name
            """
        var providers: [Provider] = []
        for row in try rows(sql) { providers.append(try row.provider()) }
        return providers
    }

    /// The provider of this name, ignoring case; nil when there is none.
    package func provider(named name: String) throws(CatalogError) -> Provider? {
        let sql = """
            SELECT name, version, title, description, "authorization" FROM providers WHERE name = ?1
            """
        return try rows(sql, .text(name)).first?.provider()
    }

    /// The services of a provider, by name.
    package func services(of provider: String) throws(CatalogError) -> [Service] {
        try rows("\(Self.selectServices) WHERE provider = ?1 ORDER BY name", .text(provider))
            .map { (row) throws(CatalogError) in try row.service() }
    }

    /// The names of all services, each after its provider's, in lower case.
    func serviceKeys() throws(CatalogError) -> [[String]] {
        try rows("SELECT lower(provider), lower(name) FROM services").map { row in
            [row.text(0), row.text(1)]
        }
    }

    /// The service of this name or alias, ignoring case; nil when there is none.
    package func service(
        named name: String,
        of provider: String
    ) throws(CatalogError) -> Service? {
        try rows(
            "\(Self.selectServices) WHERE id = \(CatalogSchema.serviceKey)",
            .text(provider),
            .text(name)
        ).first?.service()
    }

    private static let selectServices = """
        SELECT provider, name, version, title, description, (
            SELECT json_group_array(a.name) FROM service_aliases a WHERE a.service = services.id
        ) FROM services
        """

    /// The names of a provider's services, by name.
    package func serviceNames(of provider: String) throws(CatalogError) -> [String] {
        let sql = "SELECT name FROM services WHERE provider = ?1 ORDER BY name"
        return try rows(sql, .text(provider)).map { $0.text(0) }
    }

    /// The documents that the catalog was compiled from.
    package func documents() throws(CatalogError) -> [DocumentStamp] {
        let sql = """
            SELECT provider, service, path, digest, size, modified, inode FROM documents
            ORDER BY rowid
            """
        return try rows(sql).map { $0.document() }
    }

    /// The path of the first document of a service.
    func document(of service: Service) throws(CatalogError) -> String? {
        let sql = """
            SELECT path FROM documents WHERE provider = ?1 AND service = ?2 ORDER BY rowid LIMIT 1
            """
        return try rows(sql, .text(service.provider), .text(service.name)).first?.text(0)
    }

    /// The value that the catalog's compiler has recorded under a name.
    package func property(_ name: String) throws(CatalogError) -> String? {
        try rows("SELECT value FROM properties WHERE name = ?1", .text(name)).first?.text(0)
    }
}

extension CatalogRow {
    fileprivate func provider() throws(CatalogError) -> Provider {
        Provider(
            name: text(0),
            version: text(1),
            title: text(2),
            description: text(3),
            authorization: optional(4) == nil ? nil : try json(4)
        )
    }

    fileprivate func service() throws(CatalogError) -> Service {
        Service(
            provider: text(0),
            name: text(1),
            version: text(2),
            title: text(3),
            description: text(4),
            aliases: try json(5).array?.compactMap(\.string) ?? []
        )
    }

    func document() -> DocumentStamp {
        DocumentStamp(
            provider: text(0),
            service: optional(1),
            path: text(2),
            digest: text(3),
            size: integer(4),
            modified: integer(5),
            inode: integer(6)
        )
    }
}
