package import TuneQLSyntax

/// The local tables and views of a session, which only its connection knows.
package protocol LocalSchema {
    /// Whether there is a database with a name, besides `main`, `temp` and `catalog`.
    ///
    /// - Parameter name: The name, in lowercase.
    /// - Returns: Whether paths that start with the name are those of local tables.
    /// - Throws: ``AnalysisError`` when the databases cannot be listed.
    func hasDatabase(_ name: String) throws(AnalysisError) -> Bool

    /// The columns of a local table or view; nil when the name means neither.
    func relation(of table: TableReference) -> Relation?

    /// The query of a view, as in the statement that created it; nil where it is not known.
    func viewQuery(named name: String) -> Query?

    /// Whether SQLite takes a constant, such as `1 > 2`, for false or NULL; false when in doubt.
    func isNeverTrue(_ constant: String) -> Bool
}
