import Synchronization
import TuneQLSQLite

/// One compiled description of providers: a SQLite database queried by index probes.
///
/// It is opened at its first use; the methods that look something up throw when that fails.
package final class Catalog: Sendable {
    /// Makes the catalog in a file anew, for this version; returns whether that was possible.
    package typealias Renewal = @Sendable (_ path: String) -> Bool

    package let source: CatalogSource
    /// The only provider that it describes, as its path says; nil when that is unknown.
    package let provider: String?
    private let renewal: Renewal?
    private let connection = Mutex<Connection?>(nil)

    /// Names a catalog; nothing is opened before the first look-up.
    ///
    /// - Parameters:
    ///   - source: The bytes.
    ///   - provider: The only provider that it describes; nil when that is unknown.
    ///   - renewal: Is called once for a catalog of another version; nil refuses it at once.
    package init(_ source: CatalogSource, of provider: String? = nil, renewal: Renewal? = nil) {
        self.source = source
        self.provider = provider
        self.renewal = renewal
    }

    /// Opens a compiled catalog.
    ///
    /// - Throws: ``CatalogError`` when the bytes are not a catalog of this version.
    package convenience init(image: [UInt8]) throws(CatalogError) {
        self.init(.pages(.plain(image)))
        try open()
    }

    /// The path of its file; nil for a catalog in memory.
    package var path: String? {
        guard case .file(let path) = source else { return nil }
        return path
    }

    /// Opens the database, if that has not been done.
    ///
    /// - Throws: ``CatalogError`` when it is not a catalog of this version.
    package func open() throws(CatalogError) {
        _ = try using { (_) throws(SQLiteError) in }
    }

    /// The rows of a query over the catalog's tables.
    func rows(
        _ sql: String,
        _ values: SQLiteValue...
    ) throws(CatalogError) -> [CatalogRow] {
        try rows(sql, binding: values)
    }

    func rows(
        _ sql: String,
        binding values: [SQLiteValue]
    ) throws(CatalogError) -> [CatalogRow] {
        try using { (connection) throws(SQLiteError) in
            var statement = try connection.prepare(sql)
            for (index, value) in values.enumerated() {
                try statement.bind(value, at: index + 1)
            }
            var rows: [CatalogRow] = []
            while try statement.step() {
                let columns = 0..<statement.columnCount
                rows.append(CatalogRow(values: columns.map { statement.value(at: $0) }))
            }
            return rows
        }
    }

    /// Runs a body with the connection; its errors name the catalog's file.
    private func using<Answer: Sendable>(
        _ body: (Connection) throws(SQLiteError) -> Answer
    ) throws(CatalogError) -> Answer {
        do throws(CatalogError) {
            return try connection.withLock { (opened) throws(CatalogError) -> Answer in
                if opened == nil { opened = try usableConnection() }
                guard let connection = opened else { throw .otherVersion(0) }
                do throws(SQLiteError) {
                    return try body(connection)
                } catch {
                    throw CatalogError.database(error)
                }
            }
        } catch {
            throw path.map { .file($0, error) } ?? error
        }
    }

    /// A connection to the catalog, which is made anew if it is one of another version.
    private func usableConnection() throws(CatalogError) -> Connection {
        do throws(CatalogError) {
            return try Self.connection(to: source)
        } catch {
            guard case .otherVersion = error, let path, let renewal, renewal(path) else {
                throw error
            }
            return try Self.connection(to: source)
        }
    }

    /// A connection to a catalog of this version.
    private static func connection(to source: CatalogSource) throws(CatalogError) -> Connection {
        let version: Int64
        let connection: Connection
        do throws(SQLiteError) {
            switch source {
            case .file(let path): connection = try Connection(immutable: path)
            case .pages(let pages): connection = try Connection(pages)
            }
            var statement = try connection.prepare("PRAGMA user_version")
            let row = try statement.step() ? statement.value(at: 0) : .null
            if case .integer(let found) = row { version = found } else { version = 0 }
        } catch {
            throw .database(error)
        }
        guard version == CatalogSchema.version else { throw .otherVersion(version) }
        return connection
    }
}
