import TuneQLSQLite

extension CatalogWriter {
    /// Adds a service of another catalog as it is there, with its documents and problems.
    ///
    /// Definitions are copied without being decoded.
    ///
    /// - Parameters:
    ///   - name: The service.
    ///   - provider: Its provider.
    ///   - catalog: The other catalog.
    ///   - documents: The documents as they are now; nil for those that the other catalog records.
    /// - Returns: Whether the other catalog has the service.
    /// - Throws: ``CatalogError`` when it cannot be read, or this one not be written.
    package mutating func copyService(
        _ name: String,
        of provider: String,
        from catalog: Catalog,
        documents: [DocumentStamp]? = nil
    ) throws(CatalogError) -> Bool {
        guard let stored = try catalog.storedService(name, of: provider) else { return false }
        services += 1
        let service = SQLiteValue.integer(services)
        let last = try insert(stored, as: service)
        resources = max(resources, last)
        try insert(
            stored.messages.map { [.null, service] + $0.values },
            into: "messages"
        )
        try insert((documents ?? stored.documents).map(\.row), into: "documents")
        try insert(stored.problems.map(\.row), into: "problems")
        return true
    }

    /// Inserts the service and its resources under new keys; returns the last key.
    private func insert(
        _ stored: StoredService,
        as service: SQLiteValue
    ) throws(CatalogError) -> Int64 {
        try insert(stored.service, as: service)
        guard let first = stored.resources.first?.integer(0) else { return resources }
        let shift = resources + 1 - first
        func shifted(_ row: CatalogRow, by shift: Int64) -> SQLiteValue {
            .integer(row.integer(0) + shift)
        }
        try insert(
            stored.resources.map { [shifted($0, by: shift), service] + $0.values.dropFirst() },
            into: "resources"
        )
        let methodShift = shift * CatalogSchema.methodsOfResource
        try insert(
            stored.methods.map { [shifted($0, by: methodShift)] + $0.values.dropFirst() },
            into: "methods"
        )
        try insert(
            stored.aliases.map { [service, $0.values[1], shifted($0, by: shift), $0.values[2]] },
            into: "aliases"
        )
        return (stored.resources.last?.integer(0) ?? 0) + shift
    }
}

/// The rows of a service in a catalog, each with its key first.
struct StoredService {
    var service: Service
    var resources: [CatalogRow]
    var methods: [CatalogRow]
    var aliases: [CatalogRow]
    /// The messages, without keys.
    var messages: [CatalogRow]
    var documents: [DocumentStamp]
    var problems: [CatalogProblem]
}

extension Catalog {
    /// The rows of a service; nil when there is none of this name.
    func storedService(
        _ name: String,
        of provider: String
    ) throws(CatalogError) -> StoredService? {
        guard let service = try service(named: name, of: provider) else { return nil }
        let names: [SQLiteValue] = [.text(provider), .text(name)]
        let key = CatalogSchema.serviceKey
        let resources = try rows(
            """
            SELECT id, name, title, description, definition FROM resources
            WHERE service = \(key) ORDER BY id
            """,
            binding: names
        )
        let count = CatalogSchema.methodsOfResource
        let first = (resources.first?.integer(0) ?? 0) * count
        let end = ((resources.last?.integer(0) ?? -1) + 1) * count
        return StoredService(
            service: service,
            resources: resources,
            methods: try rows(
                "SELECT id, definition FROM methods WHERE id >= ?1 AND id < ?2 ORDER BY id",
                binding: [.integer(first), .integer(end)]
            ),
            aliases: try rows(
                "SELECT resource, name, collections FROM aliases WHERE service = \(key)",
                binding: names
            ),
            messages: try rows(
                "SELECT name, definition FROM messages WHERE service = \(key) ORDER BY id",
                binding: names
            ),
            documents: try rows(
                """
                SELECT provider, service, path, digest, size, modified, inode FROM documents
                WHERE provider = ?1 AND service = ?2 ORDER BY rowid
                """,
                binding: names
            ).map { $0.document() },
            problems: try problems(of: provider, service: name)
        )
    }
}
