import TuneQLAnalysis

/// The views of a session: their definitions, and those that could not be made.
struct ViewRegistry {
    /// Whether a statement may read resources that it does not name.
    var exist = false
    /// Whether the views that came with the database are known to SQLite.
    var areRestored = false
    /// Why views of the database could not be made, by their names in small letters.
    var broken: [String: QueryError] = [:]
    /// The definitions of SQLite's views, by the statements that SQLite keeps.
    var definitions: [String: ViewDefinition] = [:]
    /// The columns of views that the running statement has read so far, by the same.
    var relations: [String: Relation] = [:]
    /// The views whose columns are being worked out, by the same.
    var open: Set<String> = []
}
