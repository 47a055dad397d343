import Synchronization
import TuneQLSQLite

/// The compiled description of all providers: a SQLite database that answers by index probes.
package final class Catalog: Sendable {
    /// The database, to be attached to another connection for reading.
    package let image: [UInt8]
    private let connection: Mutex<Connection>

    /// Opens a compiled catalog.
    ///
    /// - Throws: ``CatalogError`` when the bytes are no catalog of this version.
    package init(image: [UInt8]) throws(CatalogError) {
        self.image = image
        connection = Mutex(try Self.connection(to: image))
        try validate()
    }

    /// Compiles the provider documents below a registry's root, in memory.
    ///
    /// See ``DocumentTree/init(root:)`` for what the root holds.
    package convenience init(documents root: String) throws(CatalogError) {
        try self.init(image: try Self.image(documents: root))
    }

    /// Compiles the provider documents below a directory into a catalog's bytes.
    package static func image(documents root: String) throws(CatalogError) -> [UInt8] {
        let tree: DocumentTree
        do { tree = try DocumentTree(root: root) } catch { throw .document(error) }
        do { return try CatalogWriter.image(of: tree) } catch { throw .database(error) }
    }

    private static func connection(to image: [UInt8]) throws(CatalogError) -> sending Connection {
        do {
            let connection = try Connection()
            try connection.attach(image: image, as: "catalog")
            return connection
        } catch {
            throw .database(error)
        }
    }

    private func validate() throws(CatalogError) {
        let version = try rows("PRAGMA catalog.user_version").first?.integer(0)
        guard version == CatalogSchema.version else { throw .damaged("its version") }
    }

    /// The rows of a query over the catalog's tables.
    func rows(
        _ sql: String,
        _ values: String...
    ) throws(CatalogError) -> [CatalogRow] {
        do {
            return try connection.withLock { (connection) throws(SQLiteError) -> [CatalogRow] in
                var statement = try connection.prepare(sql)
                for (index, value) in values.enumerated() {
                    try statement.bind(.text(value), at: index + 1)
                }
                var rows: [CatalogRow] = []
                while try statement.step() {
                    let columns = 0..<statement.columnCount
                    rows.append(CatalogRow(values: columns.map { statement.value(at: $0) }))
                }
                return rows
            }
        } catch {
            throw .database(error)
        }
    }
}
