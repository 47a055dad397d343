import TuneQLJSON
import TuneQLSQLite

/// Writes a catalog, one service at a time.
///
/// A file is written aside and takes its place when it is whole; until then, readers see what was
/// there before.
package struct CatalogWriter: ~Copyable {
    private let connection: Connection
    private let file: ReplacedFile?
    /// The last key of a service, and of a resource.
    var services: Int64 = 0
    var resources: Int64 = 0

    /// Creates an empty catalog.
    ///
    /// - Parameter path: The file that ``finish()`` replaces; nil for memory.
    /// - Throws: ``CatalogError`` when SQLite fails or the file cannot be made.
    package init(path: String? = nil) throws(CatalogError) {
        let file = path.map { ReplacedFile(path: $0) }
        try file?.prepare()
        connection = try Self.emptyCatalog(in: file?.temporaryPath ?? ":memory:")
        self.file = file
    }

    private static func emptyCatalog(in path: String) throws(CatalogError) -> Connection {
        do {
            let connection = try Connection(path: path)
            // A file that is not whole is never read, so it needs no journal.
            try connection.execute(
                CatalogSchema.pragmas + "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                    + CatalogSchema.tables + "BEGIN"
            )
            return connection
        } catch {
            throw .unwritten(error)
        }
    }

    /// Adds a provider, without its services.
    package func add(_ provider: Provider) throws(CatalogError) {
        try insert(
            [
                [
                    .text(provider.name), .text(provider.version), .text(provider.title),
                    .text(provider.description), .init(provider.authorization?.text),
                ]
            ],
            into: "providers"
        )
    }

    /// Adds the mark of a document that belongs to no service, such as a provider's own.
    package func add(_ document: DocumentStamp) throws(CatalogError) {
        try insert([document.row], into: "documents")
    }

    /// Adds the reason for leaving something out.
    package func add(_ problem: CatalogProblem) throws(CatalogError) {
        try insert([problem.row], into: "problems")
    }

    /// Records a value under a name of the compiler's own.
    package func setProperty(_ name: String, to value: String) throws(CatalogError) {
        try insert([[.text(name), .text(value)]], into: "properties")
    }

    /// Adds a service with its resources and messages.
    package mutating func add(_ contents: ServiceContents) throws(CatalogError) {
        services += 1
        try insert(contents.service, as: .integer(services))
        let messages = Dictionary(contents.messages.map { ($0.name, $0) }) { first, _ in first }
        for resource in contents.resources { try add(resource, messages) }
        try insert(
            contents.messages.map {
                [.null, .integer(services), .text($0.name), .text($0.json.text)]
            },
            into: "messages"
        )
        try insert(contents.documents.map(\.row), into: "documents")
        try insert(contents.problems.map(\.row), into: "problems")
    }

    /// Inserts a service and its aliases under a key.
    func insert(_ service: Service, as key: SQLiteValue) throws(CatalogError) {
        try insert([[key] + service.row], into: "services")
        try insert(
            service.aliases.map { [.text(service.provider), .text($0), key] },
            into: "service_aliases"
        )
    }

    private mutating func add(
        _ resource: Resource,
        _ messages: [String: Message]
    ) throws(CatalogError) {
        resources += 1
        let definition = resource.json(messages: messages).text
        try insert(
            [
                [
                    .integer(resources), .integer(services), .text(resource.name),
                    .text(resource.title), .text(resource.description), .text(definition),
                ]
            ],
            into: "resources"
        )
        let first = resources * CatalogSchema.methodsOfResource
        let methods = resource.methods.prefix(Int(CatalogSchema.methodsOfResource)).enumerated()
        try insert(
            methods.map { [.integer(first + Int64($0)), .text($1.json.text)] },
            into: "methods"
        )
        try insert(
            resource.aliases.map {
                [
                    .integer(services), .text($0.name), .integer(resources),
                    .text(JSONValue.array($0.collections.map { .string($0) }).text),
                ]
            },
            into: "aliases"
        )
    }

    /// Completes a catalog in memory; returns its database in SQLite's file format.
    package consuming func image() throws(CatalogError) -> [UInt8] {
        do {
            try connection.execute("COMMIT; VACUUM")
            return try connection.image()
        } catch {
            throw .unwritten(error)
        }
    }

    /// Completes a catalog in a file, which takes the place of the one before.
    package consuming func finish() throws(CatalogError) {
        do { try connection.execute("COMMIT") } catch { throw .unwritten(error) }
        try file?.replace()
    }

    func insert(
        _ rows: [[SQLiteValue]],
        into table: String
    ) throws(CatalogError) {
        guard let width = rows.first?.count else { return }
        let marks = repeatElement("?", count: width).joined(separator: ", ")
        do {
            var statement = try connection.prepare("INSERT INTO \(table) VALUES(\(marks))")
            for row in rows {
                for (index, value) in row.enumerated() { try statement.bind(value, at: index + 1) }
                _ = try statement.step()
                statement.reset()
            }
        } catch {
            throw .unwritten(error)
        }
    }
}
