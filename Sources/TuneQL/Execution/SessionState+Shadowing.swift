import TuneQLCatalog
import TuneQLSQLite
import TuneQLText

extension SessionState {
    /// Refuses to read a resource while a database has a table or view with its full name.
    ///
    /// SQLite would read that one, and rows of a foreign file would pass for the service's.
    func checkShadowing(of resource: Resource) throws(QueryError) {
        let sql = try databases().sorted().map { name in
            "SELECT \(name.quotedAsText), type FROM \(name.quotedAsName).sqlite_schema "
                + "WHERE type IN ('table', 'view') AND name = ?1 COLLATE NOCASE"
        }.joined(separator: " UNION ALL ")
        let found = try local { (connection) throws(SQLiteError) in
            try connection.rows(sql, [.text(resource.id)])
        }
        guard let schema = found.first?[0].text, let type = found.first?[1].text else { return }
        let kind = type == "view" ? "view" : "table"
        let name = "\(schema.quotedAsName).\(resource.id.quotedAsName)"
        throw QueryError(
            .forbidden,
            "the database \(schema) has a \(kind) named \(resource.id), the name of a resource",
            help: "DROP \(kind.uppercased()) \(name) by NATIVEQUERY, or leave that database out"
        )
    }
}
