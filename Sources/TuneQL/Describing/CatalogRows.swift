import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// Queries over the catalog.
struct CatalogRows {
    /// The statement that shows them, which reads no resource itself.
    let statement: AnalyzedStatement

    /// The rows of a query.
    func rows(_ sql: RewrittenSQL) throws(QueryError) -> StatementResult {
        try statement.state.attachCatalog()
        return StatementResult(try statement.prepare(sql))
    }

    /// The rows of a query, narrowed by the LIKE or WHERE of a SHOW.
    func rows(_ sql: String, narrowedBy show: Show) throws(QueryError) -> StatementResult {
        let narrowed = "SELECT * FROM (\(sql))"
        if let pattern = show.pattern {
            let condition = " WHERE \(show.subject.nameColumn) LIKE \(pattern.quotedAsText)"
            return try rows(.made(narrowed + condition))
        }
        guard let condition = show.whereClause else { return try rows(.made(narrowed)) }
        let written = SQLWriter(statement.run.source).sql(with: Rewriting(), in: condition.range)
        return try rows(written.enclosed(narrowed + " WHERE ", ""))
    }

    /// The condition on the rows of a resource.
    static func condition(_ resource: Resource) -> String {
        "provider = \(resource.provider.quotedAsText) "
            + "AND service = \(resource.service.quotedAsText) "
            + "AND resource = \(resource.name.quotedAsText)"
    }
}

extension Show.Subject {
    /// The column that LIKE matches.
    fileprivate var nameColumn: String {
        switch self {
        case .methods: "MethodName"
        case .auth: "provider"
        case .version: "version"
        case .insert: "insert_statement"
        case .manifest: "manifest"
        case .isolationLevel: "transaction_isolation"
        case .providers, .services, .resources, .tables, .views, .settings: "name"
        }
    }
}
