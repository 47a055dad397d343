import TuneQLSQLite

/// Writes the image of a catalog, one service at a time.
package struct CatalogWriter {
    private let connection: Connection

    /// Creates an empty catalog in memory.
    ///
    /// - Throws: ``CatalogError`` when SQLite fails.
    package init() throws(CatalogError) {
        do {
            connection = try Connection()
            try connection.execute(CatalogSchema.pragmas + CatalogSchema.tables + "BEGIN")
        } catch {
            throw .unwritten(error)
        }
    }

    /// Adds a provider, without its services.
    package func add(_ provider: Provider) throws(CatalogError) {
        do {
            try insert([Self.row(provider)], into: "providers")
        } catch {
            throw .unwritten(error)
        }
    }

    /// Adds a service with its resources and messages.
    package func add(_ contents: ServiceContents) throws(CatalogError) {
        let service = contents.service
        let key: [SQLiteValue] = [.text(service.provider), .text(service.name)]
        do {
            try insert([Self.row(service)], into: "services")
            try write(contents.resources, of: key)
            try write(contents.messages, of: key)
        } catch {
            throw .unwritten(error)
        }
    }

    /// Completes the catalog; returns its database in SQLite's file format.
    package func image() throws(CatalogError) -> [UInt8] {
        do {
            try connection.execute("COMMIT; VACUUM")
            return try connection.image()
        } catch {
            throw .unwritten(error)
        }
    }

    private func write(_ resources: [Resource], of key: [SQLiteValue]) throws(SQLiteError) {
        try insert(resources.map { key + Self.row($0) }, into: "resources")
        for resource in resources {
            let key = key + [.text(resource.name)]
            try insert(Self.rows(resource.columns, of: key), into: "columns")
            let methods = resource.methods.enumerated()
            try insert(
                methods.map { key + [.integer(Int64($0))] + Self.row($1) },
                into: "methods"
            )
            try insert(
                methods.flatMap { Self.rows($1, of: key + [.integer(Int64($0))]) },
                into: "parameters"
            )
        }
    }

    private func write(_ messages: [Message], of key: [SQLiteValue]) throws(SQLiteError) {
        try insert(
            messages.map { key + [.text($0.name), .text($0.description)] },
            into: "messages"
        )
        try insert(
            messages.flatMap { Self.rows($0.fields, of: key + [.text($0.name)]) },
            into: "fields"
        )
        try insert(messages.flatMap { Self.enumRows($0, of: key) }, into: "enum_values")
    }

    private func insert(_ rows: [[SQLiteValue]], into table: String) throws(SQLiteError) {
        guard let width = rows.first?.count else { return }
        let marks = repeatElement("?", count: width).joined(separator: ", ")
        var statement = try connection.prepare("INSERT INTO \(table) VALUES(\(marks))")
        for row in rows {
            for (index, value) in row.enumerated() { try statement.bind(value, at: index + 1) }
            _ = try statement.step()
            statement.reset()
        }
    }
}
