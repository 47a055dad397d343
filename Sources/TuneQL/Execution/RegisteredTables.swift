import TuneQLCatalog

/// The engine's own tables that a session has registered with SQLite.
struct RegisteredTables {
    /// The resources that statements have used so far, by the names of their tables.
    var resources: [String: Resource] = [:]
    /// The names of the tables that hold the responses of EXEC in FROM.
    var responses: Set<String> = []
    /// Whether `catalog.last_scopes` is registered.
    var hasLastScopes = false
    /// Whether the catalog is attached to the connection.
    var hasCatalog = false
    /// The number of tables made for single statements.
    private var count = 0

    /// A number that no other table of a single statement has.
    mutating func nextNumber() -> Int {
        count += 1
        return count
    }
}
