import TuneQLJSON
import TuneQLSQLite

extension Catalog {
    /// The names of a service's resources, by name; one range of an index.
    package func resourceNames(
        of provider: String,
        service: String
    ) throws(CatalogError) -> [String] {
        let sql = """
            SELECT r.name FROM services s JOIN resources r ON r.service = s.id
            WHERE s.id = \(CatalogSchema.serviceKey) ORDER BY r.name
            """
        return try rows(sql, .text(provider), .text(service)).map { $0.text(0) }
    }

    /// The full name of the first resource with this name: one probe for each service.
    func resourceID(named name: String) throws(CatalogError) -> String? {
        let sql = """
            SELECT s.provider || '.' || s.name || '.' || r.name
            FROM services s CROSS JOIN resources r ON r.service = s.id AND r.name = ?1
            ORDER BY s.id LIMIT 1
            """
        return try rows(sql, .text(name)).first?.text(0)
    }

    /// The full names of resources whose own names begin with a text, ignoring case.
    ///
    /// It is one range of an index for each service.
    func resourceIDs(beginning prefix: String, limit: Int) throws(CatalogError) -> [String] {
        let sql = """
            SELECT s.provider || '.' || s.name || '.' || r.name
            FROM services s CROSS JOIN resources r
                ON r.service = s.id AND r.name BETWEEN ?1 AND ?1 || char(0x10FFFF)
            LIMIT ?2
            """
        return try rows(sql, .text(prefix), .integer(Int64(limit))).map { $0.text(0) }
    }

    /// The names of the aliases of a service's resources, by name.
    package func aliasNames(
        of provider: String,
        service: String
    ) throws(CatalogError) -> [String] {
        let sql = """
            SELECT a.name FROM services s JOIN aliases a ON a.service = s.id
            WHERE s.id = \(CatalogSchema.serviceKey) ORDER BY a.name
            """
        return try rows(sql, .text(provider), .text(service)).map { $0.text(0) }
    }

    /// The resources of a service, by name.
    package func resources(
        of provider: String,
        service: String
    ) throws(CatalogError) -> [Resource] {
        var resources: [Resource] = []
        for name in try resourceNames(of: provider, service: service) {
            let found = try resource(provider: provider, service: service, name: name)
            if let found { resources.append(found) }
        }
        return resources
    }

    /// The resource of this name or alias, ignoring case; nil when there is none.
    ///
    /// Under an alias a resource has that name, and only the methods of the alias.
    package func resource(
        provider: String,
        service: String,
        name: String
    ) throws(CatalogError) -> Resource? {
        let sql = """
            SELECT r.id, s.id, s.provider, s.name, r.name, r.title, r.description, r.definition
            FROM services s JOIN resources r ON r.service = s.id
            WHERE s.id = \(CatalogSchema.serviceKey) AND r.name = ?3
            """
        let row = try rows(sql, .text(provider), .text(service), .text(name)).first
        if let row { return try resource(row) }
        return try resource(provider: provider, service: service, alias: name)
    }

    private func resource(
        provider: String,
        service: String,
        alias: String
    ) throws(CatalogError) -> Resource? {
        let sql = """
            SELECT r.id, s.id, s.provider, s.name, a.name, r.title, r.description, r.definition,
                a.collections
            FROM services s JOIN aliases a ON a.service = s.id JOIN resources r ON r.id = a.resource
            WHERE s.id = \(CatalogSchema.serviceKey) AND a.name = ?3
            """
        let row = try rows(sql, .text(provider), .text(service), .text(alias)).first
        guard let row else { return nil }
        let collections = try row.json(8).array?.compactMap(\.string) ?? []
        var resource = try resource(row)
        resource.methods.removeAll { !collections.contains($0.collection) }
        resource.aliases = []
        let names = Set(resource.methods.compactMap(\.rowName))
        resource.nameColumn = names.count == 1 ? names.first?.column : nil
        resource.nameTemplate = names.count == 1 ? names.first?.template : nil
        return resource
    }

    private func resource(_ row: CatalogRow) throws(CatalogError) -> Resource {
        let methods = try methods(of: row.integer(0))
        let service = SQLiteValue.integer(row.integer(1))
        var resource = try row.decoded(7, as: "resource") { (json) throws(CatalogError) in
            try Resource(
                json,
                provider: row.text(2),
                service: row.text(3),
                name: row.text(4),
                methods: methods
            ) { (name) throws(CatalogError) in
                let sql = "SELECT name, definition FROM messages WHERE service = ?1 AND name = ?2"
                return try rows(sql, service, .text(name)).first?.message()
            }
        }
        resource.title = row.text(5)
        resource.description = row.text(6)
        return resource
    }

    private func methods(of resource: Int64) throws(CatalogError) -> [Method] {
        let first = resource * CatalogSchema.methodsOfResource
        let sql = "SELECT definition FROM methods WHERE id BETWEEN ?1 AND ?2 ORDER BY id"
        let last = first + CatalogSchema.methodsOfResource - 1
        var methods: [Method] = []
        for row in try rows(sql, .integer(first), .integer(last)) {
            methods.append(
                try row.decoded(0, as: "method") { (json) throws(CatalogError) in
                    Method(json: json)
                }
            )
        }
        return methods
    }
}

extension Catalog {
    /// The message of exactly this name.
    package func message(
        _ name: String,
        provider: String,
        service: String
    ) throws(CatalogError) -> Message? {
        let sql = """
            SELECT m.name, m.definition FROM services s JOIN messages m ON m.service = s.id
            WHERE s.id = \(CatalogSchema.serviceKey) AND m.name = ?3
            """
        return try rows(sql, .text(provider), .text(service), .text(name)).first?.message()
    }

    /// The names of a service's messages, by name.
    package func messageNames(
        of provider: String,
        service: String
    ) throws(CatalogError) -> [String] {
        let sql = """
            SELECT m.name FROM services s JOIN messages m ON m.service = s.id
            WHERE s.id = \(CatalogSchema.serviceKey) ORDER BY m.name
            """
        return try rows(sql, .text(provider), .text(service)).map { $0.text(0) }
    }
}

extension CatalogRow {
    fileprivate func message() throws(CatalogError) -> Message {
        let name = text(0)
        return try decoded(1, as: "message") { (json) throws(CatalogError) in
            Message(name: name, json: json)
        }
    }
}
