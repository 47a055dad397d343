import Synchronization
import TuneQLSQLite

/// The compiled description of all providers: a SQLite database queried by index probes.
package final class Catalog: Sendable {
    /// The database image, to be attached read-only to other connections.
    package let image: [UInt8]
    private let connection: Mutex<Connection>

    /// Opens a compiled catalog.
    ///
    /// - Throws: ``CatalogError`` when the bytes are not a catalog of this version.
    package init(image: [UInt8]) throws(CatalogError) {
        self.image = image
        connection = Mutex(try Self.connection(to: image))
        try validate()
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
