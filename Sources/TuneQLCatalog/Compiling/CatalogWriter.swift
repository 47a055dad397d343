import TuneQLJSON
import TuneQLSQLite

/// Writes what documents describe into a catalog's tables.
struct CatalogWriter {
    private let connection: Connection
    private let tree: DocumentTree

    /// The catalog's database, as a file would hold it.
    static func image(of tree: DocumentTree) throws(SQLiteError) -> [UInt8] {
        let writer = CatalogWriter(connection: try Connection(), tree: tree)
        try writer.connection.execute(CatalogSchema.pragmas + CatalogSchema.tables + "BEGIN")
        try writer.writeTables()
        try writer.connection.execute("COMMIT; VACUUM")
        return try writer.connection.image()
    }

    private init(connection: Connection, tree: DocumentTree) {
        self.connection = connection
        self.tree = tree
    }

    private func writeTables() throws(SQLiteError) {
        try insert(tree.providers.map(Self.row), into: "providers")
        try insert(tree.services.map { Self.row($0.service) }, into: "services")
        for contents in tree.services {
            let key: [SQLiteValue] = [
                .text(contents.service.provider), .text(contents.service.name),
            ]
            try write(contents.resources, of: key)
            try write(contents.messages, of: key)
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
