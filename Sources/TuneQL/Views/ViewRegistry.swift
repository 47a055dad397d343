import TuneQLAnalysis

/// The views of a session: their definitions, and those that could not be created.
struct ViewRegistry {
    /// Whether there are views, through which a statement may read resources that it does not name.
    var exist = false
    /// Whether the views stored in the database have been recreated in SQLite.
    var areRestored = false
    /// The errors of the database's views that could not be created, by name in lowercase.
    var broken: [String: QueryError] = [:]
    /// The definitions of SQLite's views, by the CREATE statements that SQLite stores.
    var definitions: [String: ViewDefinition] = [:]
    /// The columns of views that the running statement has read so far, by the same keys.
    var relations: [String: Relation] = [:]
    /// The keys of the views whose columns are being inferred.
    var open: Set<String> = []
}
